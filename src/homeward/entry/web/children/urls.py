"""Addresses of the pages about children. They hold ids and codes, never names."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from homeward.domain.children.consent.purposes import purposes
from homeward.entry.web.children import (
    carers,
    child,
    definitions,
    doubles,
    household,
    households,
    listing,
)
from homeward.entry.web.children.cards.facts import CORRECTED
from homeward.entry.web.children.forms import (
    consent,
    correct,
    erasure,
    family,
    merge,
    register,
    schooling,
    ties,
)


class Parent(StringConverter):
    """Father or mother."""

    regex = "father|mother"


class Notified(StringConverter):
    """Whom the law wants told."""

    regex = "school|village"


class Fact(StringConverter):
    """A column that may be corrected."""

    regex = "|".join(sorted(CORRECTED))


class Tied(StringConverter):
    """Two ways to be responsible by name."""

    regex = "caseload|family"


class Purpose(StringConverter):
    """Something a family is asked to agree to."""

    regex = "|".join(purposes())


register_converter(Purpose, "consented")
register_converter(Parent, "parent")
register_converter(Notified, "notified")
register_converter(Fact, "fact")
register_converter(Tied, "tied")

urlpatterns = [
    path("", listing.index, name="children"),
    path("list.csv", listing.as_csv, name="children-csv"),
    path("list.xlsx", listing.as_xlsx, name="children-xlsx"),
    path("carers/", carers.index, name="carers"),
    path("carers.xlsx", carers.as_xlsx, name="carers-xlsx"),
    path("households/", households.index, name="households"),
    path("definitions/", definitions.index, name="definitions"),
    path("doubles/", doubles.index, name="doubles"),
    path("doubles/<uuid:pair_id>/", doubles.Decide.as_view(), name="double"),
    path("doubles/<uuid:pair_id>/reopen/", doubles.Reopen.as_view(), name="double-reopen"),
    path("register/", register.Register.as_view(), name="child-register"),
    path("<uuid:child_id>/", child.show, name="child"),
    path("<uuid:child_id>/household/", household.show, name="child-household"),
    path("<uuid:child_id>/believed/", child.believed, name="child-believed"),
    path("<uuid:child_id>/correct/", correct.Correct.as_view(), name="child-correct"),
    path(
        "<uuid:child_id>/correct/<fact:field>/",
        correct.CorrectOne.as_view(),
        name="child-correct-one",
    ),
    path("<uuid:child_id>/collect/", correct.Collect.as_view(), name="child-collect"),
    path("<uuid:child_id>/parents/<parent:parent>/", family.Parent.as_view(), name="child-parent"),
    path("<uuid:child_id>/care/", family.Care.as_view(), name="child-care"),
    path("<uuid:child_id>/entrust/", family.Entrust.as_view(), name="child-entrust"),
    path(
        "<uuid:child_id>/entrust/end/",
        family.EndEntrustment.as_view(),
        name="child-end-entrustment",
    ),
    path("<uuid:child_id>/notice/<notified:to>/", family.Notice.as_view(), name="child-notice"),
    path("<uuid:child_id>/school/", schooling.Enrol.as_view(), name="child-enrol"),
    path("<uuid:child_id>/benefit/", schooling.Benefit.as_view(), name="child-benefit"),
    path("<uuid:child_id>/exit/", register.Exit.as_view(), name="child-exit"),
    path("<uuid:child_id>/return/", register.Return.as_view(), name="child-return"),
    path("<uuid:child_id>/merge/<uuid:other_id>/", merge.Merge.as_view(), name="child-merge"),
    path("<uuid:child_id>/unmerge/<uuid:merge_id>/", merge.Unmerge.as_view(), name="child-unmerge"),
    path("<uuid:child_id>/erasure/ask/", erasure.Ask.as_view(), name="erasure-ask"),
    path("<uuid:child_id>/erasure/agree/", erasure.Agree.as_view(), name="erasure-agree"),
    path(
        "<uuid:child_id>/erasure/take-back/", erasure.TakeBack.as_view(), name="erasure-take-back"
    ),
    path(
        "<uuid:child_id>/erasure/carry-out/", erasure.CarryOut.as_view(), name="erasure-carry-out"
    ),
    path(
        "<uuid:child_id>/consent/<consented:purpose>/",
        consent.Record.as_view(),
        name="child-consent",
    ),
    path("<uuid:child_id>/responsible/", ties.Tie.as_view(), name="child-tie"),
    path(
        "<uuid:child_id>/responsible/<uuid:user_id>/<tied:kind>/end/",
        ties.Untie.as_view(),
        name="child-untie",
    ),
]
