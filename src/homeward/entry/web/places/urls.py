"""Addresses of the places pages."""

from django.urls import path

from homeward.entry.web.places.acts import AddSchool, AddVillage, Rename, Succeed
from homeward.entry.web.places.place import own, place

urlpatterns = [
    path("", own, name="places"),
    path("country/", place, name="country"),
    path("<str:code>/", place, name="place"),
    path("<str:place>/village/", AddVillage.as_view(), name="add_village"),
    path("<str:place>/school/", AddSchool.as_view(), name="add_school"),
    path("<str:place>/rename/", Rename.as_view(), name="rename_place"),
    path("<str:place>/change/", Succeed.as_view(), name="succeed_place"),
]
