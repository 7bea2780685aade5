"""Addresses of the pages about needs. They hold ids and codes, never names, colours or answers."""

from django.urls import path

from homeward.entry.web.needs import assess, instruments
from homeward.entry.web.needs.alerts import acts, alert, listing
from homeward.entry.web.needs.reports import acts as report_acts
from homeward.entry.web.needs.reports import filing, inbox, own, paper
from homeward.entry.web.needs.screening import alone, entry, round, rounds

urlpatterns = [
    path("alerts/", listing.index, name="alerts"),
    path("alerts/list.xlsx", listing.as_xlsx, name="alerts-xlsx"),
    path("alerts/<uuid:alert_id>/", alert.show, name="alert"),
    path("alerts/<uuid:alert_id>/take/", acts.Take.as_view(), name="alert-take"),
    path("alerts/<uuid:alert_id>/hand-over/", acts.HandOver.as_view(), name="alert-hand-over"),
    path("alerts/<uuid:alert_id>/decide/", acts.Decide.as_view(), name="alert-decide"),
    path("screening/", rounds.index, name="screening"),
    path("screening/open/", rounds.Open.as_view(), name="screening-open"),
    path("screening/<uuid:round_id>/", round.show, name="screening-round"),
    path("screening/<uuid:round_id>/paper/", round.paper, name="screening-paper"),
    path("screening/<uuid:round_id>/entry/", entry.Entry.as_view(), name="screening-entry"),
    path("screening/<uuid:round_id>/close/", round.Close.as_view(), name="screening-close"),
    path("instruments/", instruments.index, name="instruments"),
    path("children/<uuid:child_id>/assess/", assess.Assess.as_view(), name="child-assess"),
    path("children/<uuid:child_id>/ask/", alone.choose, name="child-ask"),
    path(
        "children/<uuid:child_id>/ask/<slug:instrument>/<slug:informant>/",
        alone.Ask.as_view(),
        name="child-ask-paper",
    ),
    path("children/<uuid:child_id>/report/", filing.FileOnChild.as_view(), name="child-report"),
    path("reports/", inbox.index, name="reports"),
    path("reports/file/", filing.FileElsewhere.as_view(), name="report-file"),
    path("reports/mine/", own.index, name="report-own"),
    path("reports/<uuid:report_id>/", inbox.show, name="report"),
    path("reports/<uuid:report_id>/paper/", paper.show, name="report-paper"),
    path("reports/<uuid:report_id>/paper.docx", paper.as_docx, name="report-docx"),
    path("reports/<uuid:report_id>/receive/", report_acts.Receive.as_view(), name="report-receive"),
    path("reports/<uuid:report_id>/forward/", report_acts.Forward.as_view(), name="report-forward"),
    path(
        "reports/<uuid:report_id>/feed-back/",
        report_acts.FeedBack.as_view(),
        name="report-feed-back",
    ),
    path("reports/<uuid:report_id>/close/", report_acts.Close.as_view(), name="report-close"),
    path("reports/<uuid:report_id>/reveal/", report_acts.Reveal.as_view(), name="report-reveal"),
]
