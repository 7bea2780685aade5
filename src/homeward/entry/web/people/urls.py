"""Addresses of the people pages."""

from django.urls import path

from homeward.entry.web.people.account import ResetPassword, RestorePerson, StopPerson
from homeward.entry.web.people.acts import (
    AddPerson,
    Appoint,
    EndAppointment,
    OpenCounty,
)
from homeward.entry.web.people.first import first_password_page
from homeward.entry.web.people.listing import people
from homeward.entry.web.people.person import person
from homeward.entry.web.people.rights import rights

urlpatterns = [
    path("", people, name="people"),
    path("add/", AddPerson.as_view(), name="add_person"),
    path("roles/", rights, name="roles"),
    path("<uuid:user_id>/", person, name="person"),
    path("<uuid:user_id>/first-password/", first_password_page, name="first_password"),
    path("<uuid:user_id>/appoint/", Appoint.as_view(), name="appoint"),
    path("<uuid:user_id>/reset-password/", ResetPassword.as_view(), name="reset_password"),
    path("<uuid:user_id>/stop/", StopPerson.as_view(), name="stop_person"),
    path("<uuid:user_id>/restore/", RestorePerson.as_view(), name="restore_person"),
    path("<uuid:user_id>/open-county/", OpenCounty.as_view(), name="open_county"),
    path(
        "<uuid:user_id>/appointments/<uuid:appointment_id>/end/",
        EndAppointment.as_view(),
        name="end_appointment",
    ),
]
