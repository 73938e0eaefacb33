"""The page of the law calendar."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import format_html
from unfold.decorators import display

from foundation.desk.tags import tag
from procedures.admin.search_words import WithProcedures
from procedures.models import LawChange


class LawChangeForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """Refuses to call a row dealt with while a procedure that it touches is older than it."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        behind = list(self._behind(cleaned)) if cleaned.get("dealt_on") else []
        if behind:
            text = "Còn thủ tục có nội dung ghi trước ngày này: {}. Sửa, hoặc xác nhận còn đúng."
            raise ValidationError({"dealt_on": text.format(", ".join(behind))})
        return cleaned

    def _behind(self, cleaned: dict[str, Any]) -> Iterator[str]:
        """Yield the touched procedures whose text is from before the change, which has begun."""
        row = LawChange(day=cleaned.get("day"), moment=cleaned.get("moment", ""))
        begins, today = row.begins, timezone.localdate()
        if begins is None or begins > today:
            return
        for procedure in cleaned.get("procedures") or ():
            if procedure.as_of < begins:
                yield procedure.short_name


@admin.register(LawChange)
class LawChangeAdmin(WithProcedures):
    """The law calendar: acts that begin or end, what they touch, and what is left to do."""

    form: Any = LawChangeForm
    list_display = ("show_day", "act", "what", "show_work")
    list_display_links = ("show_day", "act")
    list_filter = ("moment", "certainty", ("dealt_on", admin.EmptyFieldListFilter))
    search_fields = ("act", "what", "touches", "note")
    fields = (
        ("day", "moment"),
        "act",
        "what",
        "procedures",
        "touches",
        ("certainty", "dealt_on"),
        ("missing", "responsible"),
        "note",
        "source_url",
    )

    def get_fields(self, request: Any, obj: LawChange | None = None) -> Any:
        """Ask for the id of new rows only."""
        return self.fields if obj else ("id", *self.fields)

    @display(description="Ngày", ordering="day")
    def show_day(self, row: LawChange) -> str:
        day = f"{row.day:%d/%m/%Y}" if row.day else "Chưa rõ ngày"
        return f"{day} ({row.get_moment_display().lower()})"

    @display(description="Việc")
    def show_work(self, row: LawChange) -> str:
        work, left = tag(*work_on(row)), left_of(row)
        return format_html('<div>{}<p class="quiet">{}</p></div>', work, left) if left else work


def left_of(row: LawChange) -> str:
    """Return what a row still lacks and who does it; empty if it is dealt with."""
    if row.dealt_on:
        return ""
    missing = f"Còn thiếu: {row.missing}" if row.missing else ""
    return " ".join(filter(None, (missing, row.responsible and f"Ai làm: {row.responsible}.")))


def work_on(row: LawChange) -> tuple[str, str]:
    """Return whether `row` is dealt with, as the words and colour of a tag."""
    if row.dealt_on:
        return "Đã xử lý", "good"
    begins = row.begins
    late = begins is not None and begins <= timezone.localdate()
    return ("Đã áp dụng, chưa xử lý", "danger") if late else ("Chưa chuẩn bị", "warning")
