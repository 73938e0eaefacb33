"""A pass: who looked a report up by number and secret code may act on it for half an hour.

It is signed and names the report only, so that a sender without a name is known by nothing else:
by its number, which is random, because who reads a pass must not learn how many reports there are.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.signing import BadSignature, TimestampSigner
from django.utils import timezone

from foundation.records.identity import bound
from reports.models import Report

LIFETIME = timedelta(minutes=30)


@dataclass(frozen=True)
class Bearer:
    """Whoever holds a valid pass: `request.user` where one was sent. It is of one report."""

    number: str
    is_authenticated: bool = True


def _signer() -> TimestampSigner:
    return TimestampSigner(salt=bound("reports.pass"), sep=".")


def make_pass(report: Report) -> str:
    """Return a pass for a report. Give it only to who proved to be its sender."""
    return _signer().sign(report.number)


def pass_expiry() -> datetime:
    """Return when a pass that is made now ends."""
    return timezone.now() + LIFETIME


def read_pass(sent: str) -> Bearer | None:
    """Return the bearer; None if the pass is not ours or has ended."""
    try:
        return Bearer(_signer().unsign(sent, max_age=LIFETIME))
    except BadSignature:
        return None
