"""A small instrument that uses every key, and how to change it."""

from __future__ import annotations

from functools import cache

from homeward.engines.scoring import Instrument, InstrumentBook, load_instruments, shipped_files

FILE = """\
id: sample
version: 1
title: {zh: 样例, en: Sample}
about: {zh: 样例问卷, en: A sample}
construct: belonging
paper: "3.1.1"
informants: [child, carer]
ages: {from: 7, to: 12}
reads: {child: protected, carer: care}
validated: false
text_shipped: true
licence: {zh: 自编, en: Own}
source: {document: 样例文件}
options:
  often:
    - {value: 0, label: {zh: 没有, en: Never}}
    - {value: 1, label: {zh: 有时, en: Sometimes}}
    - {value: 2, label: {zh: 经常, en: Often}}
  yes_no:
    - {value: 0, label: {zh: 不是, en: "No"}}
    - {value: 1, label: {zh: 是, en: "Yes"}}
items:
  - {id: glad, text: {zh: 高兴吗, en: Glad}, about: {zh: 孩子高兴吗, en: Is it glad}, options: often}
  - {id: sad, text: {zh: 难过吗, en: Sad}, about: {zh: 孩子难过吗, en: Is it sad}, options: often,
     reverse: true}
  - {id: harm, text: {zh: 伤害, en: Harm}, about: {zh: 孩子伤害, en: Its harm}, options: yes_no, safety: 1}
  - {id: quiz, text: {zh: 几号, en: Which}, about: {zh: 孩子知道吗, en: Does it know}, options: yes_no,
     right: 1}
scales:
  - {id: mood, title: {zh: 心情, en: Mood}, items: [glad, sad], method: sum, direction: better, bands: thirds}
  - id: all_of_it
    title: {zh: 全部, en: All}
    items: [glad, sad, harm, quiz]
    method: prorated
    missing: {at_most: 2}
    direction: worse
    bands:
      - {from: 0, to: 3, id: low, title: {zh: 低, en: low}, severity: none}
      - {from: 4, to: 6, id: high, title: {zh: 高, en: high}, severity: high}
"""


def read(text: str = FILE) -> Instrument:
    """The one instrument of a file."""
    (instrument,) = load_instruments({"rules/x.yaml": text})
    return instrument


@cache
def shipped() -> InstrumentBook:
    """Every instrument that comes with Homeward."""
    return load_instruments(shipped_files("instruments"))
