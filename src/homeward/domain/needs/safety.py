"""An answer that cannot wait: the red alert, in the same transaction as the answer itself.

No worker, no subscriber and no rule stands between: if the answer is on record, so is the alert.
"""

from collections.abc import Mapping
from uuid import UUID

from homeward.domain.children.public import where_child
from homeward.domain.needs.alerts import raise_alert
from homeward.domain.needs.drafts import FindingDraft
from homeward.domain.needs.instruments import instrument_of
from homeward.domain.needs.owners import owner_of
from homeward.domain.needs.words import Reads, Severity
from homeward.foundation.access.holders import Holders
from homeward.foundation.accounts.public import person_names
from homeward.foundation.commands.context import Context

RULE = "r09.self_harm"
"""The same id as the rule over the fact `self_harm_answer`, so that both meet in one alert."""
TITLE = {
    "zh": "有答案提示孩子可能想伤害自己，今天要有人当面联系",
    "en": "An answer points to self-harm: somebody must be with the child today",
}
SAYS = {
    "zh": "问卷的安全题达到需要当天联系的选项",
    "en": "A safety question was answered in a way that needs a person the same day",
}
SOURCE = {
    "zh": "关于加强困境儿童心理健康关爱服务工作的指导意见（民发〔2023〕61号）",
    "en": "Guidance on mental-health care for children in difficulty (Minfa 2023 No. 61)",
}


def raise_safety_alert(
    ctx: Context, child_id: UUID, instrument: str, items: tuple[str, ...]
) -> None:
    """Raise the red, protected alert of a safety answer, due the same day."""
    raise_alert(
        ctx,
        child_id,
        FindingDraft(
            rule=RULE, version=1, severity=Severity.RED, title=TITLE, owner="counsellor",
            reads=Reads.PROTECTED, due_days=0, conditions="T", says=(SAYS,), source=SOURCE,
            read={"instrument": instrument, "items": list(items)}, task="safety.contact_today",
        ),
        fresh=True,
    )  # fmt: skip


def needs_somebody_today(instrument: str, answers: Mapping[str, int | None]) -> bool:
    """Whether answers, as they lie before whoever types them, ask for a person the same day."""
    return any(
        item.is_safety_answer(answers.get(item.id)) for item in instrument_of(instrument).items
    )


def who_is_told(ctx: Context, child_id: UUID) -> tuple[str, str]:
    """(name, role) of whoever gets the alert of a safety answer; no name while nobody holds a role."""
    target = where_child(ctx, child_id)
    role, user_id, _ = owner_of(Holders(ctx.today), "counsellor", target, Reads.PROTECTED)
    return (person_names([user_id]).get(user_id, "") if user_id else ""), role
