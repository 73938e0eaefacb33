"""What officers write to citizens; before numbers of persons leave in it, it asks once more."""

from typing import Any

from django import forms
from unfold.widgets import UnfoldAdminTextareaWidget, UnfoldBooleanWidget

from citizens.validators import clean_text
from offices.persons_numbers import numbers_of_persons

_CONFIRMED = "knowingly"


class WordsField(forms.CharField):
    """Several lines without invisible characters."""

    def __init__(self, rows: int = 5, **kwargs: Any) -> None:
        super().__init__(widget=UnfoldAdminTextareaWidget(attrs={"rows": rows}), **kwargs)

    def clean(self, value: str | None) -> str:
        """Return the cleaned text; refuse an empty one if the field is required."""
        text = clean_text(super().clean(value))
        if self.required and not text:
            raise forms.ValidationError("Hãy ghi nội dung.", code="required")
        return text


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
