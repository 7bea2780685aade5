"""What each fault in a table of records is called, in Chinese and English, with its remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homeward.engines.yamlfile import Message, message, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable


def column_twice() -> Message:
    return message(
        "column_twice", "这一列出现了不止一次。", "This column stands there more than once.",
        "请只保留一列。", "Keep one of them.",
    )  # fmt: skip


def unknown_column(name: str, known: Iterable[str]) -> Message:
    zh, en = nearest(name, known)
    return message("unknown_column", f"不认识“{name}”这一列。", f"'{name}' is no column.", zh, en)


def wrong_type(wanted: str) -> Message:
    return message(
        "type", "这一列的类型不对。", "This column has the wrong type.",
        f"应为 {wanted}。", f"It must be {wanted}.",
    )  # fmt: skip


def no_ids() -> Message:
    return message(
        "no_ids", "没有编号这一列。", "There is no column of ids.",
        "请给每条记录一个编号。", "Give every record an id.",
    )  # fmt: skip


def null_ids() -> Message:
    return message(
        "null_ids", "有的记录没有编号。", "Some records have no id.",
        "请给每条记录一个编号。", "Give every record an id.",
    )  # fmt: skip


def repeated_ids() -> Message:
    return message(
        "repeated_ids", "有的编号用了不止一次。", "Some ids are used more than once.",
        "一条记录一个编号，一个编号一条记录。", "One id for one record.",
    )  # fmt: skip


def unknown_sex() -> Message:
    return message(
        "sex", "有的性别不认识。", "Some sexes are not known words.",
        "请写 male 或 female；没有采集的留空。", "Write male or female; null where not collected.",
    )  # fmt: skip


def bad_place() -> Message:
    return message(
        "place", "有的村居代码不是 12 位数字。", "Some places are not codes of 12 digits.",
        "请写村（社区）的 12 位代码；没有采集的留空。",
        "Write the village's 12-digit code; null where not collected.",
    )  # fmt: skip
