"""The address of the first page."""

from django.urls import path

from homeward.entry.web.home.views import index

urlpatterns = [path("", index, name="home")]
