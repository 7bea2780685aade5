"""From a file to the register: who may, what is foretold, what is written, what happens when it fails."""

from datetime import date
from typing import Any

import pytest

from homeward.domain.children.models import Adult, Child, Heading, HeldRow, Kin, Particulars, School
from homeward.domain.children.public import (
    check_roll,
    commit_roll,
    correct_child,
    count_children,
    dry_run,
    exit_child,
    explain_heading,
    get_roll,
    list_rolls,
    marked_workbook,
    try_roll,
    undo_roll,
)
from homeward.domain.children.roll import write
from homeward.domain.children.roll.problems import (
    FieldUnknown,
    RollAlreadyCommitted,
    RollNotReadable,
)
from homeward.domain.children.words import ExitCause
from homeward.foundation.problems import NotFound, NotPermitted
from tests.domain.children.registers import digests, everything, named, truths
from tests.domain.children.roll.rolls import LI, checked, imported, line, three, workbook
from tests.personas import COUNTY, FAR_VILLAGE, NEXT_VILLAGE, TOWNSHIP, VILLAGE, People

ROLLS = ("RollBatch", "HeldRow")


def test_a_township_roll_becomes_children_with_a_status(people: People) -> None:
    """The supervisor may; a director of another township's village may not, and sees nothing of it."""
    batch = checked(people.li, three())
    for forbidden in (commit_roll, dry_run, get_roll, marked_workbook, undo_roll):
        with pytest.raises(NotFound):
            forbidden(people.sun.ctx, batch_id=batch)
    assert list_rolls(people.sun.ctx) == ()
    with pytest.raises(NotFound):
        try_roll(people.sun.ctx, place=TOWNSHIP, filename="a.csv", data=workbook(three()))
    with pytest.raises(NotFound):
        check_roll(people.sun.ctx, place=VILLAGE, filename="a.csv", data=workbook(three()))
    done = commit_roll(people.li.ctx, batch_id=batch)
    assert (done.created, done.updated, done.held) == (3, 0, 0)
    assert [line.batch_id for line in list_rolls(people.li.ctx)] == [batch]
    assert named("李小雨").place == VILLAGE
    assert named("周欣怡").place == NEXT_VILLAGE
    assert truths(named("李小雨").id)["moe"] == "in"  # father away for more than three months
    assert (
        truths(named("李小雨").id)["mca-2016"] == "unknown"
    )  # nobody asked whether the mother is able
    assert School.objects.get().place == TOWNSHIP


def test_an_auditor_reads_no_roll(people: People) -> None:
    """Evidence about acts is not the acts' content."""
    batch = checked(people.li, three())
    with pytest.raises((NotFound, NotPermitted)):
        get_roll(people.qian.ctx, batch_id=batch)
    with pytest.raises(NotPermitted):
        list_rolls(people.qian.ctx)


def test_a_child_director_imports_the_own_village_only(people: People) -> None:
    """All rows go to the director's village, whatever village they name: that is what was asked."""
    done = imported(people.wang, [line("李小雨", LI, 村="")], VILLAGE)
    assert done.created == 1
    assert named("李小雨").place == VILLAGE
    for place in (NEXT_VILLAGE, TOWNSHIP, COUNTY):
        with pytest.raises(NotFound):
            checked(people.wang, three(), place)


def test_a_dry_run_writes_nothing_but_that_somebody_looked(people: People) -> None:
    """The rehearsal really writes and takes everything back: every table of the database is as before."""
    batch = checked(people.li, [*three(), line("孙一", date(2018, 1, 1), 31, 村="新建村")])
    before = everything("audit_event", "audit_head")
    first = dry_run(people.li.ctx, batch_id=batch)
    assert (first.create, first.held, first.new_villages) == (4, 0, ("新建村",))
    after = everything("audit_event", "audit_head")
    assert after == before
    try_roll(people.li.ctx, place=TOWNSHIP, filename="a.csv", data=workbook(three()))
    assert everything("audit_event", "audit_head") == before


def test_each_dry_run_leaves_one_audit_row(people: People) -> None:
    batch = checked(people.li, three())
    rows = _audit_rows()
    dry_run(people.li.ctx, batch_id=batch)
    assert _audit_rows() == rows + 1


