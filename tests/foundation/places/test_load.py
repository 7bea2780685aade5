"""Loading divisions: the published ones, or a list that is handed in."""

import json
import time

import pytest

from homeward.engines.gazetteer import divisions
from homeward.foundation.audit.models import AuditEvent
from homeward.foundation.places.models import Place
from homeward.foundation.places.problems import PlaceListBroken
from homeward.foundation.places.public import add_place, load_places, path_of, rename_place
from homeward.foundation.problems import NotPermitted
from tests.personas import PLACES, TOWNSHIP, VILLAGE, People, machine_ctx

pytestmark = pytest.mark.django_db


def test_every_published_division_is_loaded_once() -> None:
    begun = time.perf_counter()
    loaded = load_places(machine_ctx())
    took = time.perf_counter() - begun
    count = sum(1 for _ in divisions())
    assert (loaded.rows, loaded.added, loaded.held) == (count, count, 0)
    assert Place.objects.count() == count
    assert took < 10, "two seconds on a quiet machine"
    again = load_places(machine_ctx())
    assert (again.added, again.renamed, again.held) == (0, 0, 0)
    assert again.digest == loaded.digest


def test_every_division_hangs_from_another_up_to_a_province() -> None:
    load_places(machine_ctx())
    known = {"", *Place.objects.values_list("code", flat=True)}
    parents = dict(Place.objects.values_list("code", "parent"))
    assert {code for code, above in parents.items() if above not in known} == set()
    assert {code[2:] for code, above in parents.items() if not above} == {"0" * 10}
    assert [line.name for line in path_of("360735100000")] == [
        "江西省",
        "赣州市",
        "石城县",
        "琴江镇",
    ]
    # 东莞 has no counties: its towns hang from the city itself.
    assert [line.name for line in path_of("441900101000")][:2] == ["广东省", "东莞市"]


def test_townships_tell_by_their_kind_whether_they_are_rural() -> None:
    load_places(machine_ctx())
    towns = Place.objects.filter(level=9)
    assert not towns.filter(name__endswith="街道").exclude(rural=False).exists()
    assert not towns.filter(name__endswith="乡").exclude(rural=True).exists()
    assert not towns.filter(name__endswith="农场").exclude(rural=None).exists()
    assert not Place.objects.filter(level__lt=9).exclude(rural=None).exists()


def test_one_row_in_the_audit_stands_for_the_whole_list() -> None:
    ctx = machine_ctx()
    loaded = load_places(ctx, rows=PLACES)
    event = AuditEvent.objects.get(name="place.load")
    details = json.loads(event.details)
    assert (details["rows"], details["digest"]) == (len(PLACES), loaded.digest)


def test_a_list_in_any_order_is_the_same_list() -> None:
    first = load_places(machine_ctx(), rows=PLACES)
    again = load_places(machine_ctx(), rows=tuple(reversed(PLACES)))
    assert (again.digest, again.added) == (first.digest, 0)


def test_what_people_keep_themselves_survives_the_next_list(people: People) -> None:
    """The state's list holds no villages; a village's name belongs to those who live there."""
    rename_place(people.li.ctx, place=VILLAGE, name="清溪桥村")
    added = add_place(people.li.ctx, place=TOWNSHIP, name="新桥村")
    changed = (*PLACES, (TOWNSHIP, "清溪新镇"))
    changed = tuple(row for row in changed if row != ("990101100", "清溪镇"))
    loaded = load_places(machine_ctx(), rows=changed)
    assert (loaded.added, loaded.renamed) == (0, 1)
    names = dict(Place.objects.values_list("code", "name"))
    assert (names[VILLAGE], names[TOWNSHIP]) == ("清溪桥村", "清溪新镇")
    assert names[added.code] == "新桥村"


def test_a_name_that_a_living_neighbour_has_is_held_back() -> None:
    load_places(machine_ctx(), rows=PLACES)
    loaded = load_places(machine_ctx(), rows=(("990101102", "清溪镇"), ("990101103", "红岩乡")))
    assert (loaded.added, loaded.held) == (1, 1)
    assert not Place.objects.filter(pk="990101102000").exists()


@pytest.mark.parametrize(
    "rows",
    [
        (("99010", "五位"),),  # no code has five digits
        (("000101", "无省"),),
        (("９９", "全角"),),
        (("980101", "无上级"),),  # nothing stands above it
        (("97", "省"), ("97", "又一省")),
        (("97", "省"), ("970000000000", "同码")),
        (("97", ""),),
        (("97", "长" * 61),),
    ],
)
def test_a_broken_list_is_refused_as_a_whole(rows: tuple[tuple[str, str], ...]) -> None:
    with pytest.raises(PlaceListBroken) as caught:
        load_places(machine_ctx(), rows=(*PLACES, *rows))
    assert rows[-1][0] in caught.value.message or "97" in caught.value.message
    assert not Place.objects.exists()


def test_the_operator_loads_lists_and_nobody_else(people: People) -> None:
    assert load_places(people.yunwei.ctx, rows=(("98", "又一演示省"),)).added == 1
    for somebody in (people.zhao, people.li, people.wang, people.sun):
        with pytest.raises(NotPermitted):
            load_places(somebody.ctx, rows=(("97", "第三演示省"),))
