"""Which entries of the access log name a row, which each database finds in its own way."""

from django.db import connection
from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL

from citizens.models import AccessEntry


def naming(*keys: object) -> Q:
    """Return the condition that an entry names one of the internal ids `keys`, of any kind.

    An index look-up on PostgreSQL.
    """
    if connection.vendor == "postgresql":
        # The values are passed as parameters; nothing is written into the SQL.
        overlap = f"string_to_array({AccessEntry._meta.db_table}.subjects, ' ') && %s::text[]"
        return Q(RawSQL(overlap, [[str(key) for key in keys]], output_field=BooleanField()))  # noqa: S611  # the values are parameters
    condition = Q(pk__in=[])
    for key in keys:
        condition |= Q(subjects=str(key)) | Q(subjects__startswith=f"{key} ")
        condition |= Q(subjects__endswith=f" {key}") | Q(subjects__contains=f" {key} ")
    return condition
