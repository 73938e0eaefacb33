"""How a sealed file is laid out: pieces of AES-256-GCM, each bound to its file and its place. Pure.

    piece = nonce (12 bytes) + ciphertext + tag (16 bytes)

All pieces but the last hold PIECE bytes. What a piece is bound to is authenticated, not stored:
the file's id, the piece's number, and whether it is the last. So a piece that was changed, moved,
taken from another file or cut away does not open. Each file has a key of its own and each piece a
random nonce: a file has some hundred pieces, where NIST allows 2³² to a key (SP 800-38D, 8.3).
"""

import os
from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

PIECE = 1024 * 1024
NONCE, TAG = 12, 16
OVERHEAD = NONCE + TAG
KEY_BITS = 256


class BrokenSeal(Exception):
    """The file is not as it was written: changed, cut off, mixed up, or sealed by another key."""


def new_key() -> str:
    """Return a random key in hex, for the caller's row, where it has to be kept encrypted."""
    return AESGCM.generate_key(KEY_BITS).hex()


@dataclass(frozen=True)
class Seal:
    """Seals and opens the pieces of one file; `piece` is a whole one's size, small in tests."""

    file_id: UUID
    key: str
    piece: int = PIECE

    def seal(self, plain: memoryview, number: int, into: memoryview, *, last: bool) -> None:
        """Write piece `number`, counted from 0, into a place of the plain size and OVERHEAD."""
        nonce = os.urandom(NONCE)
        into[:NONCE] = nonce
        bound_to = self._bound_to(number, last=last)
        self._cipher().encrypt_into(nonce, plain, bound_to, into[NONCE:])

    def open(self, piece: bytes, number: int, *, last: bool) -> bytes:
        """Return what was sealed as this piece. Raises BrokenSeal."""
        nonce, sealed = piece[:NONCE], memoryview(piece)[NONCE:]
        try:
            return self._cipher().decrypt(nonce, sealed, self._bound_to(number, last=last))
        except (InvalidTag, ValueError):  # ValueError: shorter than a nonce
            raise BrokenSeal from None

    def _cipher(self) -> AESGCM:
        return AESGCM(bytes.fromhex(self.key))

    def _bound_to(self, number: int, *, last: bool) -> bytes:
        return self.file_id.bytes + number.to_bytes(8) + bytes([last])

    @property
    def sealed_piece(self) -> int:
        """Bytes of a whole piece on disk."""
        return self.piece + OVERHEAD

    def sealed_size(self, size: int) -> int:
        """Return the bytes on disk of a file of `size` bytes; an empty one has one empty piece."""
        return size + OVERHEAD * (self.last_number(size) + 1)

    def last_number(self, size: int) -> int:
        """Return the number of the last piece of a file of `size` bytes."""
        return max(0, size - 1) // self.piece

    def plain_size(self, sealed_size: int) -> int:
        """Return how many bytes a file holds that has `sealed_size` on disk. Raises BrokenSeal."""
        size = sealed_size - OVERHEAD * -(-sealed_size // self.sealed_piece)
        if size < 0 or self.sealed_size(size) != sealed_size:
            raise BrokenSeal
        return size


class PieceBuffer:
    """A piece that fills, and its sealed form; both are used again for the next one.

    Allocating a megabyte anew costs more than encrypting it.
    """

    def __init__(self, seal: Seal) -> None:
        self.filled = 0
        self._seal = seal
        self._plain = memoryview(bytearray(seal.piece))
        self._sealed = memoryview(bytearray(seal.sealed_piece))

    @property
    def is_full(self) -> bool:
        """Whether nothing more fits in."""
        return self.filled == self._seal.piece

    def take(self, chunk: memoryview) -> memoryview:
        """Take what fits of a chunk; return the rest."""
        taken = min(len(chunk), self._seal.piece - self.filled)
        self._plain[self.filled : self.filled + taken] = chunk[:taken]
        self.filled += taken
        return chunk[taken:]

    def seal(self, number: int, *, last: bool) -> memoryview:
        """Return what was taken as piece `number`, and be empty; valid until the next call."""
        sealed = self._sealed[: self.filled + OVERHEAD]
        self._seal.seal(self._plain[: self.filled], number, sealed, last=last)
        self.filled = 0
        return sealed
