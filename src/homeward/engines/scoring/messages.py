"""What each fault in an instrument file is called, in Chinese and English, with its remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homeward.engines.yamlfile.message import Message, message, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable


# --- the instrument ---------------------------------------------------------------------------


def empty_file() -> Message:
    return message(
        "empty", "文件中没有量表。", "The file holds no instrument.",
        "请写一份量表，或删除该文件。", "Write an instrument, or remove the file.",
    )  # fmt: skip


def bad_id(value: str) -> Message:
    return message(
        "id", f"“{value}”不能作编号。", f"'{value}' cannot be an id.",
        "请用小写字母、数字，以连字符或下划线相连，如 who-5。",
        "Use lower-case letters and digits joined by hyphens or underscores: who-5.",
    )  # fmt: skip


def bad_section(value: str) -> Message:
    return message(
        "section", f"“{value}”不是论文章节。", f"'{value}' is not a section of the paper.",
        "请加引号写如 \"3.1.2\"。", "Write it in quotes: \"3.1.2\".",
    )  # fmt: skip


def repeated(key: str, value: str) -> Message:
    return message(
        "repeated", f"{key} 中“{value}”出现了两次。", f"'{value}' stands twice in '{key}'.",
        "请只保留一处，或改其中一个。", "Keep one of the two, or change one.",
    )  # fmt: skip


def version_repeated(instrument_id: str, version: int, place: str) -> Message:
    return message(
        "version_repeated", f"{instrument_id} 第 {version} 版在 {place} 处已有。",
        f"{instrument_id} version {version} already stands at {place}.",
        "请给新版本新的 version。", "Give the new version a new 'version'.",
    )  # fmt: skip


def reversed_range(low: str, high: str) -> Message:
    return message(
        "range", f"从 {low} 到 {high} 的次序颠倒。", f"From {low} to {high} runs backwards.",
        "请更正 from 或 to。", "Correct 'from' or 'to'.",
    )  # fmt: skip


def class_without_informant(name: str) -> Message:
    return message(
        "reads", f"reads 与 informants 不一致：{name}。", f"'reads' and 'informants' differ: {name}.",
        "请为每种回答人各写一个 care 或 protected。",
        "Give each informant care or protected, and nobody else.",
    )  # fmt: skip


def text_missing() -> Message:
    return message(
        "items", "题目随附（text_shipped: true），但没有 items。",
        "The text is shipped (text_shipped: true), but there are no items.",
        "请写 items；不能附题目的，写 text_shipped: false 和 item_count。",
        "Write 'items'; where the text may not be shipped, text_shipped: false and item_count.",
    )  # fmt: skip


def text_forbidden(key: str) -> Message:
    return message(
        "items", f"题目不随附（text_shipped: false），却写了 {key}。",
        f"The text is not shipped (text_shipped: false), yet there is '{key}'.",
        "请只写 item_count 和各分数的 range。", "Write only item_count, and each scale's range.",
    )  # fmt: skip


def count_missing() -> Message:
    return message(
        "item_count", "没有附题目，也没有写题数。", "Neither items nor their number are given.",
        "请写 item_count。", "Write 'item_count'.",
    )  # fmt: skip


def count_told_and_counted() -> Message:
    return message(
        "item_count", "题目已写出，不必再写题数。", "The items are there; their number is counted.",
        "请删去 item_count。", "Remove 'item_count'.",
    )  # fmt: skip


# --- items ------------------------------------------------------------------------------------


def unknown_options(value: str, known: Iterable[str]) -> Message:
    zh, en = nearest(value, known)
    return message("options", f"没有选项组“{value}”。", f"No set of options is '{value}'.", zh, en)


def options_unclear() -> Message:
    return message(
        "options", "选项组不止一个，题目没有写用哪个。",
        "There are several sets of options, and the item names none.",
        "请给该题写 options。", "Give the item its 'options'.",
    )  # fmt: skip


def too_few_options() -> Message:
    return message(
        "options", "选项少于两个。", "There are fewer than two options.",
        "请至少写两个选项。", "Write two options at least.",
    )  # fmt: skip


def not_an_option(key: str, value: int, known: Iterable[int]) -> Message:
    listed = "、".join(map(str, known)), ", ".join(map(str, known))
    return message(
        "value", f"{key} 的 {value} 不是任何选项的值。", f"'{key}': no option has the value {value}.",
        f"可用的有：{listed[0]}。", f"Known: {listed[1]}.",
    )  # fmt: skip


def quiz_or_reverse() -> Message:
    return message(
        "quiz", "有 right 的题不能再写 reverse 或 safety。",
        "An item with 'right' takes neither 'reverse' nor 'safety'.",
        "请删去其中之一。", "Remove one of them.",
    )  # fmt: skip


def about_missing() -> Message:
    return message(
        "about", "既问孩子、也问大人，但没有给大人的问法。",
        "Child and adults are asked, but there is no wording for the adults.",
        "请补上 about: {zh, en}。", "Add 'about: {zh, en}'.",
    )  # fmt: skip


def item_unused(item_id: str) -> Message:
    return message(
        "unused", f"题目 {item_id} 不在任何分数中。", f"Item {item_id} belongs to no scale.",
        "请把它写进一个 scale 的 items，或删去。", "Name it in the items of a scale, or remove it.",
    )  # fmt: skip


# --- scales -----------------------------------------------------------------------------------


def unknown_item(value: str, known: Iterable[str]) -> Message:
    zh, en = nearest(value, known)
    return message("item", f"没有题目“{value}”。", f"There is no item '{value}'.", zh, en)


def too_many_missing(limit: int, items: int) -> Message:
    return message(
        "missing", f"最多可缺 {limit} 题，而一共 {items} 题。",
        f"{limit} of {items} items may be missing.",
        "可缺的题数须少于题数。", "Fewer than all may be missing.",
    )  # fmt: skip


def missing_as_zero() -> Message:
    return message(
        "missing", "相加的分数允许缺题，而有的题最低不是 0 分：缺题会被当作低于最低分。",
        "A sum may have items missing, yet an item's lowest score is not 0: "
        "a missing one would count less than the lowest answer.",
        "请用 method: prorated，或不许缺题。", "Use 'method: prorated', or allow none to be missing.",
    )  # fmt: skip


def not_positive(key: str) -> Message:
    return message(
        "positive", f"“{key}”须大于 0。", f"'{key}' must be greater than 0.",
        "请更正该数。", "Correct the number.",
    )  # fmt: skip


def thirds_of_published() -> Message:
    return message(
        "thirds", "三等分只用于未经验证的自编量表。",
        "Thirds are for own scales that are not validated.",
        "请写出发表的各分数段。", "Write the bands as published.",
    )  # fmt: skip


def value_without_band(value: str) -> Message:
    return message(
        "bands", f"{value} 分不在任何分数段中。", f"The value {value} lies in no band.",
        "分数段须从最低分到最高分相连。", "Bands must cover every value from lowest to highest.",
    )  # fmt: skip


def value_in_two_bands(value: str, one: str, other: str) -> Message:
    return message(
        "bands", f"{value} 分同时在 {one} 和 {other} 两段中。",
        f"The value {value} lies in two bands, {one} and {other}.",
        "请更正 from 或 to。", "Correct 'from' or 'to'.",
    )  # fmt: skip


def band_outside(low: str, high: str) -> Message:
    return message(
        "bands", f"分数段超出 {low} 至 {high}。", f"The band lies outside {low} to {high}.",
        "请更正 from 或 to。", "Correct 'from' or 'to'.",
    )  # fmt: skip


# --- answers ----------------------------------------------------------------------------------


def unknown_answer(item_id: str, known: Iterable[str]) -> Message:
    zh, en = nearest(item_id, known)
    return message(
        "unknown_item", f"没有题目“{item_id}”。", f"There is no item '{item_id}'.", zh, en
    )


def answer_not_offered(value: object, known: Iterable[int]) -> Message:
    names = [str(each) for each in known]
    return message(
        "not_offered", f"没有这个选项：{value}。", f"There is no such option: {value}.",
        f"可用的有：{'、'.join(names)}；没有回答的留空。",
        f"Known: {', '.join(names)}; leave it empty when not answered.",
    )  # fmt: skip


def bad_age(value: object) -> Message:
    return message(
        "age", f"年龄不对：{value}。", f"The age is wrong: {value}.",
        "请写周岁整数；不知道的留空。", "Write completed years; leave it empty when not known.",
    )  # fmt: skip


def text_not_shipped() -> Message:
    return message(
        "text_not_shipped", "本量表不附题目，不能逐题计分。",
        "This instrument comes without its text and cannot be scored item by item.",
        "请在持有授权处施测，只录入分数。", "Give it where it is licensed, and enter its totals.",
    )  # fmt: skip


def unknown_scale(scale_id: str, known: Iterable[str]) -> Message:
    zh, en = nearest(scale_id, known)
    return message("unknown_scale", f"没有分数“{scale_id}”。", f"No scale is '{scale_id}'.", zh, en)


def total_out_of_range(value: object, low: object, high: object) -> Message:
    return message(
        "out_of_range", f"{value} 不是可能的分数。", f"{value} is not a possible score.",
        f"应在 {low} 至 {high} 之间；没有的留空。",
        f"It lies between {low} and {high}; leave it empty when there is none.",
    )  # fmt: skip
