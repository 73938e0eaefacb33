from django.db import migrations

from police_portal.append_only import forbid_changes

# Two years. No setting shortens it: younger entries of the access log cannot be deleted, by anybody.
ACCESS_LOG_DAYS = 730
INDEX = "CREATE INDEX access_subjects ON citizens_accessentry USING gin (string_to_array(subjects, ' '))"


def index_subjects(_apps, editor):
    """Find who looked at one person's data. SQLite, for trials, reads the whole table instead."""
    if editor.connection.vendor == "postgresql":
        editor.execute(INDEX)


def drop_index(_apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP INDEX access_subjects")


class Migration(migrations.Migration):
    dependencies = [("citizens", "0004_access_log_and_requests")]

    operations = [
        forbid_changes("citizens_accessentry", deletable_after=ACCESS_LOG_DAYS),
        forbid_changes("citizens_personalrequestevent"),
        migrations.RunPython(index_subjects, drop_index),
    ]
