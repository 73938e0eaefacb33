"""Asks once more before ID and phone numbers leave in what officers write to citizens."""

from typing import Any

from django import forms
from unfold.widgets import UnfoldBooleanWidget

from feedback.persons_numbers import numbers_of_persons

_CONFIRMED = "knowingly"


class ScreenedForm(forms.Form):
    """Base of forms whose field `screened` citizens read.

    If it has numbers of persons, nothing is sent at first: a box appears, with which the officer
    confirms just these numbers. Another number asks again.
    """

    screened = "words"
    confirmed = False

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        numbers = ", ".join(numbers_of_persons(typed.get(self.screened, "")))
        if not numbers:
            return typed
        self.fields[_CONFIRMED] = _confirmation(numbers)
        self.confirmed = self.data.get(_CONFIRMED) == numbers
        if not self.confirmed:
            self.add_error(
                _CONFIRMED,
                forms.ValidationError(
                    f"Nội dung có số điện thoại hoặc số giấy tờ: {numbers}. Hãy xoá; nếu cần gửi, "
                    "hãy đánh dấu ô này rồi gửi lại.",
                    code="numbers_unconfirmed",
                ),
            )
        return typed

    def noted(self, done: str) -> str:
        """Return what was done, for the log, with the confirmation if there was one."""
        return f"{done}, xác nhận gửi số điện thoại hoặc số giấy tờ" if self.confirmed else done


def _confirmation(numbers: str) -> forms.BooleanField:
    """Return a box that stands for these numbers and is never ticked by itself."""
    return forms.BooleanField(
        label="Tôi đã đọc lại và vẫn gửi các số này",
        required=False,
        widget=UnfoldBooleanWidget({"value": numbers}, check_test=lambda _value: False),
    )
