"""Folding: text typed without marks equals text written with them."""

import doctest
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.records import vietnamese
from foundation.records.vietnamese import Said, fold, syllables
from tests.for_each import for_each

VOWELS = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
PLAIN = "a" * 17 + "e" * 11 + "i" * 5 + "o" * 17 + "u" * 11 + "y" * 5


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
@pytest.mark.parametrize("case", [str.lower, str.upper])
def test_every_vietnamese_letter_is_folded_in_every_form(form, case):
    assert fold(unicodedata.normalize(form, case(VOWELS))) == PLAIN


@for_each(
    ("text", "expected"),
    [
        ("", ""),
        ("Đăng ký", "dang ky"),
        ("ĐĂNG KÝ", "dang ky"),
        ("đ Đ", "d d"),
        ("ð", "ð"),  # a different letter
        ("ho chieu", "ho chieu"),
        ("hộ\u200bchiếu", "hochieu"),
        ("\ufeffhộ chiếu", "ho chieu"),
        ("hộ\u00adchiếu", "hochieu"),
        ("ｈｏ　ｃｈｉｅｕ", "ho chieu"),
        ("ＣＣＣＤ１２", "cccd12"),
        ("ﬁ ①", "fi 1"),
        ("hoà", "hoa"),
        ("hòa", "hoa"),
        ("a\u0300\u0323", "a"),
        ("İ", "i"),
        ("ẞ", "ß"),
        ("中文 😀", "中文 😀"),
    ],
)
def test_marks_and_case_are_folded(text, expected):
    assert fold(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("  ,.;!?  ", []),
        ("Cấp thẻ căn cước (lần đầu)?", ["cap", "the", "can", "cuoc", "lan", "dau"]),
        ("CT01/2023", ["ct01", "2023"]),
        ("a_b-c", ["a", "b", "c"]),
        ("1.001456", ["1", "001456"]),
        ("hộ\u00a0chiếu\tphổ\nthông", ["ho", "chieu", "pho", "thong"]),
        ("<script>", ["script"]),
        ("换签证 VNeID2", ["换", "签", "证", "vneid2"]),
        ("비자 연장", ["비", "자", "연", "장"]),
        (unicodedata.normalize("NFD", "비자"), ["비", "자"]),  # from a Mac, taken apart
        ("ビザ5年", ["ビ", "ザ", "5", "年"]),
    ],
)
def test_text_is_split_into_syllables(text, expected):
    assert syllables(text) == expected


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_the_unicode_form_does_not_matter(text):
    forms = {fold(unicodedata.normalize(form, text)) for form in ("NFC", "NFD", "NFKC", "NFKD")}
    assert len(forms) == 1


@given(st.text(alphabet=VOWELS + VOWELS.upper() + "đĐbcdfgh 0123,.", max_size=60))
def test_vietnamese_becomes_ascii_of_the_same_length(text):
    assert fold(text).isascii()
    assert len(fold(text)) == len(text)
    assert fold(text.upper()) == fold(text)


@given(
    st.text(), st.sampled_from("\u200b\u200c\u200d\u2060\ufeff\u00ad\ufe0f"), st.integers(0, 100)
)
def test_invisible_characters_do_not_matter(text, invisible, place):
    assert fold(text[:place] + invisible + text[place:]) == fold(text)


@given(st.text())
def test_syllables_contain_only_letters_and_digits(text):
    assert all(part.isalnum() for part in syllables(text))


@given(st.text())
def test_syllables_of_folded_text_are_the_same(text):
    assert syllables(fold(text)) == syllables(text)


def test_the_docstring_examples_are_right():
    assert doctest.testmod(vietnamese).failed == 0


@given(st.text())
def test_what_somebody_said_is_folded_as_any_text_but_once(text):
    said = Said(text)
    assert (fold(said), syllables(said), said) == (fold(text), syllables(text), text)
    assert fold(said) is fold(said)


def test_whoever_changes_the_syllables_of_a_text_changes_only_their_own():
    said = Said("Hộ chiếu")
    syllables(said).clear()
    assert syllables(said) == ["ho", "chieu"]
