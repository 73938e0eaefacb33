"""Documents packed with a few others as a dictionary."""

from procedures.packing import WINDOW, Packing
from tests.for_each import for_each

DOCUMENT = "Giấy tờ cần mang: căn cước, ảnh 4x6 nền trắng, tờ khai theo mẫu TK01.".encode()


@for_each("samples", [[], [DOCUMENT], [b"x" * WINDOW, DOCUMENT]])
@for_each("document", [b"", DOCUMENT, DOCUMENT * 1000, bytes(range(256))])
def test_what_is_unpacked_is_what_was_packed(samples, document):
    packing = Packing(samples)
    assert packing.unpack(packing.pack(document)) == document


def test_what_samples_say_takes_no_room():
    alike, other = Packing([DOCUMENT]), Packing([])
    assert len(alike.pack(DOCUMENT + b"!")) < len(other.pack(DOCUMENT + b"!")) / 2
