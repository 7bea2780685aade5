"""A few weeks of work in the fictional county, played through the same doors as real work."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from homeward.domain.children.drafts import AdultDraft
from homeward.domain.children.models import Kin
from homeward.domain.children.public import (
    check_roll,
    commit_roll,
    correct_child,
    decide_row,
    entrust_care,
    exit_child,
    get_child,
    give_notice,
    list_children,
    list_held,
    record_benefit,
    record_care,
    record_parent,
    return_child,
)
from homeward.domain.children.queries.page import ChildPage
from homeward.domain.children.roll.settle import Decision
from homeward.domain.children.words import (
    CarerKind,
    ExitCause,
    Guardianship,
    Kinship,
    Notified,
    Sex,
    Source,
    Truth,
    Whereabouts,
)
from homeward.engines.population import County, roll, roll_workbook
from homeward.entry.cli.demo.care import CareWeeks
from homeward.entry.cli.demo.doubles import register_again
from homeward.entry.cli.demo.helping import acting_parent, others
from homeward.entry.cli.demo.people import NEXT_VILLAGE, TOWNSHIP, VILLAGE, Stage
from homeward.foundation.access.scopes import ScopeKind
from homeward.foundation.accounts.public import tie_child
from homeward.foundation.commands.context import Context

FAULTS = 0.085  # share of spoilt rows in the township's roll: about twenty wait for a person
EVERYTHING = "mca-2016"
PARENTS = (Kinship.FATHER, Kinship.MOTHER)


class Weeks:
    """Plays the acts in the order of their days; each day is counted back from `now`."""

    def __init__(self, stage: Stage, county: County, now: datetime, school_id: UUID) -> None:
        self.stage, self.county, self.now, self.school_id = stage, county, now, school_id

    def play(self) -> None:
        """All acts."""
        self.township_roll(41)
        self.ties(38)
        self.corrections(33)
        self.parents_move(26)
        loop = CareWeeks(self.call, self.school_id)
        loop.first_night(25)
        loop.screening(24)
        loop.visits(19)
        self.school_notices(16)
        loop.contacts(24)
        loop.village_night(14)
        loop.plans(13)
        self.care(12)
        loop.alerts(11)
        self.exits(9)
        loop.reports(6)
        self.held_rows(5)
        others(self.call, 5)
        register_again(self.call, 4)
        self.readings(3)
        self.waiting_roll(1)

    def call(self, login: str, days: int, minutes: int = 0) -> Context:
        """A call by somebody so many days ago."""
        at = self.now - timedelta(days=days) + timedelta(minutes=minutes)
        return self.stage.call(login, at)

    def _children(self, login: str, days: int, place: str, **asked: object) -> list[UUID]:
        call = self.call(login, days)
        page = list_children(call, place=place, limit=200, **asked)  # type: ignore[arg-type]
        return [line.child_id for line in page.children]

    def _pages(self, login: str, days: int, place: str, **asked: object) -> Iterator[ChildPage]:
        for child_id in self._children(login, days, place, **asked):
            yield get_child(self.call(login, days), child_id=child_id)

    def ties(self, days: int) -> None:
        """The acting parent's three children, and a father's own."""
        left = self._children("wang", days, VILLAGE, definition=EVERYTHING, truth=Truth.IN)
        acting_parent(self.call, self.stage.ids["lin"], left[:3], days)
        fathers = Kin.objects.now().filter(kinship=Kinship.FATHER)
        with_father = set(fathers.values_list("child_id", flat=True))
        named = self._children("wang", days, VILLAGE, q="王")
        everybody = self._children("wang", days, VILLAGE)
        own = [child for child in (*named, *everybody) if child in with_father][:1]
        for child_id in own:
            self._tie("wangba", child_id, ScopeKind.FAMILY, days)
            siblings = get_child(self.call("wang", days), child_id=child_id).home.siblings
            for sibling, _ in siblings:
                self._tie("wangba", sibling, ScopeKind.FAMILY, days)

    def _tie(self, login: str, child_id: UUID, kind: ScopeKind, days: int) -> None:
        user_id = self.stage.ids[login]
        tie_child(self.call("wang", days), child_id=child_id, user_id=user_id, kind=kind)

    def corrections(self, days: int) -> None:
        """What the director found out at the doors: a group, an address, a name's other character."""
        for turn, page in zip(range(8), self._pages("wang", days, VILLAGE), strict=False):
            call = self.call("wang", days - turn // 3, turn)
            if turn % 4 == 0:
                name = page.name[:-1] + ("琪" if page.name[-1] != "琪" else "淇")
                correct_child(call, child_id=page.child_id, name=name)
            elif turn % 4 == 1:
                address = f"东坪村三组{turn + 11}号"
                correct_child(call, child_id=page.child_id, group="三组", address=address)
            elif turn % 4 == 2:
                correct_child(call, child_id=page.child_id, clear=("ethnicity",))
            else:
                record_benefit(call, child_id=page.child_id, kind="education", received=True)

    def parents_move(self, days: int) -> None:
        """Two fathers came home, and a mother left."""
        back = left = 0
        for page in self._pages("wang", days, VILLAGE):
            home = {card.kinship: card.now for card in page.home.parents if card.now}
            father, mother = (home.get(parent) for parent in PARENTS)
            since = self.call("wang", days + 3).today
            call = self.call("wang", days, back + left)
            if father and father.whereabouts == Whereabouts.AWAY and back < 2:
                back += 1
                record_parent(
                    call, child_id=page.child_id, parent=Kinship.FATHER, since=since,
                    whereabouts=Whereabouts.HOME, source=Source.VISIT,
                )  # fmt: skip
            elif mother and mother.whereabouts == Whereabouts.HOME and left < 1 and father:
                left += 1
                record_parent(
                    call, child_id=page.child_id, parent=Kinship.MOTHER, since=since,
                    whereabouts=Whereabouts.AWAY, place="浙江义乌", work="制造",
                    contact="每周联系",
                )  # fmt: skip
            if back == 2 and left == 1:
                return

    def township_roll(self, days: int) -> None:
        """The supervisor brings in the township's roll of the new term; some rows wait."""
        sheet = roll(self.county, TOWNSHIP, "register", seed=1, faults=FAULTS)
        checked = check_roll(
            self.call("li", days), place=TOWNSHIP, filename="清溪镇留守儿童花名册.xlsx",
            data=roll_workbook(sheet),
        )  # fmt: skip
        commit_roll(self.call("li", days, 12), batch_id=checked.batch_id)

    def school_notices(self, days: int) -> None:
        """The class teacher collected five written notices."""
        for turn, child_id in enumerate(self._children("zhou", days, "")[:5]):
            call = self.call("zhou", days, turn)
            give_notice(call, child_id=child_id, to=Notified.SCHOOL, given_on=call.today)

    def care(self, days: int) -> None:
        """A visit: who looks after the child was rated anew, and one agreement was signed."""
        pages = self._pages("sun", days, NEXT_VILLAGE, definition=EVERYTHING, truth=Truth.IN)
        for turn, page in zip(range(4), pages, strict=False):
            call = self.call("sun", days, turn)
            rated = self.call("sun", days, turn)
            record_care(rated, child_id=page.child_id, rating=Guardianship.FAIR)
            if page.home.agreement is None and page.home.carers:
                entrust_care(
                    call, child_id=page.child_id, signed_on=call.today, harmed_before=False,
                    adult=AdultDraft(name=page.home.carers[0].name or "陈桂香"), addicted=False,
                    neglected_before=False, otherwise_unfit=False, child_heard=True,
                    child_view="愿意和奶奶一起住",
                )  # fmt: skip
        lone = self._children("sun", days, NEXT_VILLAGE)[-1:]
        for child_id in lone:
            aunt = AdultDraft(name="刘春梅", phones=("10000000001",))
            record_care(
                self.call("sun", days, 9), child_id=child_id, kind=CarerKind.KIN,
                kinship=Kinship.AUNT, adult=aunt, since=self.call("sun", days + 2).today,
            )  # fmt: skip

    def exits(self, days: int) -> None:
        """Five children left the register with a cause, and one of them came back."""
        causes = (
            ExitCause.PARENT_RETURNED, ExitCause.TAKEN_ALONG, ExitCause.MOVED,
            ExitCause.PARENT_RETURNED, ExitCause.TAKEN_ALONG,
        )  # fmt: skip
        tied = 10  # further down the list than the children other acts were about
        children = self._children("li", days, TOWNSHIP)[tied::7]
        gone = list(zip(children, causes, strict=False))
        for turn, (child_id, cause) in enumerate(gone):
            exit_child(self.call("li", days, turn), child_id=child_id, cause=cause)
        for child_id, _ in gone[-1:]:
            return_child(self.call("li", days - 2), child_id=child_id)

    def held_rows(self, days: int) -> None:
        """Two rows of the correction list were settled; the others still wait."""
        rows = list_held(self.call("li", days)).rows
        double = [row for row in rows if "likely_double" in row.why][:1]
        for row in double:
            decide_row(self.call("li", days, 1), held_id=row.held_id, decision=Decision.DROP)
        wrong = [row for row in rows if "sex_contradicts_id" in row.why]
        for row in wrong[:1]:  # the number was right, the cell beside it was not
            sex = Sex.MALE if row.sex == Sex.FEMALE else Sex.FEMALE
            call = self.call("li", days, 2)
            decide_row(call, held_id=row.held_id, decision=Decision.ACCEPT, sex=sex)

    def readings(self, days: int) -> None:
        """Those around a child looked at the page."""
        for login in ("zhou", "he", "chen"):
            for child_id in self._children(login, days, "")[:2]:
                get_child(self.call(login, days, 30), child_id=child_id)
        for child_id in self._children("lin", days, ""):
            get_child(self.call("lin", days, 50), child_id=child_id)

    def waiting_roll(self, days: int) -> None:
        """The school's list was uploaded yesterday and nobody has committed it yet."""
        sheet = roll(self.county, TOWNSHIP, "school", seed=2, faults=FAULTS)
        check_roll(
            self.call("li", days), place=TOWNSHIP, filename="清溪镇中心学校登记表.xlsx",
            data=roll_workbook(sheet),
        )  # fmt: skip
