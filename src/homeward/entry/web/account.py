"""Log-in and one's own account."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _


def locked_out(request: HttpRequest, response: HttpResponse, credentials: object) -> HttpResponse:
    """After too many wrong passwords."""
    return HttpResponse(_("密码错误次数过多，请一刻钟后再试。"), status=429)
