"""recordlinkage on the same records, run by the Python of its own environment; it imports no Homeward.

As its documentation leads one to use it: blocks, string similarities, and a logistic regression that
learns from the register our model was fitted with, where the truth is known. It is given the
sound of the names as well, which it has no means of its own to find.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

BLOCKS = (
    ["born_on", "township"],
    ["sound", "township"],
    ["sound", "born_on"],
    ["father", "mother"],
)


def main(learnt: str, asked: str, found: str) -> None:
    """Learn from one register, find the doubles of another, write the pairs and the seconds."""
    import recordlinkage

    taught = _records(Path(learnt))
    pairs, truth = _candidates(taught), _truth(Path(learnt), taught)
    model = recordlinkage.LogisticRegressionClassifier()
    compared = _compared(pairs, taught)
    model.fit(compared, compared.index.intersection(truth))
    records = _records(Path(asked))
    begun = time.perf_counter()
    records = _prepared(records)
    pairs = _candidates(records)
    told = model.predict(_compared(pairs, records))
    seconds = time.perf_counter() - begun
    ends = [sorted(pair) for pair in told]
    answer = {"wall_s": round(seconds, 1), "compared": len(pairs), "pairs": ends}
    Path(found).write_text(json.dumps(answer), "utf-8")


def _records(folder: Path) -> Any:
    from pyarrow import feather

    table = feather.read_table(folder / "records.arrow")
    kept = ["id", "name", "sex", "born_on", "father", "mother", "place"]
    return _prepared(table.select(kept).to_pandas().set_index("id"))


def _prepared(records: Any) -> Any:
    """Sounds and parts of places, each different name read once."""
    from pypinyin import lazy_pinyin

    records = records.copy()
    records["born_on"] = records["born_on"].astype("string")
    records["township"] = records["place"].str[:9]
    sounds = {name: "".join(lazy_pinyin(name)).lower() for name in records["name"].unique()}
    records["sound"] = records["name"].map(sounds).str.replace(" ", "")
    return records


def _candidates(records: Any) -> Any:
    import recordlinkage

    index = recordlinkage.Index()
    for columns in BLOCKS:
        index.block(columns)
    return index.index(records)


def _compared(pairs: Any, records: Any) -> Any:
    import recordlinkage

    compare = recordlinkage.Compare()
    for column in ("name", "sound", "father", "mother"):
        compare.string(column, column, method="jarowinkler", label=column)
    compare.string("born_on", "born_on", method="damerau_levenshtein", label="born_on")
    for column in ("sex", "place", "township"):
        compare.exact(column, column, label=column)
    return compare.compute(pairs, records)


def _truth(folder: Path, records: Any) -> Any:
    import pandas
    from pyarrow import feather

    table = feather.read_table(folder / "truth.arrow")
    ends = [table.column(side).to_pylist() for side in ("left", "right")]
    assert len(records)
    both = [*zip(*ends, strict=True), *zip(*reversed(ends), strict=True)]
    return pandas.MultiIndex.from_tuples(both)


if __name__ == "__main__":
    main(*sys.argv[1:])
