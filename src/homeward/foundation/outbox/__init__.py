"""Events for whoever listens: written with the act, delivered after it, at least once."""

from homeward.foundation.outbox.deliver import deliver, emit, subscribe

__all__ = ["deliver", "emit", "subscribe"]
