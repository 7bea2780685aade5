"""Walking the chains: one changed byte, one missing row or one cut tail is found and named."""

from dataclasses import dataclass

from homeward.foundation.audit.chain import digest
from homeward.foundation.audit.models import AuditEvent, AuditHead


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
    if head is None or (head.seq, head.hash) != (seq, before):
        return seq, Fault(chain, seq, "", "the chain's end does not match its head")
    return seq, None
