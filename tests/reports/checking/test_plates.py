"""Number plates in every form that people write."""

import pytest

from reports.checking.plates import looks_like_plate, read_plate

KNOWN = [
    ("29A-123.45", "29A12345"),
    ("29a 12345", "29A12345"),
    ("30F 1234", "30F1234"),  # four digits on old plates
    ("29-B1 123.45", "29B112345"),
    ("29-B1\n123.45", "29B112345"),  # two lines
    ("29 - b1\r\n 1234", "29B11234"),
    ("29AA-123.45", "29AA12345"),
    ("29MĐ1 123.45", "29MD112345"),  # electric motorcycle
    ("29md1-12345", "29MD112345"),
    ("80A 123.45", "80A12345"),  # blue
    ("29LD-012.34", "29LD01234"),
    ("TM 12-34", "TM1234"),  # army, red
    ("tm-12-345", "TM12345"),
    ("80-123-NG-45", "80123NG45"),  # diplomatic
    ("80NG\n123-45", "80123NG45"),
    ("29-456-NN-01", "29456NN01"),
    ("41 291 QT 02", "41291QT02"),
    ("T29-123.45", "T2912345"),
    ("２９Ａ－１２３．４５", "29A12345"),  # full width
    ("29A\u200b-123\u200e.45", "29A12345"),  # what nobody sees
    ("3OA-I23.45", "30A12345"),  # letters that no series has
]
FOREIGN = [("ກຂ 1234", "ກຂ1234"), ("粤B·12345", "粤B12345"), ("2A-1234.5678", "2A12345678")]


@pytest.mark.parametrize(("typed", "normal"), KNOWN)
def test_vietnamese_plates_have_one_normal_form(typed, normal):
    plate = read_plate(typed)
    assert (plate.normal, plate.known) == (normal, True)


@pytest.mark.parametrize(("typed", "normal"), FOREIGN)
def test_foreign_plates_are_taken_as_given(typed, normal):
    plate = read_plate(typed)
    assert (plate.shown, plate.normal, plate.known) == (typed, normal, False)


def test_a_plate_is_shown_on_one_line_in_capitals():
    assert read_plate(" 29-b1\n123.45 ").shown == "29-B1 123.45"


@pytest.mark.parametrize("text", ["", "xe màu trắng", "29", "29A", "09A-123.45", "29A-123.456.7"])
def test_other_texts_do_not_look_like_plates(text):
    assert not looks_like_plate(text)
