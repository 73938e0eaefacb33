"""Model fields that several apps use."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from unfold.widgets import UnfoldAdminTextareaWidget

MAX_LINES = 200
MAX_LINE_LENGTH = 2000


def validate_lines(value: object) -> None:
    """Refuse anything but at most 200 non-empty strings of at most 2,000 characters."""
    if not isinstance(value, list) or not all(
        isinstance(line, str) and line.strip() for line in value
    ):
        raise ValidationError("Cần một danh sách các dòng chữ không trống.", code="invalid_lines")
    if any("\0" in line for line in value):
        raise ValidationError("Có ký tự không đọc được.", code="null_character")
    if len(value) > MAX_LINES or any(len(line) > MAX_LINE_LENGTH for line in value):
        raise ValidationError(
            f"Tối đa {MAX_LINES} dòng, mỗi dòng {MAX_LINE_LENGTH} ký tự.", code="too_long"
        )


class LinesFormField(forms.CharField):
    """A text area; each line is one entry."""

    def __init__(self, **kwargs: Any) -> None:
        for unused in ("encoder", "decoder", "empty_value"):
            kwargs.pop(unused, None)
        super().__init__(**{**kwargs, "widget": UnfoldAdminTextareaWidget(attrs={"rows": 4})})

    def prepare_value(self, value: Any) -> Any:
        """Show a list as lines."""
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: str | None) -> list[str]:  # type: ignore[override]  # a list, not a text
        """Return the lines without blank ones."""
        return [line.strip() for line in (value or "").splitlines() if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare lists, not their texts."""
        return bool(self.to_python(self.prepare_value(initial)) != self.to_python(data))


class LinesField(models.JSONField):
    """A list of short texts, edited one a line. Stored as a JSON array."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"default": list, "blank": True, **kwargs})
        self.validators.append(validate_lines)

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        """Return the text area."""
        return models.Field.formfield(self, form_class=LinesFormField, **{**kwargs, "widget": None})
