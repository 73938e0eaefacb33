"""Counts how often catalogue answers query the database or are rendered again: never."""

from collections.abc import Iterator
from unittest import mock

from django.db import connection
from django.test import Client
from django.urls import reverse

from benchmarks.report import Row, at_most
from benchmarks.statements import StatementCounter
from foundation.publishing.conditional import RememberedView

PROCEDURE, OFFICE = "tthc-1-001456", "ca-phuong-thanh-mieu"


def remembered_addresses() -> list[str]:
    """Return addresses of every endpoint of the catalogue, with right and wrong parameters."""
    procedures, offices = reverse("procedures"), reverse("offices")
    checklist = reverse("checklist", args=[PROCEDURE])
    return [
        procedures,
        f"{procedures}?page=2",
        f"{procedures}?search=mat+ho+chieu",
        f"{procedures}?search=ho+chieeu&level=tinh",
        f"{procedures}?field=xnc&channel=online",
        f"{procedures}?page=999",
        f"{procedures}?wrong=1",
        reverse("suggestions") + "?q=ho+ch",
        reverse("procedure", args=[PROCEDURE]),
        reverse("procedure", args=["1.001456"]),
        reverse("procedure", args=["missing"]),
        checklist,
        f"{checklist}?channel=direct",
        reverse("fields"),
        offices,
        f"{offices}?place=bach+hac",
        reverse("office", args=[OFFICE]),
    ]


def fresh_addresses() -> list[str]:
    """Return addresses whose answers depend on a moment or a place: worked out each time."""
    checklist = reverse("checklist", args=[PROCEDURE])
    return [
        f"{checklist}?channel=direct&accepted_at=2026-11-23T09:00:00%2B07:00",
        reverse("offices") + "?near=21.3,105.4",
    ]


def measure(_database: str, *, small: bool) -> Iterator[Row]:  # noqa: ARG001  # parts are alike
    """Yield the rows about queries and rendering, counted in this process."""
    client = Client(headers={"host": "127.0.0.1"})
    for name in ("procedures", "offices"):  # a snapshot is loaded by the first request
        client.get(reverse(name))
    asked = StatementCounter()
    with connection.execute_wrapper(asked):
        answers = {
            address: client.get(address) for address in remembered_addresses() + fresh_addresses()
        }
    yield at_most(
        f"queries for {len(answers)} catalogue answers that nobody asked before", asked.calls, 0
    )
    yield from _again(
        client,
        {
            address: answers[address]["ETag"]
            for address in remembered_addresses()
            if "ETag" in answers[address]
        },
    )


def _again(client: Client, etags: dict[str, str]) -> Iterator[Row]:
    asked = StatementCounter()
    with connection.execute_wrapper(asked), mock.patch.object(RememberedView, "get") as worked_out:
        answers = [
            client.get(address, headers={"if-none-match": etag}) for address, etag in etags.items()
        ]
    unmodified = sum(answer.status_code == 304 and not answer.content for answer in answers)
    yield at_most(f"queries for {len(etags)} conditional requests", asked.calls, 0)
    yield at_most("conditional requests that were worked out again", worked_out.call_count, 0)
    yield at_most("conditional requests not answered by an empty 304", len(etags) - unmodified, 0)
