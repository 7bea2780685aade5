"""What is wrong with a problem or a file of rules, with its remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homeward.engines.yamlfile import message

if TYPE_CHECKING:
    from homeward.engines.yamlfile import Message


def twice(name: str) -> Message:
    return message(
        "twice", f"“{name}”出现了两次。", f"'{name}' is there twice.",
        "每个编号只给一次。", "Give each id once.",
    )  # fmt: skip


def unknown(name: str) -> Message:
    return message(
        "unknown", f"没有“{name}”。", f"There is no '{name}'.",
        "请先给出它，或去掉这一处。", "Give it as well, or remove this mention.",
    )  # fmt: skip


def negative(key: str, value: int) -> Message:
    return message(
        "negative", f"“{key}”不能是 {value}。", f"'{key}' cannot be {value}.",
        "请给从 0 起的整数。", "Give a whole number from 0 up.",
    )  # fmt: skip


def lengths() -> Message:
    return message(
        "lengths", "候选结对的几列长短不一。", "The columns of candidates differ in length.",
        "每一对都要有孩子、帮扶者和路程。", "Give child, helper and distance of every pair.",
    )  # fmt: skip


def other_kind(rules: str, kind: str) -> Message:
    return message(
        "kind", f"规则“{rules}”不用于“{kind}”。", f"The rules '{rules}' are not for '{kind}'.",
        "请选用途相同的规则文件。", "Choose the rules of this kind.",
    )  # fmt: skip


def empty() -> Message:
    return message(
        "empty", "文件中没有匹配规则。", "The file holds no rules of matching.",
        "请写一份规则，或删除该文件。", "Write one, or remove the file.",
    )  # fmt: skip


def bad_id(value: str) -> Message:
    return message(
        "id", f"“{value}”不能作编号。", f"'{value}' cannot be an id.",
        "请用小写字母、数字，以点、连字符或下划线相连。",
        "Use lower-case letters and digits joined by dots, hyphens or underscores.",
    )  # fmt: skip


def out_of_range(key: str, least: int, most: int) -> Message:
    return message(
        "range", f"“{key}”应在 {least} 至 {most} 之间。", f"'{key}' lies between {least} and {most}.",
        f"请写 {least} 至 {most} 的整数。", f"Write a whole number from {least} to {most}.",
    )  # fmt: skip


def ages_turned() -> Message:
    return message(
        "ages", "起始年龄大于截止年龄。", "The first age lies above the last.",
        "请对调两个年龄。", "Exchange the two ages.",
    )  # fmt: skip


def matched_missing() -> Message:
    return message(
        "matched", "没有写“matched”的分值。", "No points are given for 'matched'.",
        "请写 {wish: matched, points: 1000}：有人帮扶比任何愿望都要紧。",
        "Add {wish: matched, points: 1000}: having somebody counts before any wish.",
    )  # fmt: skip


def alone_not_ruled() -> Message:
    return message(
        "alone", "没有写单独相处时的同性别规则。", "No rule on sex is given for being alone.",
        "请至少写一条 {setting: alone, from_age: …, to_age: …}。",
        "Add one {setting: alone, from_age: …, to_age: …} at least.",
    )  # fmt: skip
