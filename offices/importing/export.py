"""The rows as files that can be imported again."""

from offices.importing import contents, document
from offices.models import Field, Office

_KINDS = [
    Office.Kind.PROVINCE,
    Office.Kind.DEPARTMENT,
    Office.Kind.RECEPTION_POINT,
    Office.Kind.COMMUNE,
]


def fields() -> str:
    """Return the file of all fields."""
    return document.write(
        "fields",
        (
            contents.short(contents.of_field(row), contents.FIELD_DEFAULTS)
            for row in Field.objects.all()
        ),
    )


def offices() -> str:
    """Return the file of all offices, the province first, ended ones included."""
    rows = sorted(
        Office.objects.prefetch_related("fields", "hours", "exceptions"),
        key=lambda row: (_KINDS.index(Office.Kind(row.kind)), row.pk),
    )
    return document.write(
        "offices",
        (contents.short(contents.of_office(row), contents.OFFICE_DEFAULTS) for row in rows),
    )
