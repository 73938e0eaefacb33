"""Officers search questions without marks: PostgreSQL finds parts of words by their trigrams, others read the rows.

The extension is trusted since PostgreSQL 13: the database's owner may create it. Where that is forbidden, the search
works without the index.
"""

from django.db import migrations, transaction
from django.db.utils import ProgrammingError

CREATE = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX IF NOT EXISTS question_words_trigrams ON feedback_question USING gin (words gin_trgm_ops)",
)


def create(_apps, editor):
    if editor.connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(using=editor.connection.alias):
            for statement in CREATE:
                editor.execute(statement)
    except ProgrammingError:  # no right to create extensions here
        print("\n  pg_trgm is missing: questions are searched without an index.")


def drop(_apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP INDEX IF EXISTS question_words_trigrams")


class Migration(migrations.Migration):
    dependencies = [("feedback", "0002_append_only")]

    operations = [migrations.RunPython(create, drop)]
