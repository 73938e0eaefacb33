"""Writing the rows as files that can be imported again."""

from offices.importing import contents, document
from offices.models import Field, Office


def export_fields() -> str:
    """Return the text of a file with all fields."""
    return document.write(
        "fields",
        (
            contents.without_defaults(contents.field_content(row), contents.FIELD_DEFAULTS)
            for row in Field.objects.all()
        ),
    )


def export_offices() -> str:
    """Return the text of a file with all offices, including ended ones, the province first."""
    rows = sorted(
        Office.objects.prefetch_related("fields", "hours", "exceptions"),
        key=lambda row: (list(Office.Kind).index(Office.Kind(row.kind)), row.pk),
    )
    return document.write(
        "offices",
        (
            contents.without_defaults(contents.office_content(row), contents.OFFICE_DEFAULTS)
            for row in rows
        ),
    )
