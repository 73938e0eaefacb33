"""Editors' page of questionnaires: versions are added, never changed."""

import re
from datetime import date

from django import forms
from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from unfold.decorators import display

from feedback.models import Questionnaire
from feedback.ratings import questionnaires
from feedback.ratings.serializers import MAX_ASPECTS
from foundation.desk.read_only import ReadOnlyAdmin
from foundation.records.fields import LinesFormField

_LINE = re.compile(r"(?P<key>[a-z][a-z_]{1,29})\s*:\s*(?P<label>.{2,200})")


class QuestionnaireForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """A new version."""

    aspects = LinesFormField(
        label="Tiêu chí",
        help_text="Mỗi dòng một tiêu chí theo thứ tự hỏi: mã không dấu, dấu hai chấm, lời hỏi. Ví "
        "dụ «time: Thời gian giải quyết».",
    )

    class Meta:
        model = Questionnaire
        fields = ["in_force_on", "source", "aspects"]

    def clean_in_force_on(self) -> date:
        """Refuse a past day: ratings since then used another version."""
        day: date = self.cleaned_data["in_force_on"]
        if day <= timezone.localdate():
            raise forms.ValidationError("Ngày áp dụng phải sau hôm nay.", code="past")
        return day

    def clean_aspects(self) -> list[dict[str, str]]:
        """Return the aspects; refuse malformed lines and duplicate keys."""
        lines = self.cleaned_data["aspects"]
        found = [_LINE.fullmatch(line) for line in lines]
        if not lines or len(lines) > MAX_ASPECTS or None in found:
            raise forms.ValidationError(
                f"Cần 1–{MAX_ASPECTS} dòng dạng «mã: lời hỏi».", code="invalid"
            )
        aspects = [line.groupdict() for line in found if line]
        if len({aspect["key"] for aspect in aspects}) < len(aspects):
            raise forms.ValidationError("Mã tiêu chí bị trùng.", code="duplicate")
        return aspects


@admin.register(Questionnaire)
class QuestionnaireAdmin(ReadOnlyAdmin):
    """Versions of the questionnaire."""

    form = QuestionnaireForm
    add_words = "Thêm bộ câu hỏi"
    list_display = ("show_name", "in_force_on", "source")
    sortable_by = ()
    show_facets = admin.ShowFacets.NEVER
    readonly_fields = ("show_aspects",)

    def has_add_permission(self, request: HttpRequest, _obj: Model | None = None) -> bool:
        return request.user.has_perm("feedback.add_questionnaire")

    def get_fields(self, _request: HttpRequest, obj: Questionnaire | None = None) -> list[str]:
        return (
            ["number", "in_force_on", "source", "show_aspects"]
            if obj
            else ["in_force_on", "source", "aspects"]
        )

    def get_readonly_fields(
        self, _request: HttpRequest, obj: Questionnaire | None = None
    ) -> list[str]:
        return ["number", "in_force_on", "source", "show_aspects"] if obj else []

    def save_model(
        self,
        _request: HttpRequest,
        obj: Questionnaire,
        _form: QuestionnaireForm,
        change: bool,  # noqa: FBT001  # Django's signature
    ) -> None:
        """Save it under the next number."""
        questionnaires.add_version(obj)

    @display(description="Phiên bản")
    def show_name(self, row: Questionnaire) -> str:
        return f"Phiên bản {row.number}"

    @display(description="Tiêu chí")
    def show_aspects(self, row: Questionnaire) -> str:
        return render_to_string("admin/feedback/asked.html", {"aspects": row.aspects})
