"""Notices of confidential events need not name their citizen. Rows follow in 0006."""

import django.db.models.deletion
from django.db import migrations, models

import foundation.records.encryption


class Migration(migrations.Migration):
    dependencies = [
        ("citizens", "0003_unreadable_deliveries"),
        ("offices", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="NoticeReading",
            fields=[
                (
                    "citizen",
                    models.OneToOneField(
                        help_text="Người đã đọc thông báo.",
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="citizens.citizen",
                        verbose_name="công dân",
                    ),
                ),
                (
                    "moments",
                    foundation.records.encryption.EncryptedTextField(
                        editable=False,
                        help_text="Được mã hoá, dài bằng nhau: không cho biết có thông báo kín "
                        "hay không.",
                        verbose_name="đã đọc",
                    ),
                ),
            ],
            options={
                "verbose_name": "lần đọc thông báo",
                "verbose_name_plural": "lần đọc thông báo",
                "ordering": ["pk"],
            },
        ),
        migrations.AddField(
            model_name="notice",
            name="citizen_hash",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                editable=False,
                help_text="Dấu có khoá để người nhận thông báo kín tìm thấy thông báo của mình.",
                max_length=64,
                verbose_name="dấu người nhận",
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="recipient",
            field=foundation.records.encryption.EncryptedTextField(
                blank=True,
                db_default="",
                default="",
                editable=False,
                help_text="Được mã hoá, chỉ để gửi thông báo kín. Cán bộ không thấy.",
                verbose_name="người nhận",
            ),
        ),
        migrations.AlterField(
            model_name="notice",
            name="citizen",
            field=models.ForeignKey(
                blank=True,
                help_text="Người được báo; trống với thông báo kín.",
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="notices",
                to="citizens.citizen",
                verbose_name="công dân",
            ),
        ),
    ]
