"""Rolls as tests write them: a heading and a few rows, as comma-separated text."""

import csv
import io
from datetime import date
from uuid import UUID

from homeward.domain.children.public import check_roll, commit_roll
from homeward.domain.children.roll.commands import RollCommitted
from tests.domain.children.registers import id_number
from tests.personas import TOWNSHIP, Persona

COLUMNS = (
    "姓名", "性别", "出生日期", "身份证号", "村", "就读学校", "年级",
    "父亲姓名", "父亲务工地点", "父亲外出时间", "父亲联系电话",
    "母亲姓名", "母亲务工地点", "母亲外出时间", "母亲联系电话",
    "监护人姓名", "与儿童关系", "监护人联系电话", "备注",
)  # fmt: skip
Line = dict[str, str]


def line(name: str, born_on: date, serial: int = 12, **more: str) -> Line:
    """One child: father away in Guangdong since March 2025, mother at home, grandmother cares."""
    said = {
        "姓名": name,
        "性别": "女" if serial % 2 == 0 else "男",
        "出生日期": born_on.isoformat(),
        "身份证号": id_number(born_on, serial),
        "村": "清溪村",
        "就读学校": "清溪中心小学",
        "年级": "三年级",
        "父亲姓名": f"{name[:1]}建国",
        "父亲务工地点": "广东省深圳市",
        "父亲外出时间": "2025-03-02",
        "父亲联系电话": f"139{serial:03d}{born_on:%m%d}1",
        "母亲姓名": "刘秀英",
        "母亲务工地点": "在家",
        "母亲联系电话": f"139{serial:03d}{born_on:%m%d}2",
        "监护人姓名": "张桂兰",
        "与儿童关系": "奶奶",
        "监护人联系电话": f"139{serial:03d}{born_on:%m%d}3",
    }
    return said | more


LI, WU, ZHOU = date(2016, 5, 4), date(2014, 11, 30), date(2017, 8, 19)


def three() -> list[Line]:
    """Three children of two villages; the last has no identity number."""
    return [
        line("李小雨", LI),
        line("吴天明", WU, 15),
        line("周欣怡", ZHOU, 22, 村="上坪村", 身份证号=""),
    ]


def workbook(rows: list[Line], more: tuple[str, ...] = ()) -> bytes:
    """The rows under their headings."""
    written = io.StringIO()
    writer = csv.DictWriter(written, [*COLUMNS, *more], restval="")
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue().encode("utf-8-sig")


def checked(
    by: Persona, rows: list[Line], place: str = TOWNSHIP, more: tuple[str, ...] = ()
) -> UUID:
    """A roll that was uploaded; its batch."""
    data = workbook(rows, more)
    return check_roll(by.ctx, place=place, filename="花名册.csv", data=data).batch_id


def imported(
    by: Persona, rows: list[Line], place: str = TOWNSHIP, more: tuple[str, ...] = ()
) -> RollCommitted:
    """A roll that was uploaded and committed."""
    return commit_roll(by.ctx, batch_id=checked(by, rows, place, more))
