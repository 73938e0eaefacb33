"""How to complain names only a phone and an address that are known."""

import pytest

from citizens.privacy.terms import complain


@pytest.mark.parametrize(
    ("phone", "address", "ways"),
    [
        ("", "", "thì gửi câu hỏi trong ứng dụng."),
        ("069 2646 112", "", "thì gọi 069 2646 112, hoặc gửi câu hỏi trong ứng dụng."),
        ("", "Số 1", "thì gửi thư tới Số 1, hoặc gửi câu hỏi trong ứng dụng."),
    ],
)
def test_a_complaint_is_sent_nowhere_unknown(phone, address, ways):
    assert ways in complain(phone, address)
