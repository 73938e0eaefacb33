"""The form of a draft: what its kind needs, a picture, and what the officer saw when opening it."""

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from unfold.widgets import UnfoldAdminFileFieldWidget

from announcements.actions.editing import require_editable
from announcements.actions.moving import lock_announcement
from announcements.models import Announcement
from announcements.pictures.keeping import keep_picture
from announcements.workflow import OF_PERSONS, Kind
from foundation.api.problems import Problem

TEXTS = ("title", "summary", "body")
PICTURE = ("show_picture", "picture_file", "remove_picture", "picture_alternative")
# Kinds that are urgent or not, are meant for somebody, are based on a text.
_GRADED = {Kind.SCAM_WARNING, Kind.TRAFFIC, Kind.SERVICE_OUTAGE, *OF_PERSONS}
_ADDRESSED = {Kind.NEWS, Kind.POLICY, Kind.SCAM_WARNING, Kind.FACT_CHECK}
_BASED = {Kind.NEWS, Kind.POLICY, Kind.FACT_CHECK, Kind.SERVICE_OUTAGE, Kind.TRAFFIC}
TIMES = ("publish_at", "expires_at")
# What only some kinds have.
OF_KIND: dict[str, tuple[Any, ...]] = {
    Kind.FACT_CHECK: ("claim", "where_seen", "verdict", "sources"),
    Kind.SCAM_WARNING: ("scam_marks",),
    Kind.WANTED: ("decision_number",),
    Kind.MISSING: ("decision_number", "about_minor", "guardian_consent"),
    Kind.TRAFFIC: ("place", ("begins_at", "ends_at")),
    Kind.SERVICE_OUTAGE: ("service", "place", ("begins_at", "ends_at")),
}


class DraftForm(forms.ModelForm):  # type: ignore[type-arg]  # it is not generic at run time
    """Checks that nobody decides about the draft, and keeps the picture that is brought."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    picture_file = forms.FileField(
        label="Ảnh mới",
        required=False,
        widget=UnfoldAdminFileFieldWidget,
        help_text="JPEG, PNG hoặc WebP, tối đa 10 MB; được mã hoá lại, bỏ vị trí và thông tin máy. "
        "Không dùng ảnh có giấy tờ tuỳ thân.",
    )
    remove_picture = forms.BooleanField(
        label="Bỏ ảnh đang có", required=False, help_text="Bản tin không còn ảnh sau khi lưu."
    )

    officer: User  # set by the page

    class Meta:
        model = Announcement
        fields = "__all__"  # noqa: DJ007  # the page names them by kind

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "seen" in self.fields:
            self.fields["seen"].initial = self.instance.events_count

    def clean(self) -> dict[str, Any]:
        """Lock the draft and refuse what was overtaken; then encode the picture anew."""
        typed = super().clean() or {}
        try:
            if self.instance.pk:
                require_editable(lock_announcement(self.instance, typed.get("seen") or 0))
            self._take_picture(typed)
        except Problem as problem:
            raise ValidationError(problem.detail, code=problem.type.code) from None
        return typed

    def _take_picture(self, typed: dict[str, Any]) -> None:
        file = typed.get("picture_file")
        if file is not None and not self.errors:
            self.instance.picture = keep_picture(file, self.officer)
        elif typed.get("remove_picture"):
            self.instance.picture = None


def where_of(kind: str) -> tuple[Any, ...]:
    """Return the names of what says whom it concerns, as far as the kind needs it."""
    asked = (("severity", _GRADED), ("audience", _ADDRESSED), ("legal_document", _BASED))
    return ("areas", *(name for name, kinds in asked if kind in kinds))


def fields_of(kind: str) -> tuple[Any, ...]:
    """Return the names of what only this kind."""
    return OF_KIND.get(kind, ())
