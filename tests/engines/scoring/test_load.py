"""Instrument files to instruments: every key, versions, and what does not matter."""

import subprocess
import sys

import pytest

from homeward.engines.scoring import (
    Ages,
    Direction,
    Informant,
    Method,
    Reads,
    Severity,
    load_instruments,
)

from .sample import FILE, read


def test_a_file_is_read_in_full() -> None:
    sample = read()
    assert (sample.id, sample.version, sample.paper) == ("sample", 1, "3.1.1")
    assert sample.title == {"zh": "样例", "en": "Sample"}
    assert sample.informants == (Informant.CHILD, Informant.CARER)
    assert sample.ages == Ages(7, 12) and 12 in sample.ages and 13 not in sample.ages
    assert sample.reads is Reads.PROTECTED
    assert sample.reads_from(Informant.CARER) is Reads.CARE
    assert sample.reads_from(Informant.TEACHER) is Reads.PROTECTED
    assert sample.source.document["en"] == "样例文件"
    assert (sample.item_count, sample.note, sample.line) == (4, None, 1)
    glad, sad, harm, quiz = sample.items
    assert glad.scores == (0, 1, 2) and sad.scores == (2, 1, 0) and quiz.scores == (0, 1)
    assert (harm.safety, quiz.right, sad.reverse) == (1, 1, True)
    assert glad.text_for(Informant.CARER)["en"] == "Is it glad"


def test_scales_know_their_range_and_bands() -> None:
    mood, whole = read().scales
    assert (mood.method, mood.low, mood.high, mood.missing) == (Method.SUM, 0, 4, 0)
    assert [(band.id, band.low, band.high) for band in mood.bands] == [
        ("attention_first", 0, 1), ("some_attention", 2, 2), ("well", 3, 4),
    ]  # fmt: skip
    assert (whole.direction, whole.low, whole.high, whole.missing) == (Direction.WORSE, 0, 6, 2)
    assert whole.band_of(4) is not None and whole.band_of(4).severity is Severity.HIGH  # type: ignore[union-attr]


def test_a_mean_has_a_factor_and_decimals() -> None:
    text = FILE.replace(
        "method: sum, direction", "method: mean, factor: 2.5, decimals: 2, direction"
    )
    mood = read(text.replace("bands: thirds}", "}")).scales[0]
    assert (mood.low, mood.high, mood.decimals, mood.bands) == (0, 5, 2, ())


def test_one_class_for_all_and_all_items() -> None:
    text = FILE.replace("{child: protected, carer: care}", "care").replace(
        "[glad, sad, harm, quiz]", "all"
    )
    sample = read(text)
    assert sample.reads is Reads.CARE
    assert sample.scales[1].items == ("glad", "sad", "harm", "quiz")


def test_versions_stand_side_by_side_and_the_newest_is_asked() -> None:
    """Answers stay readable under the version they were given to."""
    later = FILE.replace("version: 1", "version: 2").replace("zh: 高兴吗", "zh: 开心吗")
    book = load_instruments({"a.yaml": FILE + "---\n" + later})
    assert [each.version for each in book.versions("sample")] == [1, 2]
    assert [each.version for each in book.latest()] == [2]
    assert book.get("sample").version == 2 and book.get("sample", 1).version == 1
    assert len(book) == len(list(book)) == 2
    for unknown in (("sample", 3), ("other", None)):
        with pytest.raises(KeyError, match="no instrument"):
            book.get(*unknown)


def test_the_digest_follows_what_decides_and_nothing_else() -> None:
    reworded = FILE.replace("zh: 高兴吗", "zh: 开心吗").replace("\n", "  # why\n", 1)
    assert read(reworded).digest == read().digest
    for change in (("safety: 1", "safety: 0"), ("reverse: true", "reverse: false"),
                   ("to: 12}", "to: 13}"), ("at_most: 2", "at_most: 1")):  # fmt: skip
        assert read(FILE.replace(*change)).digest != read().digest


def test_windows_line_ends_are_read_alike() -> None:
    assert read(FILE.replace("\n", "\r\n")) == read()


def test_items_and_scales_are_found_by_id() -> None:
    sample = read()
    assert sample.item("sad").id == "sad" and sample.scale("mood").id == "mood"
    for ask in (sample.item, sample.scale):
        with pytest.raises(KeyError):
            ask("none")


def test_the_engine_needs_no_framework() -> None:
    code = (
        "import sys, homeward.engines.scoring as s; s.load_instruments(s.shipped_files('instruments'));"
        "assert not {'django', 'duckdb', 'sqlglot'} & set(sys.modules), 'too much is loaded'"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
