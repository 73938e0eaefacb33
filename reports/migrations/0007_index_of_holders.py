from django.db import migrations, models

from foundation.database.operations import AddIndexConcurrently


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("reports", "0006_owner")]

    operations = [
        AddIndexConcurrently(
            model_name="report",
            index=models.Index(
                condition=models.Q(
                    ("officer__isnull", False),
                    ("status__in", ("sent", "received", "need_more", "verifying", "disputed")),
                ),
                fields=["officer", "due_at", "id"],
                name="report_held",
            ),
        ),
    ]
