"""The column type of a sealed value, so that key rotation and scrubbing can find every one."""

from django.db import models


class SealedField(models.BinaryField):  # type: ignore[type-arg]
    """Bytes from `seal`, never opened by the model: only a query that may show it opens it.

    Args:
        purpose: what the value was sealed for; part of what is authenticated.
        reads: the field class (`access.roles.FieldClass`) of whoever may open it; it also says how long
            the value is kept. The database does not know of it.
    """

    def __init__(self, purpose: str = "", reads: str = "", **options: object) -> None:
        self.purpose = purpose
        self.reads = reads
        options.setdefault("null", True)
        super().__init__(**options)  # type: ignore[arg-type]

    def deconstruct(self) -> tuple[str, str, list[object], dict[str, object]]:
        name, path, args, options = super().deconstruct()
        return name, path, list(args), {**options, "purpose": self.purpose}
