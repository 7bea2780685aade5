"""No page shows a protected record to somebody who may not see it: every address, made from the table."""

from typing import Any

from homeward.domain.needs.models import Alert
from tests.domain.needs.protected import protected_records
from tests.entry.web.conftest import SignIn
from tests.entry.web.test_every_route import NAMES, address, body, samples
from tests.personas import People

__all__ = ["samples"]


def test_no_page_shows_what_is_protected(
    people: People, samples: dict[str, Any], signed_in: SignIn
) -> None:
    # a page's filter offers the name of every act there is
    secrets = {k: one for k, one in protected_records(people).items() if not one.startswith('"')}
    child = {"child_id": Alert.objects.values_list("child_id", flat=True)[0]}
    seen, read = [], 0
    for who in (people.zhao, people.li, people.wang, people.zhou, people.qian, people.yunwei):
        client = signed_in(who)
        for name in NAMES:
            if name == "logout":
                continue
            for given in (samples, samples | child):
                said = body(client.get(address(name, given)))
                read += "<main" in said
                seen += [f"{who.name} {name}: {k}" for k, one in secrets.items() if one in said]
    assert not seen, "\n".join(seen)
    assert read > 100
