import uuid
from typing import Any

from django.db import migrations, models


def name_database(apps: Any, _editor: object) -> None:
    apps.get_model("records", "Identity").objects.create(pk=1, database=uuid.uuid4())


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Identity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "database",
                    models.UUIDField(
                        help_text="Mã ngẫu nhiên của cơ sở dữ liệu này.", verbose_name="mã"
                    ),
                ),
                (
                    "home",
                    models.CharField(
                        blank=True,
                        help_text="Cụm máy chủ và tên cơ sở dữ liệu lúc dọn tệp gần nhất; bản sao "
                        "thì ở nơi khác.",
                        max_length=100,
                        verbose_name="ở",
                    ),
                ),
                (
                    "turn",
                    models.PositiveBigIntegerField(
                        default=0,
                        help_text="Tăng thêm một sau mỗi lần dọn tệp; bản sao thì dừng lại.",
                        verbose_name="lượt",
                    ),
                ),
            ],
            options={
                "verbose_name": "mã cơ sở dữ liệu",
                "verbose_name_plural": "mã cơ sở dữ liệu",
            },
        ),
        migrations.RunPython(name_database, migrations.RunPython.noop),
    ]
