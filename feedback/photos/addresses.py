"""Short-lived signed addresses.

Of a photo for those who may see it, and of the upload for a client that sends no headers.

`openMediaPicker` posts files itself and takes an address only, so the session cannot come as a
header: a ticket in the address stands for it, for a few minutes, for uploads only. A photo's name
is its address: the client may hand back what it got, `<id>.<time>.<signature>.jpg`, of which only
the id counts when a message is sent.
"""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.urls import reverse
from django.utils import timezone

from citizens.models import Citizen
from feedback.models import Photo

SUFFIX = ".jpg"
MAX_NAME = 200


def _signer(purpose: str) -> TimestampSigner:
    return TimestampSigner(salt=f"feedback.photos.{purpose}", sep=".")


def sign_name(photo: Photo) -> str:
    """Return the name under which the photo may be fetched for PHOTO_ADDRESS_MINUTES."""
    return _signer("view").sign(photo.pk.hex) + SUFFIX


def sign_path(photo: Photo) -> str:
    """Return the path of the photo for PHOTO_ADDRESS_MINUTES.

    Give it only to those who may see the photo.
    """
    return reverse("photo", args=[sign_name(photo)])


def read_signed_name(name: str) -> uuid.UUID | None:
    """Return whose photo a name shows, None where the name is not ours or its time is over."""
    try:
        age = timedelta(minutes=settings.PHOTO_ADDRESS_MINUTES)
        return uuid.UUID(_signer("view").unsign(name.removesuffix(SUFFIX), max_age=age))
    except (BadSignature, ValueError):
        return None


def read_photo_id(name: str) -> uuid.UUID | None:
    """Return the id in what a client hands back, whatever stands behind it."""
    try:
        return uuid.UUID(hex=name.partition(".")[0])
    except ValueError:
        return None


def make_ticket(citizen: Citizen) -> str:
    """Return a ticket with which this citizen may upload photos for PHOTO_ADDRESS_MINUTES."""
    return _signer("upload").sign(f"{citizen.pk}-{citizen.generation}")


def upload_path() -> str:
    """Return the path to which photos are posted."""
    return reverse("photos")


def address_expiry() -> datetime:
    """Return when an address that is made now ends."""
    return timezone.now() + timedelta(minutes=settings.PHOTO_ADDRESS_MINUTES)


def find_ticket_holder(ticket: str) -> Citizen | None:
    """Return whose ticket it is, None where it is not ours.

    Its time is over or the citizen's sessions ended.
    """
    try:
        age = timedelta(minutes=settings.PHOTO_ADDRESS_MINUTES)
        number, _sep, generation = _signer("upload").unsign(ticket, max_age=age).partition("-")
        found: Citizen | None = (
            Citizen.objects.active().filter(pk=int(number), generation=int(generation)).first()
        )
    except (BadSignature, ValueError):
        return None
    return found
