"""Short-lived signed addresses: of a photo, and of the upload.

`openMediaPicker` posts files itself and cannot send the session's header. A ticket in the address
replaces the session for a few minutes, for uploads only. A photo's name,
`<id>.<time>.<signature>.jpg`, is its address; when a message is sent only the id in it counts.
"""

import time
import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner, b62_encode
from django.urls import reverse
from django.utils import timezone

from citizens.models import Citizen
from feedback.models import Photo
from foundation.records.opaque_numbers import hide, reveal

SUFFIX = ".jpg"
SMALL_SUFFIX = ".small.jpg"
MAX_NAME = 200
MINUTE = 60
PURPOSE = "photo-ticket"


def _signer(purpose: str) -> TimestampSigner:
    return TimestampSigner(salt=f"feedback.photos.{purpose}", sep=".")


def sign_name(photo: Photo) -> str:
    """Return the name of the photo in its address, valid for PHOTO_ADDRESS_MINUTES."""
    return _signer("view").sign(photo.pk.hex) + SUFFIX


def sign_path(photo: Photo) -> str:
    """Return the photo's path, valid for PHOTO_ADDRESS_MINUTES.

    Give it only to people who may see the photo.
    """
    return reverse("photo", args=[sign_name(photo)])


class _RoundedSigner(TimestampSigner):
    """Signs with a time rounded down to half the validity of an address."""

    def timestamp(self) -> str:
        """Return the start of the current interval."""
        span = max(1, settings.PHOTO_ADDRESS_MINUTES * MINUTE // 2)
        return b62_encode(int(time.time()) // span * span)


def _small_signer() -> TimestampSigner:
    return _RoundedSigner(salt="feedback.photos.small", sep=".")


def sign_small_path(photo: Photo) -> str:
    """Return the path of the photo's small rendition, valid for half of PHOTO_ADDRESS_MINUTES.

    It stays the same for a while, so that the citizen's phone need not load it again.
    """
    return reverse("photo", args=[_small_signer().sign(photo.pk.hex) + SMALL_SUFFIX])


def read_signed_name(name: str) -> uuid.UUID | None:
    """Return the photo's id, or None if the name is not ours or has expired."""
    return _unsign(_signer("view"), name.removesuffix(SUFFIX))


def read_small_name(name: str) -> uuid.UUID | None:
    """Return the photo's id of a small rendition's name; None as in `read_signed_name`."""
    if not name.endswith(SMALL_SUFFIX):
        return None
    return _unsign(_small_signer(), name.removesuffix(SMALL_SUFFIX))


def _unsign(signer: TimestampSigner, signed: str) -> uuid.UUID | None:
    age = timedelta(minutes=settings.PHOTO_ADDRESS_MINUTES)
    try:
        return uuid.UUID(signer.unsign(signed, max_age=age))
    except (BadSignature, ValueError):
        return None


def read_photo_id(name: str) -> uuid.UUID | None:
    """Return the id in a name that a client sends back, expired or not; None if there is none."""
    try:
        return uuid.UUID(hex=name.partition(".")[0])
    except ValueError:
        return None


def make_ticket(citizen: Citizen) -> str:
    """Return a ticket with which the citizen may upload for PHOTO_ADDRESS_MINUTES."""
    return _signer("upload").sign(f"{hide(PURPOSE, citizen.pk)}-{citizen.generation}")


def upload_path() -> str:
    """Return the path to which photos are posted."""
    return reverse("photos")


def address_expiry() -> datetime:
    """Return when a new address expires."""
    return timezone.now() + timedelta(minutes=settings.PHOTO_ADDRESS_MINUTES)


def find_ticket_holder(ticket: str) -> Citizen | None:
    """Return the citizen of a ticket; None if it is invalid, expired, or the session ended."""
    try:
        age = timedelta(minutes=settings.PHOTO_ADDRESS_MINUTES)
        hidden, _sep, generation = _signer("upload").unsign(ticket, max_age=age).partition("-")
        found: Citizen | None = (
            Citizen.objects.active()
            .filter(pk=reveal(PURPOSE, hidden) or 0, generation=int(generation))
            .first()
        )
    except (BadSignature, ValueError):
        return None
    return found
