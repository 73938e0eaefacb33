"""Fields that dialogs of the counter share."""

from django import forms
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from reception.models import PriorityGroup


def priority_field(*, required: bool = False) -> "forms.ModelChoiceField[PriorityGroup]":
    """Return a field for the group that is called first."""
    return forms.ModelChoiceField(
        PriorityGroup.objects.filter(active=True), label="Ưu tiên", required=required,
        empty_label="Không", widget=UnfoldAdminSelectWidget(),
        help_text="Mời trước, xen kẽ với người khác. Không hỏi giấy tờ về bệnh tật.",
    )  # fmt: skip


def people_field() -> forms.IntegerField:
    """Return a field for how many come together."""
    return forms.IntegerField(
        label="Số người", min_value=1, max_value=4, initial=1, widget=UnfoldAdminTextInputWidget()
    )


def words_field(
    label: str, help_text: str, length: int = 100, *, required: bool = True
) -> forms.CharField:
    """Return a field for a few words."""
    return forms.CharField(
        label=label, help_text=help_text, max_length=length, required=required,
        widget=UnfoldAdminTextInputWidget(),
    )  # fmt: skip