def test_the_dry_run_foretells_the_counts_of_the_commit(people: People) -> None:
    batch = checked(people.li, three())
    foretold = dry_run(people.li.ctx, batch_id=batch)
    commit_roll(people.li.ctx, batch_id=batch)
    counts = count_children(people.li.ctx)
    for found in counts.definitions:
        assert foretold.status[found.definition] == {
            "in": found.inside,
            "out": found.outside,
            "unknown": found.unknown,
        }
    assert counts.children == foretold.create


def test_the_same_file_again_changes_nothing(people: People) -> None:
    """However often, and from the county as well: not one row of the register or of the correction list."""
    rows = [*three(), line("", LI, 31), line("钱多多", date(2016, 2, 2), 33, 性别="女")]
    imported(people.li, rows)
    before = digests("RollBatch")
    assert HeldRow.objects.count() == 2
    again = imported(people.li, rows)
    assert (again.created, again.updated, again.held) == (0, 0, 2)
    assert digests("RollBatch") == before
    imported(people.zhao, rows, TOWNSHIP)
    assert digests("RollBatch") == before
    imported(people.zhao, three(), COUNTY)
    assert digests("RollBatch") == before


def test_a_roll_is_committed_once(people: People) -> None:
    batch = checked(people.li, three())
    commit_roll(people.li.ctx, batch_id=batch)
    for late in (commit_roll, dry_run):
        with pytest.raises(RollAlreadyCommitted):
            late(people.li.ctx, batch_id=batch)


