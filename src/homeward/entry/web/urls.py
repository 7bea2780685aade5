"""Every address of the web face: one module of addresses for each area."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.i18n import set_language

from homeward.entry.api.urls import api


def healthz(request: HttpRequest) -> HttpResponse:
    """Says that the process answers; touches nothing."""
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("api/v1/", api.urls),
    path("language/", set_language, name="language"),
    path("", include("homeward.entry.web.home.urls")),
    path("", include("homeward.entry.web.account.urls")),
    path("", include("homeward.entry.web.rights.urls")),
    path("children/", include("homeward.entry.web.children.urls")),
    path("", include("homeward.entry.web.care.urls")),
    path("", include("homeward.entry.web.needs.urls")),
    path("", include("homeward.entry.web.helpers.urls")),
    path("roll/", include("homeward.entry.web.roll.urls")),
    path("places/", include("homeward.entry.web.places.urls")),
    path("people/", include("homeward.entry.web.people.urls")),
    path("compliance/", include("homeward.entry.web.compliance.urls")),
    path("audit/", include("homeward.entry.web.audit.urls")),
    path("help/", include("homeward.entry.web.help.urls")),
]
