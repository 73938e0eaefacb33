"""Reports whose sender did not add what was asked for."""

import pytest

from foundation.desk.roles import Role
from foundation.records.one_by_one import RowsFailed
from reports import jobs
from reports.actions import officers, reminding
from reports.models import Report
from tests.reports.factories import report
from tests.reports.officers import listed, officer_of, received, verifying

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("before", [received, verifying])
def test_they_go_back_to_where_they_came_from(commune, lan, time_machine, before, told):
    row = before(report(commune, lan))
    status, due = row.status, row.due_at
    officers.ask_more(row, officer_of(commune, Role.VERIFIER), [listed("ask_more")])
    told.clear()
    time_machine.move_to("2026-11-30T23:59:59+07:00", tick=False)
    jobs.remind_reporters()
    assert Report.objects.get(pk=row.pk).status == "need_more"
    time_machine.move_to("2026-12-01T00:00:00+07:00", tick=False)
    for _time in range(2):
        jobs.remind_reporters()
    back = Report.objects.get(pk=row.pk)
    assert (back.status, back.supply_by, back.due_at) == (status, None, due)
    assert [e.move for e in row.events.filter(officer=None)] == ["remind"]
    assert told == []


def test_one_that_fails_keeps_no_other_waiting(commune, lan, time_machine, monkeypatch):
    first, second = (received(report(commune, lan)) for _number in range(2))
    for row in (first, second):
        officers.ask_more(row, officer_of(commune, Role.VERIFIER), [listed("ask_more")])
    make = reminding.make_move
    broken = lambda row, move: 1 // 0 if row.pk == first.pk else make(row, move)  # noqa: E731
    monkeypatch.setattr(reminding, "make_move", broken)
    time_machine.move_to("2026-12-01T00:00:00+07:00", tick=False)
    with pytest.raises(RowsFailed):
        jobs.remind_reporters()
    statuses = dict(Report.objects.values_list("pk", "status"))
    assert statuses == {first.pk: "need_more", second.pk: "received"}
