"""Two officers at one report: one wins, and the other is told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from foundation.api.problems import Problem
from reports.actions import deciding, incidents, officers, reporter
from reports.actions.acting import Sender
from reports.models import Report
from reports.workflow import Status
from tests.offices.factories import office
from tests.reports.factories import report
from tests.reports.officers import conclusion, leader_of, officer_of, received, verifying

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite",
        reason="SQLite has one writer, and its tests share one connection between threads",
    ),
]
ROUNDS = 5


def at_once(*acts):
    """Do `acts` in threads that start together; return what each returned or raised."""
    barrier = Barrier(len(acts))

    def run(act):
        try:
            barrier.wait()
            return act()
        except Exception as error:  # noqa: BLE001  # the test inspects it
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def lost(results):
    """Return how many were told that something happened meanwhile."""
    told = [one for one in results if isinstance(one, Problem)]
    assert all(one.type.code == "report_moved_on" for one in told)
    assert all(isinstance(one, Report | Problem) for one in results), results
    return len(told)


@pytest.fixture
def commune():
    return office("ca-xa-a", name="Công an xã Ao Sen")


def test_of_two_who_take_a_report_on_one_wins(commune):
    one, two = leader_of(commune), leader_of(commune)
    for _round in range(ROUNDS):
        row = received(report(commune), one)
        seen = row.events_count
        results = at_once(
            lambda row=row, seen=seen: officers.take_on.seen(seen)(row, one),
            lambda row=row, seen=seen: officers.take_on.seen(seen)(row, two),
        )
        assert lost(results) == 1
        row.refresh_from_db()
        assert (row.status, row.events_count, row.events.count()) == (Status.VERIFYING, 2, 2)


def test_of_a_merge_and_a_conclusion_one_wins(commune):
    leader, receiver = leader_of(commune), officer_of(commune)
    for _round in range(ROUNDS):
        leading, row = verifying(report(commune), leader), received(report(commune))
        seen = leading.events_count
        results = at_once(
            lambda leading=leading, seen=seen: deciding.conclude.seen(seen)(
                leading, leader, conclusion()
            ),
            lambda row=row, leading=leading: incidents.merge(row, receiver, leading, "Vụ"),
        )
        assert lost(results) == 1
        row.refresh_from_db()
        leading.refresh_from_db()
        states = {(leading.status, row.status)}
        assert states < {
            (Status.CONCLUDED, Status.RECEIVED),
            (Status.VERIFYING, Status.MERGED),
        }


def test_merges_in_opposite_directions_do_not_wait_for_each_other(commune):
    receiver = officer_of(commune)
    for _round in range(ROUNDS):
        one, two = received(report(commune)), received(report(commune))
        results = at_once(
            lambda one=one, two=two: incidents.merge(one, receiver, two, "Vụ"),
            lambda one=one, two=two: incidents.merge(two, receiver, one, "Vụ"),
        )
        assert lost(results) == 1


def test_of_a_dispute_of_a_merged_report_and_its_split_one_wins(commune):
    leader, receiver = leader_of(commune), officer_of(commune)
    for _round in range(ROUNDS):
        leading, row = verifying(report(commune), leader), received(report(commune))
        incidents.merge(row, receiver, leading, "Vụ")
        deciding.conclude(Report.objects.get(pk=leading.pk), leader, conclusion())
        results = at_once(
            lambda row=row: reporter.dispute(Sender(None), row, "Chưa đồng ý"),
            lambda row=row: incidents.split(row, receiver, "Khác vụ"),
        )
        assert lost(results) == 1
        row.refresh_from_db()
        assert (row.status, row.incident) in {(Status.DISPUTED, None), (Status.RECEIVED, None)}
