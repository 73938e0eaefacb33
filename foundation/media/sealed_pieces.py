"""The layout of a sealed file: pieces of AES-256-GCM, each bound to its file and place. Pure.

    piece = nonce (12 bytes) + ciphertext + tag (16 bytes)

All pieces but the last have PIECE bytes. The binding of a piece is authenticated, not stored: the
file's id, the piece's number, and whether it is the last. So a piece that was changed, moved, taken
from another file or cut away does not open. Each file has its own key and each piece a random
nonce: a file has some hundred pieces, while NIST allows 2³² per key (SP 800-38D, 8.3).
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
    """The file is not the written one: changed, cut off, mixed up, or sealed by another key."""


def new_key() -> str:
    """Return a random key in hex, for the caller's row, which must store it encrypted."""
    return AESGCM.generate_key(KEY_BITS).hex()


@dataclass(frozen=True)
class Seal:
    """Seals and opens the pieces of one file; `piece` is the size of a full one, small in tests."""

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
        """Return the plain content of this piece. Raises BrokenSeal."""
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
        """Return the plain size of a file with `sealed_size` on disk. Raises BrokenSeal."""
        size = sealed_size - OVERHEAD * -(-sealed_size // self.sealed_piece)
        if size < 0 or self.sealed_size(size) != sealed_size:
            raise BrokenSeal
        return size


class PieceBuffer:
    """Buffers of one plain piece and its sealed form, used again for the next one.

    Allocating a megabyte each time costs more than encrypting it.
    """

    def __init__(self, seal: Seal) -> None:
        self.filled = 0
        self._seal = seal
        self._plain = memoryview(bytearray(seal.piece))
        self._sealed = memoryview(bytearray(seal.sealed_piece))

    @property
    def is_full(self) -> bool:
        """Whether it is full."""
        return self.filled == self._seal.piece

    def take(self, chunk: memoryview) -> memoryview:
        """Take as much of a chunk as fits; return the rest."""
        taken = min(len(chunk), self._seal.piece - self.filled)
        self._plain[self.filled : self.filled + taken] = chunk[:taken]
        self.filled += taken
        return chunk[taken:]

    def seal(self, number: int, *, last: bool) -> memoryview:
        """Return the content as piece `number` and clear it; valid until the next call."""
        sealed = self._sealed[: self.filled + OVERHEAD]
        self._seal.seal(self._plain[: self.filled], number, sealed, last=last)
        self.filled = 0
        return sealed
