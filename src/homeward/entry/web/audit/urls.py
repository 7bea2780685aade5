"""Addresses of the audit pages."""

from django.urls import path

from homeward.entry.web.audit.pages import event, events, verify

urlpatterns = [
    path("", events, name="audit"),
    path("verify/", verify, name="audit_verify"),
    path("<uuid:event_id>/", event, name="audit_event"),
]
