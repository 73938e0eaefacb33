"""Request bodies that are too large for memory: forms with files, and parts of a file.

Our server passes a body on while it arrives, and ends it without an error when the connection
breaks (measured: docs/decisions/0023-media.md). So the received bytes are compared with the
declared length.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict
from django.http.multipartparser import MultiPartParser, MultiPartParserError
from rest_framework.exceptions import UnsupportedMediaType

from foundation.api.middleware import declared_length
from foundation.media.file_types import CUT_OFF, Refused
from foundation.media.upload_handler import ReceivedFile, SealingUploadHandler, TooLarge

CHUNK = 65_536


@dataclass(frozen=True)
class Form:
    """The texts of a form, and its files, sealed."""

    fields: QueryDict
    files: list[ReceivedFile]


class _Counted:
    """The body of a request, and how many bytes of it were read."""

    def __init__(self, request: HttpRequest) -> None:
        self._request, self.count = request, 0

    def read(self, size: int) -> bytes:
        chunk = self._request.read(size)
        self.count += len(chunk)
        return chunk


def receive_form(request: HttpRequest, most_bytes: int, most_files: int) -> Form:
    """Return a multipart form, whose files were sealed on arrival.

    For a view whose request has not been parsed. Raises Refused with a Vietnamese reason, and
    TooLarge if the files have more than `most_bytes` together. After any exception nothing remains.
    The caller stores the ids and keys, or calls `delete_sealed`.
    """
    handler = SealingUploadHandler(most_bytes, most_files)
    try:
        fields = _parse(request, handler)
    except BaseException:
        handler.discard()
        raise
    return Form(fields, handler.received)


def _parse(request: HttpRequest, handler: SealingUploadHandler) -> QueryDict:
    if request.content_type != "multipart/form-data":
        raise UnsupportedMediaType(request.content_type or "")
    body = _Counted(request)
    try:
        fields, _none = MultiPartParser(request.META, body, [handler], "utf-8").parse()  # type: ignore[arg-type]  # it only reads
    except MultiPartParserError:
        raise Refused(CUT_OFF) from None
    if handler.refused:
        raise handler.refused
    if body.count < declared_length(request):
        raise Refused(CUT_OFF)
    return fields


def read_body(request: HttpRequest, most_bytes: int) -> Iterator[bytes]:
    """Yield a body as it arrives, for `write_sealed` and `SealedUpload.append`.

    Raises TooLarge before the first byte if more is declared, and Refused if the connection breaks.
    """
    left = declared_length(request)
    if left > most_bytes:
        raise TooLarge(most_bytes)
    while left:
        chunk = request.read(min(CHUNK, left))
        if not chunk:
            raise Refused(CUT_OFF)
        left -= len(chunk)
        yield chunk
