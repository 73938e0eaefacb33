from django.db import migrations, models

from foundation.database.operations import AddIndexConcurrently


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("dossiers", "0004_refused_by_the_connector")]

    operations = [
        migrations.AddField(
            model_name="dossier",
            name="id_number_hash",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                editable=False,
                help_text="Để tìm hồ sơ theo đủ số; số không được lưu.",
                max_length=64,
                verbose_name="dấu số định danh",
            ),
        ),
        AddIndexConcurrently(
            model_name="dossier",
            index=models.Index(
                condition=models.Q(("id_number_hash", ""), _negated=True),
                fields=["id_number_hash"],
                name="dossier_id_number",
            ),
        ),
    ]