def test_nothing_is_half_written_when_the_writer_fails(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk in the middle of a roll: the register is as it was, and the roll can be tried again."""
    batch = checked(people.li, three())
    before = everything("audit_event", "audit_head")

    def broken(*_arguments: Any, **_named: Any) -> None:
        raise OSError("no space left")

    with monkeypatch.context() as patch:
        patch.setattr(write, "remember", broken)
        with pytest.raises(OSError, match="no space"):
            commit_roll(people.li.ctx, batch_id=batch)
    assert everything("audit_event", "audit_head") == before
    assert commit_roll(people.li.ctx, batch_id=batch).created == 3


def test_what_is_no_roll_is_refused_in_plain_words(people: People) -> None:
    with pytest.raises(RollNotReadable):
        check_roll(
            people.li.ctx, place=TOWNSHIP, filename="a.xlsx", data=b"PK\x03\x04 not a workbook"
        )


def test_brothers_and_sisters_share_their_parents(people: People) -> None:
    """By name and phone in one village; one household."""
    rows = [
        line("李小雨", LI, 父亲联系电话="13911112222", 母亲联系电话="13911113333"),
        line(
            "李小雪", date(2018, 1, 9), 14, 父亲联系电话="13911112222", 母亲联系电话="13911113333"
        ),
    ]
    imported(people.li, rows)
    fathers = Kin.objects.filter(kinship="father").values_list("adult_id", flat=True)
    assert len(fathers) == 2
    assert len(set(fathers)) == 1
    assert Particulars.objects.values("household").distinct().count() == 1
    # a third comes later, with a roll of their own
    third = line(
        "李小雷", date(2020, 1, 9), 17, 父亲联系电话="13911112222", 母亲联系电话="13911113333"
    )
    imported(people.li, [third])
    assert set(Kin.objects.filter(kinship="father").values_list("adult_id", flat=True)) == set(
        fathers
    )
    assert Particulars.objects.values("household").distinct().count() == 1


def test_texts_longer_than_their_columns_are_cut_and_said(people: People) -> None:
    """PostgreSQL refuses them, SQLite would take them: a long remark must not stop a whole roll."""
    long = "广东省深圳市" * 40
    rows = [
        line(
            "李小雨",
            LI,
            父亲务工地点=long,
            就读学校="清溪小学" * 30,
            年级="三年级",
            监护人姓名="张" * 90,
        )
    ]
    batch = checked(people.li, rows)
    foretold = dry_run(people.li.ctx, batch_id=batch)
    assert "text_too_long" in {problem.code for problem in foretold.problems}
    assert commit_roll(people.li.ctx, batch_id=batch).created == 1
    again = imported(people.li, rows)
    assert (again.created, again.updated) == (0, 0)


def test_an_explained_heading_is_remembered_for_the_area(people: People) -> None:
    """Explained once in the township, known there and in its villages; not elsewhere."""
    rows = [line("李小雨", LI) | {"娃娃民族": "畲族"}]
    data = workbook(rows, ("娃娃民族",))
    batch = check_roll(people.li.ctx, place=TOWNSHIP, filename="a.csv", data=data).batch_id
    with pytest.raises(NotFound):
        explain_heading(people.sun.ctx, batch_id=batch, heading="娃娃民族", field="ethnicity")
    with pytest.raises(FieldUnknown):
        explain_heading(people.li.ctx, batch_id=batch, heading="娃娃民族", field="shoe_size")
    explain_heading(people.li.ctx, batch_id=batch, heading="娃娃民族", field="ethnicity")
    commit_roll(people.li.ctx, batch_id=batch)
    assert Particulars.objects.get().ethnicity == "畲族"
    known = try_roll(people.wang.ctx, place=VILLAGE, filename="b.csv", data=data)
    assert "ethnicity" in {column.field for column in known.columns}
    elsewhere = try_roll(people.zhao.ctx, place=FAR_VILLAGE, filename="b.csv", data=data)
    assert "ethnicity" not in {column.field for column in elsewhere.columns}


def test_a_very_long_heading_is_explained_for_its_own_roll(people: People) -> None:
    heading = "孩子平时放学以后和周末由谁来负责接送照料以及辅导作业的具体情况说明" * 3
    data = workbook([line("李小雨", LI)], (heading,))
    batch = check_roll(people.li.ctx, place=TOWNSHIP, filename="a.csv", data=data).batch_id
    explain_heading(people.li.ctx, batch_id=batch, heading=heading, field="ignore")
    assert not Heading.objects.exists()


def test_a_child_who_left_is_not_brought_back_by_a_roll(people: People) -> None:
    """The same words change nothing; new words about a child who left are a question for a person."""
    imported(people.li, three())
    exit_child(people.li.ctx, child_id=named("吴天明").id, cause=ExitCause.MOVED)
    before = digests("RollBatch")
    assert imported(people.li, three()).held == 0
    assert digests("RollBatch") == before
    changed = three()
    changed[1] |= {"年级": "五年级"}
    done = imported(people.li, changed)
    assert (done.created, done.updated, done.held) == (0, 0, 1)
    assert HeldRow.objects.get().double_of == named("吴天明").id
    assert not named("吴天明").present


def test_a_child_who_moved_outside_the_area_is_not_moved_back(people: People) -> None:
    imported(people.li, three())
    correct_child(people.zhao.ctx, child_id=named("吴天明").id, place=FAR_VILLAGE)
    assert imported(people.li, three()).held == 0
    changed = three()
    changed[1] |= {"年级": "五年级"}
    done = imported(people.li, changed)
    assert (done.created, done.updated, done.held) == (0, 0, 1)
    assert named("吴天明").place == FAR_VILLAGE


def test_a_number_that_belongs_to_another_child_does_not_stop_the_roll(people: People) -> None:
    """A row about one child with the valid number of another is held; the others go in."""
    other = line("王平", date(2016, 5, 4), 14)
    imported(people.li, [three()[2], other])
    nameless = three()[2]
    wrong = nameless | {"身份证号": other["身份证号"], "出生日期": nameless["出生日期"]}
    batch = checked(people.li, [wrong, three()[0]])
    done = commit_roll(people.li.ctx, batch_id=batch)
    assert done.created == 1
    assert done.held == 1


def test_a_row_that_takes_the_number_of_a_known_twin_is_held(people: People) -> None:
    """Twins: the one without a number is registered; a roll gives her her brother's number."""
    born = date(2016, 5, 4)
    brother, sister = line("李一", born, 15), line("李二", born, 15, 身份证号="")
    imported(people.li, [brother, sister])
    assert Child.objects.count() == 2
    done = imported(people.li, [sister | {"身份证号": brother["身份证号"]}])
    assert (done.updated, done.held) == (0, 1)
    assert named("李二").id_index == ""


def test_rows_of_one_roll_make_no_adult_twice(people: People) -> None:
    """The grandmother who looks after two cousins is one person, also when one of them came before."""
    shared = {"监护人联系电话": "13955556666"}
    imported(people.li, [line("李小雨", LI, **shared)])
    imported(people.li, [line("吴小明", date(2015, 2, 3), 21, **shared)])
    assert Adult.objects.exclude(key_index="").values("key_index").distinct().count() == (
        Adult.objects.exclude(key_index="").count()
    )


def _audit_rows() -> int:
    from homeward.foundation.audit.models import AuditEvent

    return AuditEvent.objects.count()
