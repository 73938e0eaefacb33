"""Whose uploads may be attached: a citizen's, or those made under a ticket without a session.

A file that belongs to no report yet is marked with a keyed hash of its holder, which is taken off
when it is attached: then only the report leads to the file.

`openMediaPicker` posts files itself and cannot send the session's header, so a ticket in the
address stands for the session, for uploads only. Without a session the ticket itself is the holder:
its secret is known to nobody else.
"""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.utils import timezone

from citizens.models import Citizen
from foundation.media.reencoding import CITIZENS, STRANGERS, Places
from foundation.records.encryption import keyed_hash
from foundation.records.identity import bound
from foundation.records.opaque_numbers import hide, reveal
from reports.querysets import citizen_hash

# As long as files without a session wait to be attached: people write for a while.
LIFETIME = timedelta(hours=24)
NOBODY = ""
PURPOSE = "evidence-ticket"
# Marks of tickets begin with a letter that is no hexadecimal digit, so that what waits under them
# can be told from what waits for citizens.
OF_TICKET = "t"
MAX_TICKET = 300


@dataclass(frozen=True)
class Holder:
    """The uploader: `request.user` of uploads. Without a session, `citizen` is None.

    The `address` of a stranger is looked at while they upload, and stored nowhere.
    """

    mark: str = field(repr=False)
    citizen: Citizen | None = None
    is_authenticated: bool = True
    address: str = field(default="", repr=False)

    @property
    def is_stranger(self) -> bool:
        """True without a session. Tickets are unlimited, so strangers share one bound."""
        return self.citizen is None

    @property
    def places(self) -> Places:
        """Where the pictures are decoded."""
        return STRANGERS if self.is_stranger else CITIZENS


def _signer(purpose: str) -> TimestampSigner:
    return TimestampSigner(salt=bound(f"reports.evidence.{purpose}"), sep=".")


def new_ticket() -> str:
    """Return a ticket for somebody without a session, under which files are uploaded and sent."""
    return _signer("nobody").sign(secrets.token_urlsafe(18))


def ticket_of(citizen: Citizen) -> str:
    """Return a ticket for a citizen's uploads; it ends with their sessions."""
    return _signer("citizen").sign(f"{hide(PURPOSE, citizen.pk)}-{citizen.generation}")


def ticket_expiry(citizen: Citizen | None) -> datetime:
    """Return when a ticket that is made now ends."""
    return timezone.now() + _lifetime(of_citizen=citizen is not None)


def _lifetime(*, of_citizen: bool) -> timedelta:
    return timedelta(minutes=settings.EVIDENCE_TICKET_MINUTES) if of_citizen else LIFETIME


def holder_of_ticket(ticket: str) -> str:
    """Return the mark of who holds the ticket; NOBODY if it is not ours or has ended.

    A citizen's ticket is for uploads only: whoever finds one cannot send the files.
    """
    try:
        found = keyed_hash("evidence-ticket", _signer("nobody").unsign(ticket, max_age=LIFETIME))
    except BadSignature:
        return NOBODY
    return f"{OF_TICKET}{found[:-1]}"


def holders_of(citizen: Citizen | None, ticket: str) -> frozenset[str]:
    """Return the marks of the uploads that somebody may send: of the session and of the ticket.

    Both, because who uploads without a session may log in before sending.
    """
    marks = {citizen_hash(citizen) if citizen else NOBODY, holder_of_ticket(ticket)}
    return frozenset(marks - {NOBODY})


def holder_of_citizen(citizen: Citizen) -> Holder:
    """Return a citizen as the holder of uploads."""
    return Holder(citizen_hash(citizen), citizen)


def find_holder(ticket: str) -> Holder | None:
    """Return who may upload under a ticket; None if it is not ours, or has ended."""
    if mark := holder_of_ticket(ticket):
        return Holder(mark)
    try:
        signed = _signer("citizen").unsign(ticket, max_age=_lifetime(of_citizen=True))
        hidden, _sep, generation = signed.partition("-")
        number = reveal(PURPOSE, hidden) or 0
        found = Citizen.objects.active().filter(pk=number, generation=int(generation)).first()
    except (BadSignature, ValueError):
        return None
    return holder_of_citizen(found) if found else None
