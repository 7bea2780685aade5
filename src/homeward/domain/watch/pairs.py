"""The documented columns of `pair_facts`: an acting parent and a child, one row a pair.

The helpers room fills the table in a later stage. Until then it has no rows, so the rules over it are
checked and find nothing.
"""

from homeward.engines.rules import Fact, FactTable, FactType

LAW = "未成年人保护法"

PAIR_FACTS = FactTable(
    "pair_facts",
    (
        Fact("pair_id", FactType.TEXT, "", {"zh": "结对编号", "en": "pair id"}, "Homeward"),
        Fact("child_id", FactType.TEXT, "", {"zh": "儿童编号", "en": "child id"}, "Homeward"),
        Fact(
            "pair_active", FactType.BOOLEAN, "", {"zh": "结对正在进行", "en": "the pair is active"},
            "Homeward",
        ),
        Fact(
            "record_queried", FactType.BOOLEAN, "",
            {"zh": "查询过违法犯罪记录", "en": "criminal records were queried"}, f"{LAW} 第六十二条",
        ),
        Fact(
            "days_since_record_query", FactType.INTEGER, "days",
            {"zh": "最近一次查询至今天数", "en": "days since the latest query"}, f"{LAW} 第六十二条",
        ),
        Fact(
            "cadence_missed_in_a_row", FactType.INTEGER, "times",
            {"zh": "连续未按约联系的次数", "en": "agreed contacts missed in a row"}, "各地联系制度",
        ),
    ),
    key="pair_id",
)  # fmt: skip
