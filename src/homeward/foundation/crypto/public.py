"""What the entry floor may use of crypto."""

from homeward.foundation.crypto.keyfile import add_key
from homeward.foundation.crypto.reseal import reseal_all, reseal_batch, sealed_columns, waiting

__all__ = ["add_key", "reseal_all", "reseal_batch", "sealed_columns", "waiting"]
