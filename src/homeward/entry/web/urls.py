"""Every address of the web face."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from homeward.entry.api.urls import api


def healthz(request: HttpRequest) -> HttpResponse:
    """Says that the process answers; touches nothing."""
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("api/v1/", api.urls),
]
