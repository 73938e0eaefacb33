"""The list is called in its heading as in the menu."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("feedback", "0010_published_satisfaction_never_changes"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="followup",
            options={"verbose_name": "xử lý đánh giá chưa hài lòng", "verbose_name_plural": "đánh giá chưa hài lòng"},
        ),
    ]
