"""The form of a note to colleagues."""

from collections.abc import Sequence
from typing import Any

from django import forms
from unfold.widgets import UnfoldAdminTextareaWidget

from foundation.desk.models import Note
from foundation.desk.one_screen.notes import MOST_MENTIONS
from foundation.desk.one_screen.parts import Colleague


class NoteForm(forms.Form):
    """What colleagues read, and whom it asks to look."""

    note = forms.CharField(
        label="Ghi chú nội bộ",
        max_length=Note.MAX_TEXT,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 2}),
        help_text="Chỉ cán bộ đọc được; công dân không bao giờ thấy.",
        error_messages={"required": "Hãy ghi nội dung."},
    )
    mentioned = forms.TypedMultipleChoiceField(
        label="Nhắc đồng nghiệp",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple(),
        help_text="Người được nhắc thấy việc này ở danh sách «Được nhắc».",
    )

    def __init__(self, data: Any = None, *, colleagues: Sequence[Colleague] = ()) -> None:
        super().__init__(data, auto_id="note_%s")  # dialogs on the page have ids, too
        named: Any = self.fields["mentioned"]
        named.choices = [(one.key, one.name) for one in colleagues]

    def clean_mentioned(self) -> list[int]:
        """Refuse more colleagues than one note may name."""
        named: list[int] = self.cleaned_data["mentioned"]
        if len(named) > MOST_MENTIONS:
            raise forms.ValidationError(
                f"Mỗi ghi chú nhắc tối đa {MOST_MENTIONS} người.", code="too_many"
            )
        return named
