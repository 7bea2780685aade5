"""Addresses of helpers and matches. They hold ids and codes, never names."""

from django.urls import path

from homeward.entry.web.helpers import forms, listing, match, matchforms, person, stepforms

HELPER, MATCH = "helpers/<uuid:helper_id>/", "matches/<uuid:match_id>/"

urlpatterns = [
    path("helpers/", listing.helpers, name="helpers"),
    path("helpers/list.xlsx", listing.as_xlsx, name="helpers-xlsx"),
    path("helpers/apply/", forms.Apply.as_view(), name="helper-apply"),
    path("helpers/mine/", person.own, name="helper-own"),
    path(HELPER, person.show, name="helper"),
    path(f"{HELPER}change/", forms.Change.as_view(), name="helper-change"),
    path(f"{HELPER}step/", stepforms.Step.as_view(), name="helper-step"),
    path(f"{HELPER}fail/", stepforms.Fail.as_view(), name="helper-fail"),
    path(f"{HELPER}stop/", forms.Stop.as_view(), name="helper-stop"),
    path(f"{HELPER}resume/", forms.Resume.as_view(), name="helper-resume"),
    path(f"{HELPER}account/", forms.Account.as_view(), name="helper-account"),
    path(f"{HELPER}team/", forms.JoinTeam.as_view(), name="helper-team"),
    path(f"{HELPER}team/leave/", forms.LeaveTeam.as_view(), name="helper-leave-team"),
    path("helpers/steps/<uuid:step_id>/", stepforms.Attach.as_view(), name="helper-attach"),
    path("helpers/evidence/<uuid:evidence_id>/", person.evidence, name="helper-evidence"),
    path("helped/<uuid:child_id>/", person.helped, name="helped"),
    path("children/<uuid:child_id>/match/", matchforms.Propose.as_view(), name="match-propose"),
    path("matches/", listing.matches, name="matches"),
    path(MATCH, match.show, name="match"),
    path(f"{MATCH}publish/", matchforms.Publish.as_view(), name="match-publish"),
    path(f"{MATCH}answer/", matchforms.Answer.as_view(), name="match-answer"),
    path(f"{MATCH}start/", matchforms.Start.as_view(), name="match-start"),
    path(f"{MATCH}suspend/", matchforms.Suspend.as_view(), name="match-suspend"),
    path(f"{MATCH}resume/", matchforms.Resume.as_view(), name="match-resume"),
    path(f"{MATCH}end/", matchforms.End.as_view(), name="match-end"),
    path(f"{MATCH}withdraw/", matchforms.Withdraw.as_view(), name="match-withdraw"),
]
