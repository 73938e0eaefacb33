"""Officers' pages for fields of administration."""

from django.contrib import admin
from django.http import HttpRequest

from offices.admin.publishing import PublishingAdmin
from offices.models import Field


@admin.register(Field)
class FieldAdmin(PublishingAdmin):
    """Keep the code of an existing field."""

    list_display = ["name", "code", "served_by_communes", "order"]
    list_filter = ["served_by_communes"]
    search_fields = ["name", "code"]
    ordering = ["order", "code"]

    def get_readonly_fields(self, _request: HttpRequest, obj: Field | None = None) -> list[str]:
        """Keep the code of a field that exists."""
        return ["code"] if obj else []
