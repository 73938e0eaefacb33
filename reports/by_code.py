"""Reports without a session: numbers, secret codes, and passes for who has both.

Every miss of a look-up runs the same queries and the same hashing and gets the same answer, so that
nobody learns whether a number exists; how often one may try, `citizens.guessing` says.

A pass lets who looked a report up act on it for half an hour. It is signed and names the report
only, by its number, which is random: who reads a pass must not learn how many reports there are.
"""

import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.signing import BadSignature, TimestampSigner
from django.db import IntegrityError, transaction
from django.utils import timezone
from rest_framework.authentication import BaseAuthentication
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from citizens import guessing
from citizens.guessing import Caller
from citizens.models import Citizen
from foundation.api.problems import Problem
from foundation.records.encryption import keyed_hash
from foundation.records.identity import bound
from offices.working_time.calendar import ZONE
from reports.models import Report

# Crockford's base 32: without I, L, O and U, which are misread.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
NUMBER_LENGTH = 6  # 32^6 = 10^9 numbers a year: the number tells nobody how many reports there are
SECRET_LENGTH = 16  # 80 bits: nobody guesses them
GROUP = 4
TRIES = 5  # to find a number that is free
PREFIX_LENGTH = 4  # «PA26»
NO_HASH = "0" * 64  # what a wrong secret is compared with where there is none
LIFETIME = timedelta(minutes=30)
SCHEME = "Report"
_HEADER = re.compile(r"Report +([!-~]{1,100}) *", re.IGNORECASE)


def _random(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def new_number(at: datetime) -> str:
    """Return a number such as «PA26-7K3M9Q»; the caller tries again if it is taken."""
    return f"PA{at.astimezone(ZONE):%y}-{_random(NUMBER_LENGTH)}"


def secret_of(seed: str) -> str:
    """Return the secret code of a seed in groups of four, shown to the sender of a report only.

    It follows from the seed (`idempotency.once_with_seed`), so that who sends once more because the
    answer got lost is told the same code, which is stored nowhere.
    """
    number = int(keyed_hash("report-secret-of-seed", seed), 16)
    plain = "".join(ALPHABET[number >> 5 * place & 31] for place in range(SECRET_LENGTH))
    return "-".join(plain[i : i + GROUP] for i in range(0, SECRET_LENGTH, GROUP))


def read_number(typed: str) -> str:
    """Return a number as it is stored, from however it was typed.

    >>> read_number(" pa26 7k3m9q"), read_number("PA26-7K3M9O")
    ('PA26-7K3M9Q', 'PA26-7K3M90')
    """
    plain = clean_code(typed)
    return f"{plain[:PREFIX_LENGTH]}-{plain[PREFIX_LENGTH:]}"


def clean_code(typed: str) -> str:
    """Return a number or secret as typed or pasted in its normal form: letters and digits only.

    Letters that are misread are read as what they look like.
    """
    upper = typed.upper().translate(str.maketrans("OILU", "011V"))
    return "".join(character for character in upper if character in ALPHABET)


def secret_hash(secret: str) -> str:
    """Return the keyed hash by which a secret code is compared."""
    return keyed_hash("report-secret", clean_code(secret))


def save_with_number(report: Report, now: datetime) -> None:
    """Save a new report under a number that is free."""
    for _try in range(TRIES):
        report.number = new_number(now)
        try:
            with transaction.atomic():
                report.save(force_insert=True)
        except IntegrityError:
            if not Report.objects.filter(number=report.number).exists():
                raise
        else:
            return
    raise Problem("unavailable", retry_after=1)


def look_up(caller: Caller, number: str, secret: str) -> int:
    """Return the id of the report. Raises Problem `report_not_found` and `throttled`."""
    asked = read_number(number)
    row = Report.objects.filter(number=asked).values("pk", "secret_hash").first()

    def find() -> int | None:
        known = (row or {}).get("secret_hash") or NO_HASH
        fits = hmac.compare_digest(secret_hash(secret), known)
        return int(row["pk"]) if row and fits else None

    found = guessing.attempt(
        caller,
        guessing.Asked(guessing.Subject.REPORT, asked, guessing.Given.SECRET_CODE),
        find,
    )
    if found is None:
        raise Problem("report_not_found")
    return found


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


class PassAuthentication(BaseAuthentication):
    """Makes `request.user` the bearer of the pass. Another scheme is left to others."""

    problem_codes = ("report_pass_ended",)

    def authenticate(self, request: Request) -> tuple[Bearer, None] | None:
        """Return the bearer. Raises Problem `report_pass_ended`."""
        header = request.META.get("HTTP_AUTHORIZATION", "")
        if header.partition(" ")[0].lower() != SCHEME.lower():
            return None
        found = _HEADER.fullmatch(header)
        bearer = read_pass(found[1]) if found else None
        if bearer is None:
            raise Problem("report_pass_ended")
        return bearer, None

    def authenticate_header(self, _request: Request) -> str:
        """Return the challenge of a 401."""
        return SCHEME


class IsReporter(BasePermission):
    """Allows citizens with a session and bearers of a pass; the view finds what is theirs."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Return True if there is somebody whose reports can be found."""
        return isinstance(request.user, Citizen | Bearer)
