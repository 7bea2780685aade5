"""Each kind of agreement, on pairs of values checked by hand; every one holds both ways."""

import datetime as dt

import pytest

from homeward.engines.linkage.comparisons import COMPARISONS, MISSING
from homeward.engines.linkage.lunar import read_as_lunar
from homeward.engines.linkage.normal import read_name
from homeward.engines.linkage.words import says

from .sample import FAR_VILLAGE, NEXT_VILLAGE, VILLAGE, level_of

NAMES = [
    ("苏晓禾", "苏晓禾", "same"),
    ("苏晓禾", " 苏 晓 禾 ", "same"),
    ("苏晓禾", "蘇曉禾", "variant"),  # traditional
    ("萧晓峰", "肖晓峯", "variant"),  # a simplified surname, a variant character
    ("苏喆", "苏哲", "variant"),  # a form chosen for names
    ("苏晓禾", "Su Xiaohe", "pinyin"),
    ("苏晓禾", "suxiaohe", "pinyin"),
    ("曾晓禾", "ZENG XIAO HE", "pinyin"),  # a surname's own reading
    ("单晓禾", "shan xiaohe", "pinyin"),
    ("苏晓禾", "苏小和", "same_sound"),
    ("苏晓禾", "晓禾苏", "turned"),
    ("苏晓禾", "苏禾晓", "turned"),
    ("苏晓禾", "Xiaohe Su", "turned"),
    ("苏晓林", "苏晓宁", "near_sound"),  # l and n, in and ing
    ("苏思涵", "苏诗涵", "near_sound"),  # s and sh
    ("苏晓禾", "sxh", "initials"),
    ("苏晓禾", "苏晓木", "look_alike"),  # a stroke less
    ("苏天宇", "苏夭宇", "look_alike"),
    ("王晓禾", "玉晓禾", "look_alike"),
    ("苏禾", "苏木", "look_alike"),
    ("苏晓禾", "蔡晓禾", "given"),  # under the mother's surname
    ("苏晓禾", "苏晓梅", "one_sign"),
    ("苏晓禾", "苏禾", "sign_dropped"),
    ("苏禾", "苏梅", "surname"),  # of two characters, one is the whole given name
    ("苏大双", "苏小双", "one_sign"),
    ("欧阳禾", "欧阳梅", "surname"),
    ("欧阳晓禾", "欧阳晓梅", "one_sign"),
    ("苏晓禾", "苏文博", "surname"),
    ("苏晓禾", "王文博", "differs"),
    ("苏晓禾", None, MISSING),
    ("苏晓禾", "", MISSING),
    ("苏晓禾", "不详", MISSING),
]


@pytest.mark.parametrize(("one", "two", "level"), NAMES)
def test_names_agree_in_the_kind_that_a_person_would_name(one, two, level):
    assert level_of("name", one, two) == level


@pytest.mark.parametrize(
    ("one", "two", "level"), [each for each in NAMES if each[2] not in ("initials", "look_alike")]
)
@pytest.mark.parametrize("field", ["father", "mother"])
def test_parents_are_compared_like_children(field, one, two, level):
    assert level_of(field, one, two) == level


D = dt.date
DATES = [
    (D(2014, 5, 23), D(2014, 5, 23), "same"),
    (D(2014, 5, 23), D(2014, 4, 25), "lunar"),  # the 25th of the fourth month
    (D(2020, 6, 10), D(2020, 4, 19), "lunar"),  # 2020 has the fourth month twice: the second one
    (D(2020, 5, 11), D(2020, 4, 19), "lunar"),  # and the first
    (D(2015, 1, 30), D(2014, 12, 11), "lunar"),  # the lunar year ends in the next solar one
    (D(2014, 5, 9), D(2014, 9, 5), "day_month"),
    (D(2014, 5, 23), D(2013, 5, 23), "year_off"),
    (D(2014, 5, 23), D(2014, 5, 28), "one_digit"),
    (D(2014, 5, 23), D(2014, 8, 23), "one_digit"),
    (D(2014, 5, 21), D(2014, 5, 12), "one_digit"),  # two digits exchanged
    (D(2014, 5, 23), D(2014, 1, 1), "year_only"),
    (D(2014, 5, 23), D(2014, 8, 6), "near"),
    (D(2014, 5, 23), D(2016, 4, 11), "year"),
    (D(2014, 5, 23), D(2009, 11, 30), "differs"),
    (D(2014, 5, 23), None, MISSING),
]


@pytest.mark.parametrize(("one", "two", "level"), DATES)
def test_birth_dates_agree_in_the_kind_that_a_person_would_name(one, two, level):
    assert level_of("born_on", one, two) == level


@pytest.mark.parametrize(
    ("field", "one", "two", "level"),
    [
        ("sex", "male", "male", "same"),
        ("sex", "male", "female", "differs"),
        ("sex", None, "female", MISSING),
        ("place", VILLAGE, VILLAGE, "village"),
        ("place", VILLAGE, NEXT_VILLAGE, "township"),
        ("place", VILLAGE, FAR_VILLAGE, "county"),
        ("place", VILLAGE, "990203103200", "differs"),
        ("place", VILLAGE, None, MISSING),
        ("phones", ["1", "2"], ["2", "3"], "shared"),
        ("phones", ["1"], ["3"], "differs"),
        ("phones", ["1"], [], MISSING),
        ("phones", [None], ["1"], MISSING),
        ("id_number", "x", "x", "same"),
        ("id_number", "x", "y", "differs"),
        ("id_number", "x", None, MISSING),
        ("student_no", "x", "x", "same"),
        ("student_no", "x", "y", "differs"),
        ("household", "x", "x", "same"),
        ("household", "x", "y", "differs"),
    ],
)
def test_other_fields_agree_or_do_not(field, one, two, level):
    assert level_of(field, one, two) == level


def test_every_kind_of_agreement_has_words_in_both_languages_of_its_own():
    for comparison in COMPARISONS:
        levels = [*(level.id for level in comparison.levels), MISSING]
        for language in ("zh", "en"):
            words = [says(comparison.field, level)[language] for level in levels]
            assert all(words) and len(set(words)) == len(words), (comparison.field, language)
            assert not any("{" in one for one in words)


def test_a_day_that_no_lunar_month_has_is_no_lunar_date():
    assert read_as_lunar(dt.date(2014, 5, 31)) == ()
    assert read_as_lunar(dt.date(1890, 5, 3)) == ()


def test_a_name_in_two_scripts_reads_the_same():
    one, two = read_name("蘇曉禾"), read_name("苏晓禾")
    assert one and two
    assert (one.folded, one.sound, one.surname, one.given) == (two.folded, "suxiaohe", "苏", "晓禾")
