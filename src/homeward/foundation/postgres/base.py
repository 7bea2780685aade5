"""What Django loads as the database engine."""

import select

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """A kept connection is looked at before each request, without asking the server anything.

    A server has nothing to say on an idle connection but that it is closing it. Only when there is
    something to read does Django's own question (`SELECT 1`) follow.
    """

    def is_usable(self) -> bool:
        if self.connection is None or self.connection.closed:
            return False
        looking = select.poll()
        looking.register(self.connection.fileno(), select.POLLIN)
        return not looking.poll(0) or bool(super().is_usable())
