"""Pictures for the reports of the demo: drawn, and received as uploads are."""

import io
from datetime import datetime
from random import Random
from uuid import UUID

from django.test import RequestFactory
from PIL import Image, ImageDraw

from foundation.media.sealed_files import delete_sealed
from reports.evidence import receiving
from reports.evidence.custody_ends import REGISTER, path_of_end
from reports.evidence.holders import Holder
from reports.evidence.receiving import Said
from reports.models import Evidence

WIDTH, HEIGHT = 480, 360
HORIZON = 200
_EXIF_IFD, _TAKEN, _OFFSET = 0x8769, 0x9003, 0x9011
SKIES = ("#bcd7ee", "#d9e2ea", "#8fb4d8", "#e8d5b7", "#5b6b86")


def draw(random: Random, taken_at: datetime) -> bytes:
    """Return a JPEG of a street with things on it, whose EXIF says when it was taken."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), random.choice(SKIES))
    pen = ImageDraw.Draw(picture)
    for left in range(0, WIDTH, 60):
        top = random.randrange(40, HORIZON - 30)
        shade = random.randrange(90, 200)
        pen.rectangle((left, top, left + 56, HORIZON), fill=(shade, shade - 20, shade - 40))
    pen.rectangle((0, HORIZON, WIDTH, HEIGHT), fill="#55585c")
    for left in range(random.randrange(40), WIDTH, 80):
        pen.rectangle((left, 275, left + 40, 281), fill="#e8e8e8")
    for _car in range(random.randrange(1, 4)):
        left, top = random.randrange(WIDTH - 110), random.randrange(HORIZON, HEIGHT - 60)
        colour = random.choice(("#b3261e", "#1f4e8c", "#f2f2f2", "#2c2c2c", "#d9a400"))
        pen.rounded_rectangle((left, top, left + 100, top + 45), 12, fill=colour)
        pen.rectangle((left + 38, top + 30, left + 62, top + 38), fill="white")
    light = random.choice(("#d11507", "#f0b400", "#19843b"))
    pen.rectangle((400, 60, 424, 130), fill="#202020")
    pen.ellipse((403, 64, 421, 82), fill=light)
    return _encode(picture, taken_at)


def _encode(picture: Image.Image, taken_at: datetime) -> bytes:
    exif = Image.Exif()
    exif.get_ifd(_EXIF_IFD).update({_TAKEN: f"{taken_at:%Y:%m:%d %H:%M:%S}", _OFFSET: "+07:00"})
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80, exif=exif)
    return out.getvalue()


def receive(holder: Holder, picture: bytes) -> UUID:
    """Receive a picture as an upload of `holder`, and return its id."""
    request = RequestFactory().post("/", data=picture, content_type="image/jpeg")
    said = Said("zcamera_photo", own_recording=True, keeps_original=True)
    (row,) = receiving.receive_body(request, holder, said)
    return row.pk


def delete_files() -> int:
    """Delete the originals of all evidence with the ends of their chains; return their number."""
    known = list(Evidence.objects.values_list("pk", flat=True))
    for file_id in known:
        delete_sealed(file_id)
        path_of_end(file_id).unlink(missing_ok=True)
    path_of_end(REGISTER).unlink(missing_ok=True)
    return len(known)
