"""Uploads that arrive in parts, over unreliable connections and from processes that die."""

import hashlib
import os
import random
import signal
import threading
import time
from dataclasses import replace
from uuid import uuid4

import pytest

from foundation.media.sealed_files import path_of, read_sealed
from foundation.media.sealed_pieces import OVERHEAD, BrokenSeal, new_key
from foundation.media.sealed_uploads import SealedUpload, UploadBusy, WrongOffset, WrongSize

PIECE = 64
CONTENT = bytes(range(256)) * 2 + b"the end"


@pytest.fixture
def upload():
    file_id = uuid4()
    return SealedUpload(path_of(file_id), file_id, new_key(), len(CONTENT), PIECE)


def chunks(content, size=50):
    return [content[at : at + size] for at in range(0, len(content), size)]


def go_on(upload, content=CONTENT, part=PIECE * 2):
    """Send the missing parts one by one, as a client does."""
    while (kept := upload.kept()) < len(content):
        upload.append(kept, chunks(content[kept : kept + part]))


def read(upload):
    return b"".join(read_sealed(upload.path, upload.file_id, upload.key, piece=PIECE))


@pytest.mark.parametrize("part", [PIECE, PIECE + 10, PIECE * 3, 1000])
@pytest.mark.parametrize("length", [1, PIECE, PIECE * 4, len(CONTENT)])
def test_parts_become_one_file(upload, part, length):
    content = CONTENT[:length]
    upload = replace(upload, size=length)
    go_on(upload, content, part)
    assert not upload.path.exists()
    sealed = upload.finish()
    assert (sealed.size, sealed.sha256) == (length, hashlib.sha256(content).hexdigest())
    assert read(upload) == content
    assert not upload.unfinished.exists()


def test_a_part_that_ends_within_a_piece_keeps_whole_pieces(upload):
    assert upload.append(0, chunks(CONTENT[:100])) == PIECE
    assert upload.kept() == PIECE


def test_a_part_must_begin_at_the_end_of_the_last_one(upload):
    upload.append(0, chunks(CONTENT[:PIECE]))
    for offset in (0, 10, PIECE * 2):
        with pytest.raises(WrongOffset) as caught:
            upload.append(offset, [b"x" * PIECE])
        assert caught.value.kept == PIECE
    go_on(upload)
    upload.finish()
    with pytest.raises(WrongOffset) as caught:
        upload.append(0, [CONTENT])
    assert caught.value.kept == len(CONTENT) == upload.kept()


def test_more_than_declared_is_refused(upload):
    go_on(upload)
    with pytest.raises(WrongSize):
        upload.append(len(CONTENT), [b"more"])
    assert upload.finish().sha256 == hashlib.sha256(CONTENT).hexdigest()


def test_an_incomplete_upload_cannot_be_finished(upload):
    upload.append(0, chunks(CONTENT[:PIECE]))
    with pytest.raises(WrongSize):
        upload.finish()
    assert not upload.path.exists()


def test_a_broken_connection_keeps_whole_pieces(upload):
    def breaking():
        yield CONTENT[:150]
        raise ConnectionError

    with pytest.raises(ConnectionError):
        upload.append(0, breaking())
    assert upload.kept() == PIECE * 2


def test_a_torn_piece_is_cut_off_at_any_place(upload):
    go_on(upload)
    whole = upload.unfinished.read_bytes()
    lengths = [*range(0, len(whole), 7), len(whole) - 1, PIECE + OVERHEAD, len(whole)]
    for length in lengths:
        upload.unfinished.write_bytes(whole[:length])
        kept = upload.kept()
        assert kept == (
            len(CONTENT) if length == len(whole) else length // (PIECE + OVERHEAD) * PIECE
        )
        go_on(upload)
    assert upload.finish().sha256 == hashlib.sha256(CONTENT).hexdigest()


def test_pieces_without_content_after_a_power_loss_are_cut_off(upload):
    upload.append(0, chunks(CONTENT[: PIECE * 4]))
    with upload.unfinished.open("r+b") as file:
        file.seek((PIECE + OVERHEAD) * 2)
        file.write(bytes(PIECE + OVERHEAD) * 2)
    assert upload.kept() == PIECE * 2
    go_on(upload)
    assert upload.finish().size == len(CONTENT)


def test_a_changed_piece_is_found_before_the_file_is_accepted(upload):
    go_on(upload)
    with upload.unfinished.open("r+b") as file:
        file.seek(PIECE + OVERHEAD + 20)
        file.write(b"\0\0\0")
    with pytest.raises(BrokenSeal):
        upload.finish()
    assert not upload.path.exists()


def test_a_killed_process_loses_no_acknowledged_piece(upload):
    """SIGKILL at random moments, while a child sends parts and acknowledges each by a pipe."""
    size, chance = 2_000_000, random.Random(3)  # noqa: S311  # the same each time
    content = chance.randbytes(size)
    upload = replace(upload, size=size, piece=4096)
    for _time in range(6):
        told, acknowledge = os.pipe()
        child = os.fork()
        if child == 0:
            while (kept := upload.kept()) < size:
                upload.append(kept, chunks(content[kept : kept + 8192], 1000))
                os.write(acknowledge, b"%d " % upload.kept())
            os._exit(0)
        time.sleep(chance.uniform(0.005, 0.05))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(acknowledge)
        acknowledged = [int(one) for one in os.read(told, 100_000).split()] or [0]
        os.close(told)
        assert upload.kept() >= acknowledged[-1]
        assert not upload.path.exists()
    while (kept := upload.kept()) < size:
        upload.append(kept, [content[kept : kept + 1_000_000]])
    assert upload.finish().sha256 == hashlib.sha256(content).hexdigest()


def test_only_one_request_writes_at_a_time(upload):
    inside, go = threading.Event(), threading.Event()

    def slow():
        yield CONTENT[:PIECE]
        inside.set()
        go.wait(10)
        yield CONTENT[PIECE : PIECE * 2]

    thread = threading.Thread(target=upload.append, args=(0, slow()))
    thread.start()
    inside.wait(10)
    for use in (upload.kept, upload.finish, lambda: upload.append(PIECE, [b"x" * PIECE])):
        with pytest.raises(UploadBusy):
            use()
    go.set()
    thread.join()
    assert upload.kept() == PIECE * 2


def test_a_finished_upload_can_be_finished_again(upload):
    go_on(upload)
    first = upload.finish()
    assert upload.finish() == first
    assert not upload.unfinished.exists()


@pytest.mark.parametrize("ask", [SealedUpload.kept, lambda upload: upload.append(0, [b"x"])])
def test_a_request_during_the_end_does_not_restart(upload, monkeypatch, ask):
    go_on(upload)
    opened = os.open

    def open_late(*arguments):
        monkeypatch.setattr(os, "open", opened)
        upload.finish()
        return opened(*arguments)

    monkeypatch.setattr(os, "open", open_late)
    with pytest.raises(UploadBusy):
        ask(upload)
    assert upload.kept() == len(CONTENT)
    assert not upload.unfinished.exists()
