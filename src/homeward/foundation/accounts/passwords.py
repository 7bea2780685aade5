"""Whether a password is good enough, in words a person understands."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from homeward.foundation.accounts.models import User
from homeward.foundation.accounts.problems import PasswordWeak


def check_strength(password: str, user: User) -> None:
    """Raise PasswordWeak, saying every reason, unless all validators are content."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise PasswordWeak(why=" ".join(error.messages)) from error
