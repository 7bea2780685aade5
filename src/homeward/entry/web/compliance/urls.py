"""Addresses of the yearly compliance figures."""

from django.urls import path

from homeward.entry.web.compliance import pages

urlpatterns = [
    path("", pages.index, name="compliance"),
    path("year.xlsx", pages.as_xlsx, name="compliance-xlsx"),
]
