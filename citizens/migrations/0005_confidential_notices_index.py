from django.db import migrations, models

from foundation.database.operations import AddIndexConcurrently


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("citizens", "0004_confidential_notices")]

    operations = [
        AddIndexConcurrently(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("citizen_hash", ""), _negated=True),
                fields=["citizen_hash"],
                name="notice_confidential",
            ),
        ),
    ]
