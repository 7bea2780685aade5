"""Phones as keys: one spelling, so that the blind index finds them."""

PURPOSE = "user.phone"


def plain(phone: str) -> str:
    """Digits only, without the country code: `+86 138-0013-8000` becomes `13800138000`."""
    digits = "".join(str(int(sign)) for sign in phone if sign.isdecimal())
    return digits[2:] if len(digits) == 13 and digits.startswith("86") else digits
