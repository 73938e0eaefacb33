"""Takes the demo away: with the whole database that it lives in.

Events, versions, consents and ratings are rows that the database refuses to delete, and no command
shipped here makes an exception. So the demo goes as it came: all tables are dropped, and `set_up`
makes them anew.
"""

from django.db import connection

from demo import dossiers
from demo.creating import NotPossible, refuse_unless_trial
from dossiers.models import Dossier


def remove() -> int:
    """Drop every table and return how many there were.

    Raises NotPossible where there is no demo, or something besides it.
    """
    refuse_unless_trial()
    if not dossiers.exists():
        raise NotPossible("Không có dữ liệu thử nghiệm.")
    if Dossier.objects.exclude(code__startswith=f"{dossiers.PREFIX}.").exists():
        raise NotPossible("Có hồ sơ không phải thử nghiệm trong cơ sở dữ liệu này, nên không xoá.")
    tables = connection.introspection.table_names()
    cascade = " CASCADE" if connection.vendor == "postgresql" else ""
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(table)}{cascade}")
    return len(tables)
