"""Large bodies are sealed on arrival."""

import io
import tracemalloc
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIRequest
from django.test import RequestFactory
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from rest_framework.exceptions import UnsupportedMediaType

from foundation.media import sealed_files, upload_handler
from foundation.media.file_types import CUT_OFF, UNKNOWN, Refused
from foundation.media.receiving import read_body, receive_form
from foundation.media.sealed_files import digest, path_of, read_sealed, write_sealed
from foundation.media.upload_handler import TooLarge
from tests.foundation.media.pictures import box, picture, video

LARGE = 10_000_000


def form(*contents, **texts):
    files = [SimpleUploadedFile(f"{at}.jpg", one, "image/jpeg") for at, one in enumerate(contents)]
    return encode_multipart(BOUNDARY, {**texts, "file": files})


def post(body, length=None, kind=MULTIPART_CONTENT):
    """Return a request whose body ends early if `length` is larger, as in our server."""
    environ = RequestFactory().generic("POST", "/").environ
    told = {"CONTENT_TYPE": kind, "CONTENT_LENGTH": str(length or len(body))}
    return WSGIRequest({**environ, **told, "wsgi.input": io.BytesIO(body)})


def received(*contents, most_bytes=LARGE, most_files=6):
    return receive_form(post(form(*contents)), most_bytes, most_files)


def left(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def test_files_and_texts_of_a_form_are_received():
    contents = [picture(), picture(form="PNG"), video()]
    got = receive_form(post(form(*contents, kind="traffic")), LARGE, 6)
    assert got.fields["kind"] == "traffic"
    assert [one.name for one in got.files] == ["0.jpg", "1.jpg", "2.jpg"]
    for one, content in zip(got.files, contents, strict=True):
        path, key = path_of(one.file_id), one.sealed.key
        assert b"".join(read_sealed(path, one.file_id, key)) == content
        assert one.sealed.size == len(content)
        assert digest(path, one.file_id, key) == one.sealed.sha256


def test_a_form_beyond_its_limit_stops_early_and_leaves_nothing(tmp_path):
    small, large = picture(), video(more=box(b"free", bytes(3_000_000)))
    request = post(form(small, large))
    with pytest.raises(TooLarge) as caught:
        receive_form(request, 1_000_000, 6)
    assert caught.value.most == 1_000_000
    assert len(request.read()) > 1_000_000  # what was not read
    assert left(tmp_path) == []


def test_files_beyond_the_number_are_refused(tmp_path):
    assert len(received(picture(), picture(), most_files=2).files) == 2
    before = left(tmp_path)
    with pytest.raises(Refused):
        received(picture(), picture(), picture(), most_files=2)
    assert left(tmp_path) == before


def test_a_file_of_another_kind_is_refused_before_the_rest_arrives(tmp_path):
    request = post(form(b"MZ\x90\0" + bytes(3_000_000)))
    with pytest.raises(Refused, match=UNKNOWN):
        receive_form(request, LARGE, 6)
    assert len(request.read()) > 2_000_000
    assert left(tmp_path) == []


def test_the_first_bytes_of_a_file_may_arrive_one_by_one():
    """A block of the parser may end right after the head of a file."""
    handler, content = upload_handler.SealingUploadHandler(LARGE, 6), picture(form="PNG")
    handler.new_file("file", "a.png", "image/png", None)
    for start in range(0, len(content), 5):
        handler.receive_data_chunk(content[start : start + 5], start)
    handler.file_complete(len(content))
    assert [one.sealed.size for one in handler.received] == [len(content)]


@pytest.mark.parametrize("missing", [1, 50, 2_000])
def test_a_form_with_a_broken_connection_leaves_nothing(tmp_path, missing):
    body = form(picture(), video(more=box(b"free", bytes(100_000))))
    with pytest.raises(Refused, match=CUT_OFF):
        receive_form(post(body[:-missing], length=len(body)), LARGE, 6)
    assert left(tmp_path) == []


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("multipart/form-data", Refused),
        ("multipart/form-data; boundary=", Refused),
        ("application/json", UnsupportedMediaType),
    ],
)
def test_other_bodies_are_refused(kind, error):
    with pytest.raises(error):
        receive_form(post(form(picture()), kind=kind), LARGE, 6)


def test_a_full_disk_leaves_nothing(tmp_path, monkeypatch):
    def full(file, content):
        raise OSError(28, "No space left")

    monkeypatch.setattr(sealed_files, "write_all", full)
    with pytest.raises(OSError, match="No space"):
        received(picture(), picture())
    assert left(tmp_path) == []


def test_an_empty_form_has_no_files():
    assert received().files == []


class Endless(io.RawIOBase):
    """A body that is generated while it is read."""

    def __init__(self, head, size, tail):
        self.parts = iter([head, *[bytes(65_536)] * (size // 65_536), tail])
        self.waiting = b""

    def read(self, size=-1):
        while self.waiting == b"":
            self.waiting = next(self.parts, None)
            if self.waiting is None:
                return b""
        part, self.waiting = self.waiting[:size], self.waiting[size:]
        return part


def test_memory_does_not_grow_with_the_form():
    whole = form(video(more=box(b"free")))
    head, tail = whole[:-40], whole[-40:]
    size = 400 * 65_536
    environ = post(b"").environ | {
        "CONTENT_LENGTH": str(len(whole) + size),
        "wsgi.input": Endless(head, size, tail),
    }
    tracemalloc.start()
    got = receive_form(WSGIRequest(environ), LARGE * 10, 6)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert got.files[0].sealed.size > size  # 25 MiB
    assert peak < 6 * 1024 * 1024


# --- parts ---------------------------------------------------------------------------------------


def put(body, length=None):
    return post(body, length, "application/octet-stream")


def test_a_body_is_sealed_as_it_arrives():
    content, file_id = video() * 60, uuid4()
    sealed = write_sealed(read_body(put(content), LARGE), path_of(file_id), file_id)
    assert b"".join(read_sealed(path_of(file_id), file_id, sealed.key)) == content


def test_a_body_beyond_its_limit_is_not_read():
    request = put(b"x" * 2_000)
    with pytest.raises(TooLarge):
        next(read_body(request, 1_999))
    assert len(request.read()) == 2_000


def test_a_body_with_a_broken_connection_leaves_nothing(tmp_path):
    file_id = uuid4()
    with pytest.raises(Refused, match=CUT_OFF):
        write_sealed(read_body(put(b"x" * 900, length=1_000), LARGE), path_of(file_id), file_id)
    assert left(tmp_path) == []


def test_an_upload_handler_with_a_broken_request_keeps_nothing(tmp_path):
    """As called by Django where other code parses a form."""
    handler = upload_handler.SealingUploadHandler(LARGE, 6)
    handler.new_file("file", "a.jpg", "image/jpeg", None)
    handler.receive_data_chunk(picture(), 0)
    assert left(tmp_path) != []
    handler.upload_interrupted()
    assert left(tmp_path) == []
