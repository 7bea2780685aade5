"""Walking the chains: one changed byte, one missing row or one cut tail is found and named."""

from dataclasses import dataclass

from homeward.foundation.audit.chain import digest, mark
from homeward.foundation.audit.models import CHAINS, AuditEvent, AuditHead


@dataclass(frozen=True, slots=True)
class Fault:
    """The first place where a chain does not hold."""

    chain: int
    seq: int
    event_id: str
    what: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many rows were read, and the first fault of each chain."""

    rows: int
    faults: tuple[Fault, ...]

    @property
    def holds(self) -> bool:
        """Whether every chain is whole."""
        return not self.faults


def verify() -> Verdict:
    """Read every row once, in order, and hold it against its hash, its forerunner and its chain's head."""
    rows = 0
    faults = []
    heads = {head.chain: head for head in AuditHead.objects.all()}
    chains = set(heads) | set(AuditEvent.objects.values_list("chain", flat=True).distinct())
    if chains:
        chains |= set(range(CHAINS))  # a chain that is gone with all its rows is missed as well
    for chain in sorted(chains):
        count, fault = _walk(chain, heads.get(chain))
        rows += count
        if fault:
            faults.append(fault)
    return Verdict(rows, tuple(faults))


def _walk(chain: int, head: AuditHead | None) -> tuple[int, Fault | None]:
    seq, before = 0, ""
    events = AuditEvent.objects.filter(chain=chain).order_by("seq").iterator(chunk_size=2000)
    for event in events:
        seq += 1
        if event.seq != seq:
            return seq, Fault(chain, seq, "", "row missing")
        if event.before_hash != before:
            return seq, Fault(chain, seq, str(event.id), "does not follow the row before")
        if event.hash != digest(event):
            return seq, Fault(chain, seq, str(event.id), "changed after it was written")
        before = event.hash
    return seq, _end_fault(chain, seq, before, head)


def _end_fault(chain: int, seq: int, end: str, head: AuditHead | None) -> Fault | None:
    """What is wrong with a chain whose rows hold and whose last hash is `end`."""
    if head is None:
        return Fault(chain, seq, "", "the chain has lost its head")
    if (head.seq, head.hash) != (seq, end):
        return Fault(chain, seq, "", "the chain's end does not match its head")
    if head.mark != mark(chain, seq, end):
        return Fault(chain, seq, "", "the head was not written by this house")
    return None
