from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("citizens", "0009_erasures_append_only")]

    operations = [
        migrations.AddField(
            model_name="notice",
            name="kind",
            field=models.CharField(
                choices=[("dossiers", "Hồ sơ"), ("questions", "Câu hỏi và đánh giá"), ("requests", "Yêu cầu về dữ liệu cá nhân")],
                default="dossiers",
                help_text="Loại mà công dân có thể tắt khi gửi qua Zalo.",
                max_length=20,
                verbose_name="loại",
            ),
            preserve_default=False,
        ),
    ]
