"""A browser's seat for a named person, and small rolls to upload; every person in them is made up."""

from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.personas import Persona

BACKEND = "homeward.foundation.accounts.backend.NameOrPhoneBackend"

HEADER = "序号,姓名,性别,出生日期,村,父亲姓名,父亲外出务工地,喜欢的颜色"
GOOD = (
    "1,田小禾,女,2016-03-05,清溪村,田大山,广东深圳,红",
    "2,石小泉,男,2017-09-27,清溪村,石大川,在家,绿",
)
NO_BIRTH = "3,田小苗,女,,清溪村,田二山,,蓝"
AGAIN = "4,田小禾,女,2016-03-05,清溪村,田大山,广东深圳,红"


def seat(somebody: Persona) -> Client:
    """A client in which this person is signed in."""
    client = Client()
    user: Any = get_user_model().objects.get(pk=somebody.user_id)
    client.force_login(user, BACKEND)
    client.cookies["django_language"] = "zh-hans"
    return client


def first_login_done(somebody: Persona) -> None:
    """The person has chosen a password of their own."""
    from tests.personas import given_rows

    with given_rows():
        get_user_model().objects.filter(pk=somebody.user_id).update(must_change_password=False)


def csv(*rows: str) -> bytes:
    """A roll as comma-separated text, with its title row."""
    return "\n".join(("清溪镇留守儿童名册", HEADER, *rows)).encode()


def sent(place: str, data: bytes, name: str = "清溪镇名册.csv", **more: Any) -> dict[str, Any]:
    """What the upload form sends."""
    return {
        "command_id": str(UUID(int=7)),
        "place": place,
        "file": SimpleUploadedFile(name, data),
        **more,
    }
