"""Accounts. No superuser: what a person may do comes from appointments alone."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.hashers import check_password
from django.db import models

from homeward.foundation.accounts.manager import UserManager
from homeward.foundation.crypto.fields import SealedField
from homeward.foundation.ids import new_id


class User(AbstractBaseUser):
    """Somebody who may log in, by log-in name or by phone."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    username = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=60)
    phone = SealedField("user.phone", "identity")
    phone_index = models.CharField(max_length=32, blank=True, db_index=True)
    place = models.CharField(max_length=12, blank=True, db_index=True)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    last_login = None  # the list of log-ins says it, without a write to a protected table

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    EMAIL_FIELD = ""
    scope_columns: ClassVar[dict[str, str]] = {"place": "place"}
    objects = UserManager()

    class Meta:
        db_table = "accounts_user"

    def __str__(self) -> str:
        return self.username

    def check_password(self, raw_password: str | None) -> bool:
        """Whether the password fits; never rewrites the hash, which would be a write outside a command."""
        return check_password(raw_password or "", self.password)


class ApiToken(models.Model):
    """A key for programs: kept as a hash, shown once, acts with its person's own rights."""

    id = models.UUIDField(primary_key=True)
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    label = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_on = models.DateField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "accounts_api_token"
