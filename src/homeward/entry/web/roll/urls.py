"""Addresses of the roll pages."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
