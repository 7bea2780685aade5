"""Work places as people write them."""

import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homeward.engines.gazetteer import (
    UNKNOWN,
    BadDivisionCode,
    Level,
    crosses,
    divisions,
    find,
    resolve,
)

HOME = "360735201001"
# 嘉峪关市 is the one county that bears its city's name; the text then means the city.
COUNTIES = [
    row for row in divisions() if row.level is Level.COUNTY and find(row.code[:4]).name != row.name
]


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("广东深圳", "4403"),
        ("广东省东莞市", "4419"),
        ("重庆市渝北区", "500112"),
        ("北京", "11"),
        ("北京市", "11"),
        ("新疆", "65"),
        ("贵阳市", "5201"),
        ("江苏省昆山市", "320583"),
        ("江苏昆山", "320583"),
        ("浙江宁波", "3302"),
        ("广 东 · 深 圳", "4403"),
        ("广东省，深圳市", "4403"),
        ("广西", "45"),
        ("广西省", "45"),
        ("恩施州", "4228"),
        ("恩施市", "422801"),
        ("吉林", "22"),
        ("吉林市", "2202"),
        ("海南海口", "4601"),
        ("上海浦东", "310115"),
        ("上海南京路", "31"),
        ("深圳龙华富士康", "440309"),
        ("富士康深圳", "4403"),
        ("在广东打工", "44"),
        ("都江堰", "510181"),
        ("于都县", "360731"),
        ("东莞长安", "441900119"),
        ("石城县丰山乡大坪村", "360735201"),
        ("福建鼓楼区", "350102"),
        ("北京市房山区周口店", "110111"),
        ("河北", "13"),
        ("天津河北区", "120105"),
    ],
)
def test_place_is_read_without_knowing_the_home(text, digits):
    """Suffixes are left out, ethnic names shortened, factories and streets added."""
    assert resolve(text).prefix == digits


def test_namesakes_stay_open_until_the_home_decides():
    """鼓楼区 lies in Nanjing, Xuzhou, Fuzhou and Kaifeng."""
    alone = resolve("鼓楼区")
    assert alone.prefix is None
    assert set(alone.candidates) == {"320106", "320302", "350102", "410204"}
    assert not alone.exact
    assert resolve("鼓楼区", near="350123").prefix == "350102"
    assert resolve("江苏鼓楼区").prefix == "32"
    assert crosses(alone, HOME, Level.COUNTY) is True
    assert crosses(alone, "320106001", Level.COUNTY) is None


@pytest.mark.parametrize(
    ("text", "county", "township"),
    [
        ("在家", False, False),
        ("本镇", False, False),
        ("本县", False, None),
        ("本县县城", False, True),  # home is a 乡, so not the seat
        ("石城县县城", False, True),
        ("石城县", False, None),
        ("本县琴江镇", False, True),
        ("镇外", None, True),
        ("县内镇外", False, True),
        ("县外", True, True),
        ("本市", None, None),
        ("本省", None, None),
        ("江西", None, None),
        ("赣州", None, None),
        ("赣州市章贡区", True, True),
        ("外省", True, True),
        ("省外", True, True),
        ("省内县外", True, True),
        ("江西省外", True, True),
        ("外省深圳", True, True),
        ("国外", True, True),
        ("香港", True, True),
        ("江浙一带", True, True),
        ("珠三角", True, True),
        ("广东、福建", True, True),
        ("赣粤", None, None),
        ("深圳或本县", None, None),
        ("外地", None, None),
        ("不详", None, None),
        ("", None, None),
        ("-", None, None),
    ],
)
def test_what_a_text_says_about_crossing(text, county, township):
    """None is "cannot tell", never "no"; it holds with and without the home given to resolve."""
    near = resolve(text, near=HOME)
    assert crosses(near, HOME, Level.COUNTY) is county
    assert crosses(near, HOME, Level.TOWNSHIP) is township


