import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    may_block = "PostgreSQL scans no new column that is NULL in every row"

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('reports', '0005_books_and_proposals'),
    ]

    operations = [
        migrations.AddField(
            model_name='report',
            name='officer',
            field=models.ForeignKey(blank=True, db_index=False, help_text='Ai chịu trách nhiệm xác minh; trống khi chưa ai nhận.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='cán bộ giải quyết'),
        ),
    ]
