"""The empty roll to download: the fields of 农村留守儿童基本情况登记表, one child a row."""

from io import BytesIO
from typing import Any, Final

import xlsxwriter

_ROWS: Final = 500  # rows prepared with lists and text formats
_TITLE: Final = "农村留守儿童基本情况登记表"
_YES_NO: Final = ("是", "否")
# (group, sub-header, width, choices); one row of the form, two header rows.
_COLUMNS: Final[tuple[tuple[str, str, int, tuple[str, ...]], ...]] = (
    ("序号", "", 6, ()),
    ("所在村", "", 12, ()),
    ("村民小组", "", 10, ()),
    ("儿童", "姓名", 10, ()),
    ("儿童", "性别", 6, ("男", "女")),
    ("儿童", "民族", 8, ()),
    ("儿童", "出生日期", 12, ()),
    ("儿童", "公民身份号码", 22, ()),
    ("是否登记户口", "", 8, _YES_NO),
    ("户籍性质", "", 10, ("农村居民", "城镇居民")),
    ("户籍所在地", "", 24, ()),
    ("现居住地", "", 24, ()),
    ("家庭联系电话", "", 14, ()),
    ("身体情况", "", 8, ("健康", "残疾", "患病")),
    ("残疾", "类别", 10, ("视力", "听力", "言语", "肢体", "智力", "精神", "多重")),
    ("残疾", "等级", 8, ("一级", "二级", "三级", "四级")),
    ("患病类型", "", 14, ()),
    ("就学情况", "", 10, ("未入园", "幼儿园", "小学", "初中", "高中", "中职", "辍学", "不在学")),
    ("就读学校", "", 18, ()),
    ("年级", "", 8, ()),
    ("班级", "", 8, ()),
    ("是否学校寄宿", "", 8, _YES_NO),
    ("祖父", "姓名", 10, ()),
    ("祖父", "出生日期", 12, ()),
    ("祖母", "姓名", 10, ()),
    ("祖母", "出生日期", 12, ()),
    ("外祖父", "姓名", 10, ()),
    ("外祖父", "出生日期", 12, ()),
    ("外祖母", "姓名", 10, ()),
    ("外祖母", "出生日期", 12, ()),
    ("父亲", "姓名", 10, ()),
    ("父亲", "出生日期", 12, ()),
    ("父亲", "当前务工地点", 18, ()),
    ("父亲", "外出时间", 12, ()),
    ("父亲", "联系电话", 14, ()),
    ("父亲", "身份证号", 22, ()),
    ("母亲", "姓名", 10, ()),
    ("母亲", "出生日期", 12, ()),
    ("母亲", "当前务工地点", 18, ()),
    ("母亲", "外出时间", 12, ()),
    ("母亲", "联系电话", 14, ()),
    ("母亲", "身份证号", 22, ()),
    ("父母双方同时外出", "", 8, _YES_NO),
    ("无监护能力一方", "", 10, ("父亲", "母亲", "双方", "无")),
    ("实际监护人", "姓名", 10, ()),
    ("实际监护人", "与儿童关系", 10, ()),
    ("实际监护人", "联系电话", 14, ()),
    ("有无委托监护人", "", 8, ("有", "无")),
    ("委托监护人", "姓名", 10, ()),
    ("委托监护人", "联系电话", 14, ()),
    ("委托监护人", "身份证号", 22, ()),
    ("委托监护人", "与被监护人关系", 10, ()),
    ("委托监护人", "居住地", 20, ()),
    (
        "监护类型",
        "",
        18,
        ("无人监护", "父或母无监护能力", "受委托监护人监护能力不足", "一般", "较好"),
    ),
    ("监护情况", "", 8, ("较好", "一般", "差")),
    ("家庭经济来源", "", 18, ()),
    ("救助帮扶", "", 18, ()),
    ("备注", "", 20, ()),
)
_ADVICE: Final = (
    "填表说明",
    "1. 每名儿童填一行，从第5行开始。姓名必填；出生日期和公民身份号码至少填一项。",
    "2. 不知道的空着，不要写0或“/”；确实没有的写“无”。空着表示“未采集”，不表示“没有”。",
    "3. 日期写公历，如 2016-09-27；外出时间可以只写到月，如 2023-02。",
    "4. 父母当前务工地点：在家写“在家”；外出写省市，如“广东省东莞市”；去世写“去世”；失联写“失联”；服刑写“服刑”。",
    "5. 身份证号和电话各列已设为文本，请不要改成数字。一格可以写几个电话，用顿号分开。",
    "6. 患病指重特大疾病或严重精神障碍。辍学指义务教育阶段离校；不在学指14至16周岁未就学。",
    "7. 监护情况：较好，生活、学习、健康有较好保障；一般，有基本保障；差，无人监护或监护人无能力。",
    "8. 家庭经济来源可多选，用顿号分开：打工、种养殖、政府救助、亲朋接济、其他。",
    "9. 救助帮扶可多选，用顿号分开：低保、特困、临时救助、医疗救助、住房救助、其他；没有写“无”。",
)


def official_template() -> bytes:
    """An empty roll with the official form's fields, lists and text formats, and a sheet of advice (xlsx)."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    head = book.add_format(
        {
            "bold": True,
            "border": 1,
            "align": "center",
            "valign": "vcenter",
            "text_wrap": True,
            "bg_color": "#E3F0EF",
        }
    )
    page = book.add_worksheet("登记表")
    last = len(_COLUMNS) - 1
    page.merge_range(
        0, 0, 0, last, _TITLE, book.add_format({"bold": True, "font_size": 16, "align": "center"})
    )
    page.write_string(1, 0, "填报单位：")
    page.write_string(1, 12, "填报日期：")
    _heads(page, head)
    _cells(page, book.add_format({"num_format": "@"}))
    page.freeze_panes(4, 4)
    advice = book.add_worksheet("填表说明")
    advice.set_column(0, 0, 110, book.add_format({"text_wrap": True}))
    for row, text in enumerate(_ADVICE):
        advice.write_string(row, 0, text)
    book.close()
    return out.getvalue()


def _heads(page: Any, head: Any) -> None:
    """Two header rows: groups merged over their columns, single headers merged downwards."""
    start = 0
    while start < len(_COLUMNS):
        group = _COLUMNS[start][0]
        end = start
        while end + 1 < len(_COLUMNS) and _COLUMNS[end + 1][0] == group:
            end += 1
        if not _COLUMNS[start][1]:
            page.merge_range(2, start, 3, start, group, head)
        elif end > start:
            page.merge_range(2, start, 2, end, group, head)
        for column in range(start, end + 1):
            if _COLUMNS[column][1]:
                page.write_string(3, column, _COLUMNS[column][1], head)
        start = end + 1


def _cells(page: Any, as_text: Any) -> None:
    """Text format for every column (numbers and dates stay as typed), lists where the form has choices."""
    for column, (_, _, width, choices) in enumerate(_COLUMNS):
        page.set_column(column, column, width, as_text)
        if choices:
            page.data_validation(
                4,
                column,
                3 + _ROWS,
                column,
                {
                    "validate": "list",
                    "source": list(choices),
                    "error_type": "warning",
                    "error_title": "请核对",
                    "error_message": "请从列表中选择，或空着。",
                },
            )
