"""The layout of sealed files."""

from uuid import uuid4

import pytest

from foundation.media.sealed_pieces import OVERHEAD, BrokenSeal, PieceBuffer, Seal, new_key


def test_plain_and_sealed_sizes_match():
    seal = Seal(uuid4(), new_key(), piece=10)
    sizes = {seal.sealed_size(size): size for size in range(60)}
    assert len(sizes) == 60
    for on_disk in range(max(sizes)):
        if on_disk in sizes:
            assert seal.plain_size(on_disk) == sizes[on_disk]
        else:
            with pytest.raises(BrokenSeal):
                seal.plain_size(on_disk)


def test_a_piece_opens_only_with_its_file_and_place():
    seal = Seal(uuid4(), new_key(), piece=10)
    buffer = PieceBuffer(seal)
    assert buffer.take(memoryview(b"text")) == b""
    piece = bytes(buffer.seal(3, last=False))
    assert len(piece) == 4 + OVERHEAD
    assert seal.open(piece, 3, last=False) == b"text"
    for number, last in ((2, False), (3, True)):
        with pytest.raises(BrokenSeal):
            seal.open(piece, number, last=last)
    for cut in (b"", piece[:5], piece[:12], piece[:-1]):
        with pytest.raises(BrokenSeal):
            seal.open(cut, 3, last=False)


def test_a_buffer_is_used_again_after_a_piece():
    seal = Seal(uuid4(), new_key(), piece=10)
    buffer = PieceBuffer(seal)
    left = buffer.take(memoryview(b"0123456789abc"))
    assert (bytes(left), buffer.is_full) == (b"abc", True)
    assert seal.open(bytes(buffer.seal(0, last=False)), 0, last=False) == b"0123456789"
    buffer.take(left)
    assert seal.open(bytes(buffer.seal(1, last=True)), 1, last=True) == b"abc"


def test_each_file_has_a_key_of_256_random_bits():
    keys = {new_key() for _time in range(20)}
    assert len(keys) == 20
    assert {len(bytes.fromhex(key)) for key in keys} == {32}
