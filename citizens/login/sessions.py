"""A citizen's session is a signed token. Living sessions are not stored.

The token names the citizen, by a number that tells others nothing, the generation of their
sessions, a random id and the time of issue. It ends after SESSION_HOURS, with a log-out
(`EndedSession`), and when the generation moves: log-out everywhere, block and erasure move it. It
also ends when SECRET_KEY changes, unless the old key is among SECRET_KEY_FALLBACKS.
"""

import secrets
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db.models import Exists

from citizens.models import Citizen, EndedSession
from foundation.database.prepared import Given, Prepared
from foundation.records import opaque_numbers
from foundation.records.identity import bound

SALT = "citizens.session"
MAX_TOKEN_LENGTH = 512
SECONDS_PER_HOUR = 3600
CLOCK_TOLERANCE_SECONDS = 300
# Every request asks this.
_LIVING = Prepared(
    lambda: Citizen.objects.active().filter(
        ~Exists(EndedSession.objects.filter(token_id=Given("token"))),
        pk=Given("pk"),
        generation=Given("generation"),
    )
)


@dataclass(frozen=True)
class Session:
    """The content of a token."""

    citizen_id: int
    generation: int
    token_id: str = field(repr=False)
    issued_at: int

    @property
    def expires_at(self) -> datetime:
        """When the session ends by itself."""
        return datetime.fromtimestamp(
            self.issued_at + settings.SESSION_HOURS * SECONDS_PER_HOUR, UTC
        )


def _signer() -> Signer:
    return Signer(salt=bound(SALT))


def begin(citizen: Citizen) -> tuple[str, Session]:
    """Start a session of `citizen`; return its token and the session."""
    session = Session(citizen.pk, citizen.generation, secrets.token_urlsafe(16), int(time.time()))
    hidden = opaque_numbers.hide(SALT, session.citizen_id)
    content = [hidden, session.generation, session.token_id, session.issued_at]
    return _signer().sign_object(content), session


def read(token: str) -> Session | None:
    """Return the session of a valid token, None for any other. Needs no query."""
    if len(token) > MAX_TOKEN_LENGTH:
        return None
    match _content(_signer(), token) or _former_content(token):
        case [str() as hidden, int() as generation, str() as token, int() as issued_at]:
            number = opaque_numbers.reveal(SALT, hidden)
        case [int() as number, int() as generation, str() as token, int() as issued_at]:
            pass  # of a version before 0.9.0, for as long as its sessions live
        case _:
            return None
    if number is not None and _in_time(issued_at):
        return Session(number, generation, token, issued_at)
    return None


def _content(signer: Signer, token: str) -> Any:
    try:
        return signer.unsign_object(token)
    except (BadSignature, ValueError):
        return None


def _former_content(token: str) -> Any:
    """Return what a version signed that bound no token to its database and named citizens openly.

    Such tokens are made no more: the last ends SESSION_HOURS after the upgrade.
    """
    content = _content(Signer(salt=SALT), token)
    is_former = isinstance(content, list) and content and isinstance(content[0], int)
    return content if is_former else None


def _in_time(issued_at: int) -> bool:
    return (
        -CLOCK_TOLERANCE_SECONDS
        <= time.time() - issued_at
        < settings.SESSION_HOURS * SECONDS_PER_HOUR
    )


def find_citizen(session: Session) -> Citizen | None:
    """Return the citizen, None if the session has ended. One query."""
    return _LIVING.first(
        pk=session.citizen_id, generation=session.generation, token=session.token_id
    )
