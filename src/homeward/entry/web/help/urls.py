"""Addresses of the help pages."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
