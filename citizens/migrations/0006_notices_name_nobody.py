"""Confidential notices of before lose the name of their citizen; so do the receipts of messages.

In blocks of rows, each in a transaction of its own: it may be broken off and run again.
"""

from collections.abc import Iterator
from typing import Any

from django.db import migrations

from citizens.notices.events import confidential_names
from citizens.notices.unnaming import unname

BLOCK = 500


def _blocks(rows: Any) -> Iterator[Any]:
    """Yield `rows` in blocks, in the order of their numbers, whatever is done to them."""
    last = 0
    while numbers := list(
        rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BLOCK]
    ):
        yield rows.filter(pk__in=numbers)
        last = numbers[-1]


def unname_all(apps: Any, _editor: object) -> None:
    model, deliveries, events = (
        apps.get_model("citizens", name).objects.all()
        for name in ("Notice", "Delivery", "WebhookEvent")
    )
    named = model.filter(citizen__isnull=False, event__in=confidential_names())
    for block in _blocks(named):
        unname(block, deliveries)
    receipts = events.filter(
        citizen__isnull=False, kind__in=("user_received_message", "user_seen_message")
    )
    for block in _blocks(receipts):
        block.update(citizen=None)


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("citizens", "0005_confidential_notices_index")]

    operations = [migrations.RunPython(unname_all, migrations.RunPython.noop, elidable=True)]
