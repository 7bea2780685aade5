"""What each fault in a rule file is called, in Chinese and English, with its remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homeward.engines.yamlfile.message import Message, message, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

ALLOWED_ZH = "可用：事实列、常量、AND OR NOT、比较、BETWEEN、IN、IS NULL、+ - * /、coalesce、括号。"
ALLOWED_EN = (
    "Allowed: facts, constants, AND OR NOT, comparisons, BETWEEN, IN, IS NULL, + - * /, "
    "coalesce and parentheses."
)
KINDS_ZH = {"boolean": "是/否", "number": "数", "text": "文字"}
KINDS_EN = {"boolean": "yes/no", "number": "number", "text": "text"}


# --- the file ---------------------------------------------------------------------------------


def empty_file() -> Message:
    return message(
        "empty", "文件中没有规则。", "The file holds no rule.",
        "请写一条规则，或删除该文件。", "Write a rule, or remove the file.",
    )  # fmt: skip


def unknown_kind(value: str, known: Iterable[str]) -> Message:
    zh, en = nearest(value, known)
    return message("kind", f"没有“{value}”这类规则。", f"No kind of rule is '{value}'.", zh, en)


def unknown_table(value: str, known: Iterable[str]) -> Message:
    names = list(known)
    return message(
        "table", f"没有事实表“{value}”。", f"There is no fact table '{value}'.",
        f"请写 {'或 '.join(names)}。", f"Write {' or '.join(names)}.",
    )  # fmt: skip


def bad_id(value: str) -> Message:
    return message(
        "id", f"“{value}”不能作规则编号。", f"'{value}' cannot be a rule id.",
        "请用小写字母、数字，以点、连字符或下划线相连，如 contact.weekly。",
        "Use lower-case letters and digits joined by dots, hyphens or underscores: contact.weekly.",
    )  # fmt: skip


def dates_reversed(starts: str, ends: str) -> Message:
    return message(
        "dates_reversed", f"失效日期 {ends} 早于生效日期 {starts}。",
        f"The last day {ends} lies before the first day {starts}.",
        "请更正 in_force 的 from 或 to。", "Correct 'from' or 'to' of in_force.",
    )  # fmt: skip


def no_conditions() -> Message:
    return message(
        "no_conditions", "规则没有条件。", "The rule has no condition.",
        "请在 when 下至少写一条 test。", "Write at least one test under 'when'.",
    )  # fmt: skip


def versions_overlap(rule_id: str, place: str, day: str) -> Message:
    return message(
        "overlap", f"{rule_id} 与 {place} 处的同名规则在 {day} 同时有效。",
        f"{rule_id} and its version at {place} are both in force on {day}.",
        "请给较早的版本写 in_force.to，止于较新版本生效的前一天。",
        "Give the earlier version an in_force.to on the day before the later one begins.",
    )  # fmt: skip


def version_repeated(rule_id: str, version: int, place: str) -> Message:
    return message(
        "version_repeated", f"{rule_id} 第 {version} 版在 {place} 处已有。",
        f"{rule_id} version {version} already stands at {place}.",
        "请给新版本新的 version。", "Give the new version a new 'version'.",
    )  # fmt: skip


# --- the test ---------------------------------------------------------------------------------


def bad_syntax(near: str) -> Message:
    return message(
        "syntax", f"读不懂条件，问题在“{near}”处。", f"The test cannot be read, at '{near}'.",
        "请检查此处前后是否缺少或多出字词、引号、括号。",
        "Check for a missing or extra word, quote or parenthesis around it.",
    )  # fmt: skip


def semicolon() -> Message:
    return message(
        "semicolon", "条件中有分号。", "The test holds a semicolon.",
        "一条 test 只写一个条件；请删去分号。", "A test is one condition; remove the semicolon.",
    )  # fmt: skip


def comment() -> Message:
    return message(
        "comment", "条件中有 SQL 注释。", "The test holds an SQL comment.",
        "请把说明写在 says 或 note 中。", "Say it under 'says' or 'note'.",
    )  # fmt: skip


def too_long() -> Message:
    return message(
        "too_long", "条件太长，或嵌套太深。", "The test is too long or nested too deeply.",
        "请拆成几条 test。", "Split it into several tests.",
    )  # fmt: skip


def statement(word: str) -> Message:
    return message(
        "statement", f"条件中不能有语句或子查询（{word}）。",
        f"A test cannot hold a statement or subquery ({word}).",
        "条件只比较本行的事实；请把计算做成一个事实列。",
        "A test compares the facts of one row; make the calculation a fact column.",
    )  # fmt: skip


def refused(text: str) -> Message:
    return message(
        "refused", f"条件中不能用“{text}”。", f"'{text}' cannot be used in a test.",
        ALLOWED_ZH, ALLOWED_EN,
    )  # fmt: skip


def function_refused(name: str) -> Message:
    return message(
        "function", f"条件中不能用函数 {name}。", f"The function {name} cannot be used in a test.",
        f"唯一可用的函数是 coalesce；请把计算做成一个事实列。{ALLOWED_ZH}",
        f"The only function is coalesce; make the calculation a fact column. {ALLOWED_EN}",
    )  # fmt: skip


def unknown_fact(name: str, known: Iterable[str]) -> Message:
    zh, en = nearest(name, known)
    return message("unknown_fact", f"没有事实“{name}”。", f"There is no fact '{name}'.", zh, en)


def qualified(text: str, name: str) -> Message:
    return message(
        "qualified", f"事实前不写表名：“{text}”。", f"A fact takes no table before it: '{text}'.",
        f"请写 {name}。", f"Write {name}.",
    )  # fmt: skip


def kinds_differ(left: str, right: str, text: str) -> Message:
    return message(
        "kinds_differ",
        f"“{text}”把{KINDS_ZH[left]}与{KINDS_ZH[right]}相比。",
        f"'{text}' compares {KINDS_EN[left]} with {KINDS_EN[right]}.",
        "两边应为同一类：是/否写 true 或 false，文字加单引号，数不加引号。",
        "Both sides must be of one kind: true or false, 'text' in single quotes, numbers without.",
    )  # fmt: skip


def wrong_kind(want: str, got: str, text: str) -> Message:
    return message(
        "wrong_kind",
        f"此处应为{KINDS_ZH[want]}，而“{text}”是{KINDS_ZH[got]}。",
        f"This must be {KINDS_EN[want]}, but '{text}' is {KINDS_EN[got]}.",
        "请与一个值相比，如 age_years < 16。" if want == "boolean" else "请用数值的事实或数。",
        "Compare it with a value: age_years < 16."
        if want == "boolean" else "Use a numeric fact or a number.",
    )  # fmt: skip


def boolean_order(text: str) -> Message:
    return message(
        "boolean_order", f"是/否没有大小：“{text}”。", f"Yes/no has no order: '{text}'.",
        "请用 = 或 <>。", "Use = or <>.",
    )  # fmt: skip


def compared_with_null() -> Message:
    return message(
        "null", "与 NULL 相比永远没有结果。", "Comparing with NULL never gives an answer.",
        "请写 IS NULL 或 IS NOT NULL。", "Write IS NULL or IS NOT NULL.",
    )  # fmt: skip


def only_is_null(text: str) -> Message:
    return message(
        "only_is_null", f"“{text}”：IS 后只能是 NULL。", f"'{text}': only NULL may follow IS.",
        "请写 coalesce(事实, false)，或 IS NULL。", "Write coalesce(fact, false), or IS NULL.",
    )  # fmt: skip


def in_needs_values() -> Message:
    return message(
        "in_values", "IN 的括号里只能写常量，至少一个。",
        "IN takes constants in parentheses, one at least.",
        "请写如 stage IN ('primary', 'junior')。", "Write stage IN ('primary', 'junior').",
    )  # fmt: skip


def unknown_value(value: str, fact: str, known: Iterable[str]) -> Message:
    zh, en = nearest(value, known)
    return message(
        "unknown_value", f"{fact} 没有“{value}”这个值。", f"{fact} never has the value '{value}'.",
        zh, en,
    )  # fmt: skip


def bad_number(text: str) -> Message:
    return message(
        "number", f"“{text}”不是可用的数。", f"'{text}' is not a usable number.",
        "请写整数或小数，如 3 或 0.5。", "Write a whole number or a decimal: 3 or 0.5.",
    )  # fmt: skip


def needs_parentheses(text: str) -> Message:
    return message(
        "parentheses", f"“{text}”的先后次序不明。", f"'{text}' can be read in two ways.",
        "请加括号。", "Put it in parentheses.",
    )  # fmt: skip


def reads_no_fact(text: str) -> Message:
    return message(
        "no_fact", f"“{text}”没有读任何事实。", f"'{text}' reads no fact.",
        "请至少比较一个事实，或删去这条。", "Compare at least one fact, or remove the test.",
    )  # fmt: skip
