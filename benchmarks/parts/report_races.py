"""Two officers at one report at once, over HTTP: one must win, and the other must be told so.

Both have opened a dialog while nothing had happened, and send it in the same moment: a leader takes
the report on while the one above hands it over, then a receiver merges two reports while a leader
concludes one of them, by turns the one that would lead and the one that would be merged.
"""

import http.client
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.messages import constants
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string

from benchmarks.keys import new_keys
from benchmarks.measuring import report_progress
from benchmarks.report import Row, at_least, at_most
from benchmarks.servers import Server
from benchmarks.signed_in_officers import officer, serving_officers, signed_in
from benchmarks.whole_dossiers import first_commune
from citizens.models import Citizen, Notice
from foundation.desk.roles import Role
from foundation.records.encryption import encrypt
from offices.models import Office
from reports import numbers, seals
from reports.kinds.shipping import create_kinds
from reports.models import HandOver, Report, ReportEvent
from reports.workflow import Move, Outcome, Status

TIMES, TIMES_SMALL = 1_000, 20
KIND = "traffic_violation"
HEAD_START = 0.05  # seconds at most, less than an answer takes
CSRF_LENGTH = 32  # of the secret that Django compares with what the form sends
# What whoever was slower reads: the state was another, or the other report is over.
TOLD = ("Phản ánh này vừa thay đổi", "Chỉ gộp được vào phản ánh khác chưa kết luận")
RECEIVED = {Move.SEND: Status.SENT, Move.RECEIVE: Status.RECEIVED}
VERIFYING = {**RECEIVED, Move.TAKE_ON: Status.VERIFYING}
HANDED_OVER = {
    "body": "Cơ quan Cảnh sát điều tra",
    "slip_number": "12/PC",
    "words": "Đã chuyển cơ quan có thẩm quyền.",
}
CONCLUDED = {
    "outcome": Outcome.NO_VIOLATION.value,
    "document_number": "45/KL-CSGT",
    "words": "Đã xác minh, không có vi phạm.",
}
WON, LOST, NEITHER = "won", "told", "neither"


@dataclass(frozen=True)
class _Dialog:
    """A dialog that was opened when `report` was read, filled in with `values`."""

    report: Report
    name: str
    values: Mapping[str, str]