@pytest.mark.parametrize("text", ["本县", "本镇", "外省", "县外", "省内县外", "国外", "在家"])
def test_relative_words_need_no_home_to_be_compared(text):
    """Crossing asks for the home itself, so the home is not needed twice."""
    for level in (Level.COUNTY, Level.TOWNSHIP):
        bare, near = resolve(text), resolve(text, near=HOME)
        assert crosses(bare, HOME, level) == crosses(near, HOME, level)


def test_a_town_may_be_the_seat_so_nothing_is_claimed():
    """Only a 乡 is certainly not the county seat."""
    assert crosses(resolve("本县县城"), "360735100001", Level.TOWNSHIP) is None


def test_a_prefecture_without_counties_is_one_county():
    """Inside Dongguan nobody crosses a county."""
    assert crosses(resolve("东莞"), "441900119", Level.COUNTY) is False
    assert crosses(resolve("东莞"), "441900119", Level.TOWNSHIP) is None
    assert crosses(resolve("东莞虎门"), "441900119", Level.TOWNSHIP) is True
    assert crosses(resolve("嘉峪关"), "620201001", Level.COUNTY) is False


def test_a_malformed_home_is_refused():
    """A wrong home would silently answer for another place."""
    with pytest.raises(BadDivisionCode):
        resolve("本县", near="360")


@given(st.sampled_from(COUNTIES))
def test_a_county_after_its_province_is_that_county(county):
    """江苏省昆山市, for every county of the country; namesakes inside a province stay open."""
    province = find(county.code[:2]).name
    answer = resolve(province + county.name)
    assert county.code[:6] in answer.candidates
    assert all(find(each).name == county.name for each in answer.candidates)


@given(st.sampled_from(COUNTIES))
def test_a_county_after_province_and_city_is_that_county(county):
    """With the city named nothing is left open."""
    names = [find(county.code[:at]).name for at in (2, 4, 6)]
    answer = resolve("".join(name for name in names if name != "县"))
    assert answer.prefix == county.code[:6]
    assert answer.exact


@given(st.sampled_from(COUNTIES), st.sampled_from(COUNTIES))
def test_crossing_agrees_with_the_codes(work, home):
    """Whatever is claimed must be true of the codes; a full name is always decided."""
    names = [find(work.code[:at]).name for at in (2, 4, 6)]
    text = "".join(name for name in names if name != "县")
    assert crosses(resolve(text), home.code, Level.COUNTY) is (work.code != home.code)


@given(st.text(alphabet="广东深圳本县外省区市江西石城镇乡路内在家、， 大1x", max_size=12))
def test_any_text_is_answered_and_the_prefix_holds_every_candidate(text):
    """Nothing a clerk writes may stop an import."""
    answer = resolve(text, near=HOME)
    if answer.prefix is not None:
        assert all(each.startswith(answer.prefix) for each in answer.candidates)
        assert len(answer.prefix) == answer.level
    if answer.exact:
        assert len(answer.candidates) == 1
    assert answer != UNKNOWN or crosses(answer, HOME, Level.COUNTY) is None


def test_twenty_thousand_texts_with_few_values_take_no_time():
    """A county roll repeats a dozen places; the budget is wide for a busy machine."""
    texts = ["广东深圳", "浙江省义乌市", "本县县城", "重庆市渝北区", "石城县丰山乡大坪村"] * 4_000
    resolve(texts[-1], near=HOME)
    start = time.process_time()
    for text in texts:
        resolve(text, near=HOME)
    assert time.process_time() - start < 1.0


def test_townships_are_not_loaded_for_ordinary_work_places():
    """Start-up stays short: only 3,351 names are read for a province, city or county."""
    program = (
        "from homeward.engines.gazetteer import resolve, divisions\n"
        "from homeward.engines.gazetteer.divisions import township_names\n"
        "[resolve(t) for t in ('广东深圳', '重庆市渝北区', '新疆', '外省', '江浙一带')]\n"
        "raise SystemExit(township_names.cache_info().currsize)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize("text", ["唐山路南区", "台州市路桥区"])
def test_a_district_that_begins_like_a_road_is_a_district(text):
    """唐山路 is a street, 唐山路南区 is not: found by trying every county of the country."""
    assert resolve(text).level is Level.COUNTY
