"""Removes the demo by dropping every table; `set_up` makes them anew.

The database refuses to delete events, versions, consents and ratings, and no command makes an
exception. So the demo can go only together with its whole database. The sealed originals of
evidence go, too: with their rows go the only keys.
"""

from django.db import connection

from demo import announcements, dossiers, report_evidence
from demo.creating import NotPossible, refuse_unless_trial
from demo.plans import PREFIX
from dossiers.models import Dossier


def remove_demo() -> int:
    """Drop every table and return their number.

    Raises NotPossible if there is no demo, or if there are dossiers besides it.
    """
    refuse_unless_trial()
    if not dossiers.has_demo():
        raise NotPossible("Không có dữ liệu thử nghiệm.")
    if Dossier.objects.exclude(code__startswith=f"{PREFIX}.").exists():
        raise NotPossible("Có hồ sơ không phải thử nghiệm trong cơ sở dữ liệu này, nên không xoá.")
    report_evidence.delete_files()
    announcements.delete_files()
    tables = connection.introspection.table_names()
    cascade = " CASCADE" if connection.vendor == "postgresql" else ""
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(table)}{cascade}")
    return len(tables)
