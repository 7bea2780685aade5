"""What is asked at every call: SQL that Django writes once, and several questions sent together.

Django writes the SQL of a queryset anew each time, which costs more than the database's answer to a
question about one child. Here it is still Django that writes it, from the same managers and filters, but
once. Nothing of an answer is kept.
"""

from homeward.foundation.statements.among import Among, AmongRows
from homeward.foundation.statements.ask import Question, answer, together
from homeward.foundation.statements.lookup import Lookup
from homeward.foundation.statements.ready import ready
from homeward.foundation.statements.written import spelt

__all__ = ["Among", "AmongRows", "Lookup", "Question", "answer", "ready", "spelt", "together"]