@dataclass(frozen=True)
class _Browser:
    """An officer who is signed in, with the proof that forms come from their own pages."""

    server: Server
    cookies: str
    proof: str

    def send(self, dialog: _Dialog) -> str:
        """Send a dialog and return how it ended."""
        report = dialog.report
        sent = {"seen": report.events_count, "_form_submitted": "on", **dialog.values}
        headers = {
            "Cookie": f"{self.cookies}; {settings.CSRF_COOKIE_NAME}={self.proof}",
            "X-CSRFToken": self.proof,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        line = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        try:
            path = reverse(f"admin:reports_report_{dialog.name}", args=[report.pk])
            line.request("POST", path, urlencode(sent), headers)
            answer = line.getresponse()
            content = answer.read().decode()
        finally:
            line.close()
        assert answer.status == http.HTTPStatus.OK, (path, answer.status, content[:300])
        return _ending(answer.msg.get_all("Set-Cookie", []))


def _ending(set_cookies: list[str]) -> str:
    """Return how a dialog ended, from the message that the officer reads on the next page."""
    request = HttpRequest()
    for line in set_cookies:
        request.COOKIES |= {name: one.value for name, one in SimpleCookie(line).items()}
    said = list(CookieStorage(request))
    if [one.level for one in said] == [constants.SUCCESS]:
        return WON
    if [one.level for one in said] == [constants.ERROR] and said[0].message.startswith(TOLD):
        return LOST
    return NEITHER


def measure(database: str, *, small: bool) -> Iterator[Row]:
    """Yield the rows about two officers, and about merging against concluding."""
    keys, times = new_keys(), TIMES_SMALL if small else TIMES
    create_kinds()
    sender = Citizen.objects.create(app_id="bench-race", zalo_user_id="reporter")
    office, above = first_commune(), Office.objects.get(kind=Office.Kind.PROVINCE)
    users = [officer(Role.LEADER, office), officer(Role.LEADER, above)]
    users.append(officer(Role.RECEIVER, office))
    cookies = [signed_in(user) for user in users]
    with serving_officers(database, keys) as server, ThreadPoolExecutor(2) as threads:
        browsers = [_Browser(server, one, get_random_string(CSRF_LENGTH)) for one in cookies]
        leader, other, receiver = browsers
        received = _reports(office, sender, times, RECEIVED)
        yield from _decisions(_Race(threads, leader, other), received)
        first, second = (_reports(office, sender, times, VERIFYING) for _side in range(2))
        yield from _merges(_Race(threads, receiver, leader), list(zip(first, second, strict=True)))
    yield at_most("… moves of which the sender was not told exactly once", _not_told_once(), 0)


def _reports(
    office: Office, sender: Citizen, number: int, past: Mapping[Move, Status]
) -> list[Report]:
    """Make reports with a sender, that have made the moves of `past`."""
    now, words = timezone.now(), encrypt("Xe vượt đèn đỏ ở ngã tư Trần Phú.")
    common = {
        "kind_id": KIND,
        "office": office,
        "status": list(past.values())[-1],
        "events_count": len(past),
    }
    made: list[Report] = Report.objects.bulk_create(
        Report(number=numbers.new_number(now), words=words, **common) for _one in range(number)
    )
    for report in made:
        seals.seal(report, sender, {})
    ReportEvent.objects.bulk_create(
        ReportEvent(report=report, move=move, status=status, office=office)
        for report in made
        for move, status in past.items()
    )
    return made


@dataclass(frozen=True)
class _Race:
    """Two officers, and the threads in which they send at once, either of them first."""

    threads: ThreadPoolExecutor
    one: _Browser
    other: _Browser
    dice: random.Random = field(default_factory=lambda: random.Random(17))

    def run(self, first: _Dialog, second: _Dialog) -> tuple[str, str]:
        """Let `one` send `first` while `other` sends `second`; return how it ended for each."""
        start = threading.Barrier(2)

        def send(browser: _Browser, dialog: _Dialog) -> str:
            start.wait()
            time.sleep(self.dice.uniform(0, HEAD_START))
            return browser.send(dialog)

        left, right = self.threads.map(send, (self.one, self.other), (first, second))
        return left, right


def _outcome(what: str, ended: list[tuple[str, str]]) -> Iterator[Row]:
    right = sum(sorted(two) == sorted((WON, LOST)) for two in ended)
    yield at_least(
        f"{what}, {len(ended):,} times: one wins and the other is told", right, len(ended)
    )
    yield Row("– of these the first one won", sum(two[0] == WON for two in ended))


def _is_whole(before: Report, now: Report, *, moves: int, touched: int = 0) -> bool:
    """Return True if the report has made so many moves since, and its status is the last one's.

    `touched`: how often its count went up without a move, for those who had it open.
    """
    events = list(now.events.order_by("pk").values_list("status", flat=True))
    return (
        len(events) == before.events_count + moves
        and now.events_count == len(events) + touched
        and events[-1] == now.status
    )


# --- two decisions -------------------------------------------------------------------------------


def _decisions(race: _Race, reports: list[Report]) -> Iterator[Row]:
    ended = [
        race.run(
            _Dialog(report, "take_on", {"note": ""}), _Dialog(report, "hand_over", HANDED_OVER)
        )
        for report in report_progress("two officers at once", reports, len(reports))
    ]
    yield from _outcome("two officers at one report at once", ended)
    wrong = sum(
        _standing_decision(report) != two for report, two in zip(reports, ended, strict=True)
    )
    yield at_most("… reports half written, or otherwise than told", wrong, 0)


def _standing_decision(before: Report) -> tuple[str, str] | None:
    """Return how it should have ended for both, as the report stands; None if it is not whole."""
    report = Report.objects.get(pk=before.pk)
    handed_over = HandOver.objects.filter(report=report).count()
    standing = (Status(report.status), report.outcome, handed_over)
    if not _is_whole(before, report, moves=1):
        return None
    return {
        (Status.VERIFYING, "", 0): (WON, LOST),
        (Status.CONCLUDED, Outcome.HANDED_OVER, 1): (LOST, WON),
    }.get(standing)


# --- a merge against a conclusion ----------------------------------------------------------------


def _merges(race: _Race, pairs: list[tuple[Report, Report]]) -> Iterator[Row]:
    ended, wrong = [], 0
    for number, pair in report_progress("merges", enumerate(pairs), len(pairs)):
        merged, leading = pair
        concluded = pair[number % 2]
        merging = _Dialog(merged, "merge", {"number": leading.number, "title": "Đua xe"})
        two = race.run(merging, _Dialog(concluded, "conclude", CONCLUDED))
        ended.append(two)
        other = leading if concluded is merged else merged
        stands = {
            (WON, LOST): _is_merged(merged, leading), (LOST, WON): _is_concluded(concluded, other),
        }  # fmt: skip
        wrong += not stands.get(two, False)
    yield from _outcome("a merge against a conclusion of one of both", ended)
    yield at_most("… pairs half written, or otherwise than told", wrong, 0)


def _is_merged(merged: Report, leading: Report) -> bool:
    """Return True if one report is merged into the other, which nobody has decided."""
    one, other = _as_they_stand(merged, leading)
    return (
        (one.status, other.status) == (Status.MERGED, Status.VERIFYING)
        and one.incident_id is not None
        and one.incident_id == other.incident_id
        and _is_whole(merged, one, moves=1)
        and _is_whole(leading, other, moves=0, touched=1)
    )


def _is_concluded(concluded: Report, left: Report) -> bool:
    """Return True if one report is concluded, and nothing happened to the other."""
    one, other = _as_they_stand(concluded, left)
    return (
        (one.status, other.status) == (Status.CONCLUDED, Status.VERIFYING)
        and one.incident_id is None
        and other.incident_id is None
        and _is_whole(concluded, one, moves=1)
        and _is_whole(left, other, moves=0)
    )


def _as_they_stand(one: Report, other: Report) -> tuple[Report, Report]:
    return Report.objects.get(pk=one.pk), Report.objects.get(pk=other.pk)


def _not_told_once() -> int:
    """Count officers' moves without a notice, and notices without a move of their own."""
    moves = ReportEvent.objects.filter(officer__isnull=False).count()
    notices = Notice.objects.filter(event__startswith="report_")
    told = Counter(notices.values_list("change", flat=True))
    return abs(moves - len(told)) + sum(told.values()) - len(told)
