"""What each fault in the writing of a file is called, with its remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homeward.engines.yamlfile.message import Message, message, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable


def bad_yaml(detail: str) -> Message:
    return message(
        "yaml", f"不是有效的 YAML（{detail}）。", f"This is not valid YAML ({detail}).",
        "请检查缩进、引号、冒号和括号。", "Check indentation, quotes, colons and brackets.",
    )  # fmt: skip


def alias_used() -> Message:
    return message(
        "alias", "使用了 YAML 引用（& 和 *）。", "A YAML alias (& and *) is used.",
        "请把内容完整写出。", "Write the content out in full.",
    )  # fmt: skip


def duplicate_key(key: str) -> Message:
    return message(
        "duplicate_key", f"“{key}”写了两次。", f"'{key}' is given twice.",
        "请只保留一处。", "Keep one of the two.",
    )  # fmt: skip


def wrong_shape(key: str, zh: str, en: str) -> Message:
    return message(
        "shape", f"“{key}”的写法不对。", f"'{key}' has the wrong shape.",
        f"应为{zh}。", f"It must be {en}.",
    )  # fmt: skip


def missing_key(key: str) -> Message:
    return message(
        "missing_key", f"缺少“{key}”。", f"'{key}' is missing.",
        f"请补上“{key}:”。", f"Add '{key}:'.",
    )  # fmt: skip


def unknown_key(key: str, known: Iterable[str]) -> Message:
    zh, en = nearest(key, known)
    return message("unknown_key", f"不认识“{key}”。", f"'{key}' is not a known key.", zh, en)


def bad_version(value: str) -> Message:
    return message(
        "version", f"“{value}”不是版本号。", f"'{value}' is not a version number.",
        "请写从 1 起的整数。", "Write a whole number from 1 up.",
    )  # fmt: skip


def bad_date(value: str) -> Message:
    return message(
        "date", f"“{value}”不是日期。", f"'{value}' is not a date.",
        "请写 年-月-日，如 2021-06-01。", "Write year-month-day: 2021-06-01.",
    )  # fmt: skip


def bad_number(value: str) -> Message:
    return message(
        "number", f"“{value}”不是数。", f"'{value}' is not a number.",
        "请写整数或小数，如 3 或 0.5。", "Write a whole number or a decimal: 3 or 0.5.",
    )  # fmt: skip


def not_whole(key: str) -> Message:
    return message(
        "whole", f"“{key}”不是整数。", f"'{key}' is not a whole number.",
        "请写整数，如 3。", "Write a whole number: 3.",
    )  # fmt: skip


def unknown_choice(value: str, key: str, known: Iterable[str]) -> Message:
    zh, en = nearest(value, known)
    return message("choice", f"{key} 不能是“{value}”。", f"'{key}' cannot be '{value}'.", zh, en)
