"""The sentences of an explanation, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homeward.engines.scoring.instrument import OWN_SCALE, Instrument, Number, Scale
from homeward.engines.scoring.result import Reason

if TYPE_CHECKING:
    from collections.abc import Sequence


def _reason(
    code: str, zh: str, en: str, *, scale: str | None = None, items: Sequence[str] = ()
) -> Reason:
    return Reason(code, {"zh": zh, "en": en}, scale, tuple(items))


def outside_ages(instrument: Instrument, age_years: int) -> Reason:
    first, last = instrument.ages.first, instrument.ages.last
    return _reason(
        "outside_ages", f"本量表用于 {first} 至 {last} 周岁，孩子 {age_years} 周岁，不计分。",
        f"Meant for ages {first} to {last}; the child is {age_years}, so nothing is scored.",
    )  # fmt: skip


def age_unknown(instrument: Instrument) -> Reason:
    first, last = instrument.ages.first, instrument.ages.last
    return _reason(
        "age_unknown", f"年龄未采集，不知是否在 {first} 至 {last} 周岁之间，不划分数段。",
        f"The age is not collected; whether it lies between {first} and {last} is open, "
        "so no band is read.",
    )  # fmt: skip


def scored(scale: Scale, value: Number, answered: int, *, with_band: bool) -> Reason:
    band = scale.band_of(value) if with_band else None
    zh, en = scale.title["zh"], scale.title["en"]
    named_zh = f"，属“{band.title['zh']}”" if band else ""
    named_en = f": {band.title['en']}" if band else ""
    return _reason(
        "scored",
        f"{zh}：{len(scale.items)} 题答了 {answered} 题，{value} 分"
        f"（{scale.low} 至 {scale.high} 分）{named_zh}。",
        f"{en}: {answered} of {len(scale.items)} answered, {value} points "
        f"({scale.low} to {scale.high}){named_en}.",
        scale=scale.id,
    )  # fmt: skip


def entered(scale: Scale, value: Number, *, with_band: bool) -> Reason:
    band = scale.band_of(value) if with_band else None
    named_zh = f"，属“{band.title['zh']}”" if band else ""
    named_en = f": {band.title['en']}" if band else ""
    return _reason(
        "entered",
        f"{scale.title['zh']}：录入 {value} 分（{scale.low} 至 {scale.high} 分）{named_zh}。",
        f"{scale.title['en']}: {value} points entered "
        f"({scale.low} to {scale.high}){named_en}.",
        scale=scale.id,
    )  # fmt: skip


def counted_as_nothing(scale: Scale, missing: Sequence[str]) -> Reason:
    return _reason(
        "counted_as_nothing",
        f"{scale.title['zh']}：{len(missing)} 题没有回答，按 0 分计，实际分数可能更高。",
        f"{scale.title['en']}: {len(missing)} unanswered counted as 0; "
        "the true score may be higher.",
        scale=scale.id, items=missing,
    )  # fmt: skip


def filled_in_proportion(scale: Scale, missing: Sequence[str]) -> Reason:
    return _reason(
        "filled_in_proportion",
        f"{scale.title['zh']}：{len(missing)} 题没有回答，按已答各题的平均折算。",
        f"{scale.title['en']}: {len(missing)} unanswered, made up from the mean of the others.",
        scale=scale.id, items=missing,
    )  # fmt: skip


def too_much_missing(scale: Scale, missing: Sequence[str]) -> Reason:
    if scale.missing:
        zh, en = f"最多可缺 {scale.missing} 题", f"{scale.missing} at most may be"
    else:
        zh, en = "每题都须回答", "none may be"
    return _reason(
        "too_much_missing",
        f"{scale.title['zh']}：{len(missing)} 题没有回答，{zh}，因此不计分。",
        f"{scale.title['en']}: {len(missing)} unanswered, {en}, so there is no score.",
        scale=scale.id, items=missing,
    )  # fmt: skip


def not_entered(scale: Scale) -> Reason:
    return _reason(
        "not_entered", f"{scale.title['zh']}：没有录入。", f"{scale.title['en']}: not entered.",
        scale=scale.id,
    )  # fmt: skip


def safety_answer(items: Sequence[str]) -> Reason:
    return _reason(
        "safety_answer", "有一题的回答关系到孩子的安全：当天须有人陪着孩子谈一谈，并告知求助电话。",
        "An answer concerns the child's safety: somebody must talk with the child the same day, "
        "and the help line is to be shown.",
        items=items,
    )  # fmt: skip


def safety_unanswered(items: Sequence[str]) -> Reason:
    return _reason(
        "safety_unanswered", "关系到安全的一题没有回答：没有回答不等于没有，请当面问一问。",
        "The question on safety has no answer: that is not a no. Ask in person.",
        items=items,
    )  # fmt: skip


def own_scale() -> Reason:
    return _reason("own_scale", f"{OWN_SCALE['zh']}：只用来决定先看望谁。",
                   f"{OWN_SCALE['en'].capitalize()}: it only helps to decide whom to see first.")  # fmt: skip
