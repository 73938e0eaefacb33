"""Everything that the counter stores about a person."""

from django.contrib.auth.models import User

from reception.actions import desk
from tests.erasure import holds
from tests.reception import factories


@holds("reception.QueueNumber", "reception.QueueEvent")
def visits(life):
    """Book for somebody else, move it, and take a number that a desk calls."""
    row = factories.queue()
    body = {
        "queue": row.pk,
        "begins_at": factories.window(row).isoformat(),
        "for_other": True,
        "visitor_name": life.writes("Mẹ tôi"),
    }
    key = {"Idempotency-Key": "3d1f0f2e-1111-4000-8000-00000000000a"}
    made = life.send("POST", "reception/numbers/", body, **key).json()
    life.secrets["number's secret"] = made["secret"]
    later = {"begins_at": factories.window(row, 1).isoformat()}
    life.send("PATCH", f"reception/numbers/{made['id']}/", later)
    factories.walked_in(row, who=life.citizen)
    desk.call_next(row, User.objects.get(is_superuser=True), "Bàn 1")
