"""Addresses of the care pages. They hold ids and codes, never names."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from homeward.entry.web.care import board, plan, programmes, today, together
from homeward.entry.web.care.forms import (
    cases,
    engagements,
    goals,
    plans,
    suggestions,
    tasks,
    visits,
)
from homeward.entry.web.care.forms import together as acts
from homeward.entry.web.care.onefile import views as onefile
from homeward.entry.web.care.transfers import forms as handing
from homeward.entry.web.care.transfers import pages as transfers


class Kind(StringConverter):
    """A kind of engagement that has a form."""

    regex = "|".join(sorted(kind.value for kind in engagements.KINDS))


register_converter(Kind, "engaged")

CHILD, CASE, PLAN = (
    "children/<uuid:child_id>/",
    "care/cases/<uuid:case_id>/",
    "care/plans/<uuid:plan_id>/",
)
ITEM, GOAL, TASK = (
    "care/items/<uuid:plan_item_id>/",
    "care/goals/<uuid:goal_id>/",
    "tasks/<uuid:task_id>/",
)
ENGAGEMENT, REFERRAL = (
    "care/engagements/<uuid:engagement_id>/",
    "care/referrals/<uuid:referral_id>/",
)
CONFERENCE = "care/conferences/<uuid:conference_id>/"

urlpatterns = [
    path("tasks/", today.tasks, name="tasks"),
    path(f"{TASK}done/", tasks.Done.as_view(), name="task-done"),
    path(f"{TASK}hand-over/", tasks.HandOver.as_view(), name="task-hand-over"),
    path(f"{TASK}cancel/", tasks.Cancel.as_view(), name="task-cancel"),
    path(f"{CHILD}task/", tasks.Open.as_view(), name="task-open"),
    path(f"{CHILD}record/", engagements.choose, name="care-choose"),
    path(f"{CHILD}record/<engaged:kind>/", engagements.Record.as_view(), name="care-record"),
    path(f"{CHILD}visit/", visits.Visit.as_view(), name="care-visit"),
    path(f"{CHILD}contact/", engagements.Contact.as_view(), name="care-contact"),
    path(f"{CHILD}agree/", engagements.Agree.as_view(), name="care-agree"),
    path(f"{ENGAGEMENT}held/", engagements.Held.as_view(), name="engagement-held"),
    path(f"{ENGAGEMENT}missed/", engagements.Missed.as_view(), name="engagement-missed"),
    path(f"{ENGAGEMENT}off/", engagements.CalledOff.as_view(), name="engagement-off"),
    path(f"{CHILD}plan/", plan.show, name="care-plan"),
    path(f"{CHILD}file/", onefile.show, name="child-file"),
    path(f"{CHILD}file.docx", onefile.as_docx, name="child-file-docx"),
    path(f"{CHILD}case/", cases.Open.as_view(), name="case-open"),
    path(f"{CASE}hand-over/", cases.HandOver.as_view(), name="case-hand-over"),
    path(f"{CASE}close/", cases.Close.as_view(), name="case-close"),
    path("care/reviews/<uuid:review_id>/", cases.Review.as_view(), name="review-hold"),
    path(f"{PLAN}agree/", plans.Agree.as_view(), name="plan-agree"),
    path(f"{PLAN}add/", plans.Add.as_view(), name="plan-add"),
    path(f"{PLAN}goal/", goals.Set.as_view(), name="goal-set"),
    path(f"{PLAN}accept/", suggestions.Accept.as_view(), name="suggestion-accept"),
    path(f"{PLAN}refuse/", suggestions.Refuse.as_view(), name="suggestion-refuse"),
    path(f"{ITEM}change/", plans.Change.as_view(), name="item-change"),
    path(f"{ITEM}pause/", plans.Pause.as_view(), name="item-pause"),
    path(f"{ITEM}resume/", plans.Resume.as_view(), name="item-resume"),
    path(f"{ITEM}end/", plans.End.as_view(), name="item-end"),
    path(f"{GOAL}rate/", goals.Rate.as_view(), name="goal-rate"),
    path(f"{GOAL}drop/", goals.Drop.as_view(), name="goal-drop"),
    path(f"{CHILD}refer/", acts.Offer.as_view(), name="referral-offer"),
    path(REFERRAL, together.referral, name="referral"),
    path(f"{REFERRAL}accept/", acts.Accept.as_view(), name="referral-accept"),
    path(f"{REFERRAL}refuse/", acts.Refuse.as_view(), name="referral-refuse"),
    path(f"{REFERRAL}feedback/", acts.FeedBack.as_view(), name="referral-feedback"),
    path(f"{REFERRAL}close/", acts.CloseReferral.as_view(), name="referral-close"),
    path(f"{CHILD}confer/", acts.Call.as_view(), name="conference-call"),
    path(f"{CONFERENCE}answer/", acts.Answer.as_view(), name="conference-answer"),
    path(f"{CONFERENCE}hold/", acts.Hold.as_view(), name="conference-hold"),
    path(f"{CONFERENCE}off/", acts.CallOff.as_view(), name="conference-off"),
    path("transfers/", transfers.index, name="transfers"),
    path("transfers/<uuid:transfer_id>/", transfers.outgoing, name="transfer"),
    path("transfers/coming/<uuid:incoming_id>/", transfers.incoming, name="transfer-incoming"),
    path(f"{CHILD}transfer/", handing.Offer.as_view(), name="transfer-offer"),
    path(
        "transfers/<uuid:transfer_id>/withdraw/",
        handing.Withdraw.as_view(),
        name="transfer-withdraw",
    ),
    path(
        "transfers/<uuid:transfer_id>/receipt/", handing.Receipt.as_view(), name="transfer-receipt"
    ),
    path(
        "transfers/coming/<uuid:incoming_id>/accept/",
        handing.Accept.as_view(),
        name="transfer-accept",
    ),
    path(
        "transfers/coming/<uuid:incoming_id>/refuse/",
        handing.Refuse.as_view(),
        name="transfer-refuse",
    ),
    path("board/", board.board, name="board"),
    path("board/tasks/", board.tasks, name="board-tasks"),
    path("board/list.xlsx", board.as_xlsx, name="board-xlsx"),
    path("board/<str:place>/", board.board, name="board-place"),
    path("programmes/", programmes.index, name="programmes"),
]
