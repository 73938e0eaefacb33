"""Whose uploads may be attached: a citizen's, or those made under a ticket without a session.

A file that belongs to no report yet is marked with a keyed hash of its holder, which is taken off
when it is attached: then only the report leads to the file.
"""

import secrets
from datetime import timedelta

from django.core.signing import BadSignature, TimestampSigner

from citizens.models import Citizen
from foundation.records.encryption import keyed_hash
from reports.querysets import citizen_hash

# As long as files wait to be attached (EVIDENCE_UNUSED_HOURS): people write for a while.
LIFETIME = timedelta(hours=24)
_SIGNER = TimestampSigner(salt="reports.evidence", sep=".")
NOBODY = ""


def new_ticket() -> str:
    """Return a ticket for somebody without a session, under which files are uploaded and sent."""
    return _SIGNER.sign(secrets.token_urlsafe(18))


def holder_of_ticket(ticket: str) -> str:
    """Return the mark of who holds the ticket; NOBODY if it is not ours or has ended."""
    try:
        return keyed_hash("evidence-ticket", _SIGNER.unsign(ticket, max_age=LIFETIME))
    except BadSignature:
        return NOBODY


def holder_of(citizen: Citizen | None, ticket: str) -> str:
    """Return the mark of the citizen's uploads or, without a session, of the ticket's."""
    return citizen_hash(citizen) if citizen else holder_of_ticket(ticket)
