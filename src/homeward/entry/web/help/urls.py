"""Addresses of the help pages."""

from django.urls import path

from homeward.entry.web.help.pages import chapter

urlpatterns = [
    path("", chapter, name="help"),
    path("<slug:name>/", chapter, name="help_chapter"),
]
