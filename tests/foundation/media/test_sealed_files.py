"""Originals are stored complete, encrypted, and unchanged."""

import contextlib
import gc
import hashlib
import itertools
import os
import random
import tracemalloc
from uuid import UUID, uuid4

import pytest

from foundation.media import sealed_files
from foundation.media.sealed_files import (
    delete_sealed,
    digest,
    list_files,
    open_sealed,
    path_of,
    read_sealed,
    write_sealed,
)
from foundation.media.sealed_pieces import OVERHEAD, BrokenSeal, new_key

PIECE = 64
CONTENT = bytes(range(256)) * 2 + b"the end"  # eight pieces and a rest


class Kept:
    """A sealed file in small pieces."""

    def __init__(self, content=CONTENT, chunk=50):
        self.id = uuid4()
        self.path = path_of(self.id)
        chunks = [content[at : at + chunk] for at in range(0, len(content), chunk)]
        self.sealed = write_sealed(chunks, self.path, self.id, piece=PIECE)

    def read(self, start=0, **other):
        known = {"path": self.path, "file_id": self.id, "key": self.sealed.key} | other
        return b"".join(read_sealed(**known, start=start, piece=PIECE))

    def pieces(self):
        size = PIECE + OVERHEAD
        raw = self.path.read_bytes()
        return [raw[at : at + size] for at in range(0, len(raw), size)]


