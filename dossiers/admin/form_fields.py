"""Fields that several forms about a dossier share."""

from django import forms
from unfold.widgets import UnfoldAdminTextareaWidget

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
