"""The register of all evidence ever received, and what entries say beside what happened."""

from django.db import migrations, models

from foundation.records.append_only import forbid_changes


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="ReceivedEvidence",
            fields=[
                (
                    "sequence",
                    models.PositiveBigIntegerField(
                        help_text="Bắt đầu từ 1, không có khoảng.",
                        primary_key=True,
                        serialize=False,
                        verbose_name="số thứ tự",
                    ),
                ),
                (
                    "evidence_id",
                    models.UUIDField(
                        help_text="Mã của bằng chứng; còn cả khi dòng kia bị xoá.",
                        unique=True,
                        verbose_name="bằng chứng",
                    ),
                ),
                (
                    "mac",
                    models.CharField(
                        help_text="HMAC của dòng này và dòng trước.",
                        max_length=64,
                        verbose_name="dấu nối",
                    ),
                ),
            ],
            options={
                "verbose_name": "bằng chứng đã nhận",
                "verbose_name_plural": "sổ bằng chứng đã nhận",
                "ordering": ["sequence"],
            },
        ),
        migrations.AddField(
            model_name="custodyentry",
            name="says",
            field=models.JSONField(
                blank=True,
                editable=False,
                help_text="Của tệp và phản ánh, nằm trong dấu nối; trống ở mắt xích của bản 0.9.",
                null=True,
                verbose_name="thông tin lúc đó",
            ),
        ),
        forbid_changes("reports_receivedevidence"),
    ]