def left(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("length", [0, 1, PIECE - 1, PIECE, PIECE + 1, PIECE * 3, 519])
def test_a_file_is_read_back_unchanged(length):
    kept = Kept(CONTENT[:length])
    assert kept.read() == CONTENT[:length]
    assert (kept.sealed.size, kept.sealed.sha256) == (
        length,
        hashlib.sha256(CONTENT[:length]).hexdigest(),
    )
    assert digest(kept.path, kept.id, kept.sealed.key, piece=PIECE) == kept.sealed.sha256


def test_it_is_read_from_any_byte_on():
    kept = Kept()
    for start in range(len(CONTENT) + 3):
        assert kept.read(start) == CONTENT[start:]


def test_it_has_random_access():
    kept = Kept()
    with open_sealed(kept.path, kept.id, kept.sealed.key, piece=PIECE) as file:
        for start, length in itertools.product((0, 10, 63, 64, 500, 518, 600), (1, 64, 200)):
            file.seek(start)
            assert file.read(length) == CONTENT[start : start + length]
        assert file.seek(-7, os.SEEK_END) == len(CONTENT) - 7
        assert file.read() == b"the end"


def test_a_missing_file_leaves_no_open_reader():
    kept = Kept()
    kept.path.unlink()
    with contextlib.suppress(FileNotFoundError):
        open_sealed(kept.path, kept.id, kept.sealed.key, piece=PIECE)
    gc.collect()


def test_no_plain_byte_is_on_the_disk():
    kept = Kept(b"0912345678 " * 40)
    assert b"0912345678" not in kept.path.read_bytes()
    assert kept.path.stat().st_mode & 0o777 == 0o600
    assert kept.path.parent.stat().st_mode & 0o777 == 0o700
    assert kept.sealed.key not in repr(kept.sealed)


def test_pieces_of_equal_content_look_different():
    kept = Kept(bytes(PIECE * 6))
    nonces = {piece[:12] for piece in kept.pieces()}
    assert len(nonces) == len(kept.pieces()) == 6


def test_any_change_is_found():
    """Bits flipped, bytes inserted and removed, at random places."""
    kept, chance = Kept(), random.Random(7)  # noqa: S311  # the same each time
    raw = kept.path.read_bytes()
    for _time in range(300):
        at, length = chance.randrange(len(raw)), chance.randrange(1, 90)
        changed = chance.choice(
            [
                raw[:at] + bytes([raw[at] ^ (1 << chance.randrange(8))]) + raw[at + 1 :],
                raw[:at] + chance.randbytes(length) + raw[at:],
                raw[:at] + raw[at + length :],
                raw[:at],
                raw + chance.randbytes(length),
            ]
        )
        kept.path.write_bytes(changed)
        with pytest.raises(BrokenSeal):
            kept.read()


@pytest.mark.parametrize(
    "rearranged",
    [
        lambda pieces: pieces[:-1],
        lambda pieces: pieces[:3],
        lambda pieces: pieces[1:],
        lambda pieces: [pieces[1], pieces[0], *pieces[2:]],
        lambda pieces: [pieces[0], pieces[0], *pieces[2:]],
        lambda pieces: [*pieces[:-1], pieces[0], pieces[-1]],
        lambda pieces: [pieces[-1]],
        lambda _pieces: [],
    ],
    ids=["last", "cut", "first", "swapped", "twice", "more", "only last", "nothing"],
)
def test_removed_moved_or_repeated_pieces_are_found(rearranged):
    kept = Kept()
    kept.path.write_bytes(b"".join(rearranged(kept.pieces())))
    with pytest.raises(BrokenSeal):
        kept.read()


def test_pieces_of_another_file_do_not_fit_even_under_the_same_key(monkeypatch):
    monkeypatch.setattr(sealed_files, "new_key", lambda key=new_key(): key)  # noqa: B008  # one key
    one, other = Kept(), Kept()
    assert one.sealed.key == other.sealed.key
    one.path.write_bytes(b"".join([*one.pieces()[:2], other.pieces()[2], *one.pieces()[3:]]))
    with pytest.raises(BrokenSeal):
        one.read()


def test_another_key_and_another_id_open_nothing():
    kept = Kept()
    for wrong in ({"key": new_key()}, {"file_id": uuid4()}):
        with pytest.raises(BrokenSeal):
            kept.read(**wrong)


def test_a_missing_file_is_not_a_broken_one():
    kept = Kept()
    delete_sealed(kept.id)
    delete_sealed(kept.id)
    with pytest.raises(FileNotFoundError):
        kept.read()


@pytest.mark.parametrize("failing", [OSError(28, "No space left"), KeyboardInterrupt()])
def test_a_failing_connection_or_disk_leaves_nothing(tmp_path, failing):
    def chunks():
        yield CONTENT
        raise failing

    file_id = uuid4()
    with pytest.raises(type(failing)):
        write_sealed(chunks(), path_of(file_id), file_id, piece=PIECE)
    assert left(tmp_path) == []


def test_it_is_synced_before_it_gets_its_name(monkeypatch):
    done, fsync, replace = [], os.fsync, os.replace
    monkeypatch.setattr(os, "fsync", lambda fd: done.append("sync") or fsync(fd))
    monkeypatch.setattr(os, "replace", lambda *paths: done.append("name") or replace(*paths))
    monkeypatch.setattr(
        "pathlib.Path.replace", lambda self, to: done.append("name") or replace(self, to)
    )
    Kept()
    assert [step for step, _same in itertools.groupby(done)] == ["sync", "name", "sync"]


def test_memory_does_not_grow_with_the_file():
    file_id, chunk = uuid4(), bytes(65_536)
    tracemalloc.start()
    sealed = write_sealed(itertools.repeat(chunk, 400), path_of(file_id), file_id)
    for _piece in read_sealed(path_of(file_id), file_id, sealed.key):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert sealed.size == 400 * 65_536  # 25 MiB
    assert peak < 5 * 1024 * 1024


def test_a_sweep_sees_old_files_and_those_of_a_dead_process():
    kept, dead = Kept(), uuid4()
    unfinished = path_of(dead).with_name(path_of(dead).name + ".new")
    unfinished.parent.mkdir(exist_ok=True)
    unfinished.write_bytes(b"torso")
    (kept.path.parent / "lost+found").write_text("not ours")
    for path in (kept.path, unfinished):
        os.utime(path, (1_000, 1_000))
    young = Kept()
    found = dict(list_files(before=2_000))
    assert found == {kept.id: kept.path, dead: unfinished}
    assert young.id not in found
    assert isinstance(next(iter(found)), UUID)
