"""Fields that several forms about a dossier share."""

from django import forms
from unfold.widgets import (
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
)

from dossiers.workflow import MAX_NOTE_LENGTH

NO_NUMBERS = "Không ghi số điện thoại, số giấy tờ."


def text_area(label: str, help_text: str, *, required: bool = False) -> forms.CharField:
    """Return a field for a few sentences."""
    widget = UnfoldAdminTextareaWidget(attrs={"rows": 3})
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=MAX_NOTE_LENGTH,
        widget=widget,
    )


def date_field(label: str, help_text: str, *, required: bool = True) -> forms.DateField:
    """Return a date field with the browser's own picker.

    Unfold's needs a script that dialogs do not load.
    """
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        widget=UnfoldAdminTextInputWidget(attrs={"type": "date"}),
    )


def moment_field(label: str, help_text: str, *, required: bool = False) -> forms.DateTimeField:
    """Return a field for a moment, with the browser's own picker."""
    widget = UnfoldAdminTextInputWidget(attrs={"type": "datetime-local"})
    return forms.DateTimeField(label=label, help_text=help_text, required=required, widget=widget)
