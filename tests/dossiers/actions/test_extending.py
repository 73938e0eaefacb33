"""Extending the due date."""

from datetime import date

import pytest

from dossiers import actions
from dossiers.due.clock import local_day
from tests.dossiers.actions.refusing import refused
from tests.dossiers.factories import MACHINE, at, dossier, move

pytestmark = pytest.mark.django_db


def extension(
    row, last_day=date(2026, 12, 10), apology="Xin lỗi, cơ quan khác chưa trả lời.", **values
):
    return actions.extend, row.pk, last_day, apology, values.get("by", MACHINE)


def test_an_extension_moves_the_due_date(now):
    row = dossier()  # due on 3/12
    now("2026-12-01 10:00")
    action, *arguments = extension(row)
    event = action(*arguments)
    row.refresh_from_db()
    assert (row.due_at, row.extended_to) == (at("2026-12-10 23:59:59"), date(2026, 12, 10))
    assert (event.kind, event.public_note, event.status_to) == (
        "extension",
        row.apology,
        "accepted",
    )
    assert refused(*extension(row, date(2026, 12, 17))) == {"__all__": ["already_extended"]}
    now("2026-12-02 10:00")
    move(row, "suspended")
    now("2026-12-04 10:00")
    # two days later, and no Saturday
    assert local_day(move(row, "processing").due_at) == date(2026, 12, 14)


@pytest.mark.parametrize(
    ("moment", "values", "expected"),
    [
        ("2026-12-02 23:59", {}, None),  # one day before
        ("2026-12-03 00:00", {}, {"__all__": ["too_late_to_extend"]}),
        ("2026-12-04 10:00", {}, {"__all__": ["too_late_to_extend"]}),
        ("2026-12-01 10:00", {"apology": " "}, {"apology": ["apology_missing"]}),
        ("2026-12-01 10:00", {"apology": "x" * 2001}, {"apology": ["apology_missing"]}),
        ("2026-12-01 10:00", {"last_day": date(2026, 12, 3)}, {"last_day": ["not_later"]}),
        ("2026-12-01 10:00", {"last_day": date(2028, 12, 3)}, {"last_day": ["not_later"]}),
        ("2026-12-01 10:00", {"last_day": date(2026, 12, 12)}, {"last_day": ["day_off"]}),
    ],
)
def test_an_extension_is_limited_in_time(now, moment, values, expected):
    row = dossier()
    now(moment)
    if expected is None:
        action, *arguments = extension(row, **values)
        action(*arguments)
    else:
        assert refused(*extension(row, **values)) == expected


def test_a_paused_dossier_cannot_be_extended(now):
    assert refused(*extension(move(dossier(), "suspended"))) == {"__all__": ["clock_not_running"]}
