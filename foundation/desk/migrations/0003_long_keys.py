"""The id of a changed row may be as long as the longest id there is: names of offices in files."""

from django.db import migrations, models

from foundation.records.append_only import forbid_changes

# SQLite makes a changed table anew, without its triggers.
TRIGGER = forbid_changes('desk_changeentry', deletable_after=730)


class Migration(migrations.Migration):

    # More letters change the catalogue of PostgreSQL only: no row is read or written.
    may_block = "a longer varchar is no other type"

    dependencies = [
        ('desk', '0002_sent_form'),
    ]

    operations = [
        migrations.RunPython(TRIGGER.reverse_code, TRIGGER.code),
        migrations.AlterField(
            model_name='changeentry',
            name='key',
            field=models.CharField(blank=True, help_text='Mã nội bộ của dòng; trống khi là nhiều dòng.', max_length=200, verbose_name='mã dòng'),
        ),
        TRIGGER,
    ]
