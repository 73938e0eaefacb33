import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from foundation.records.append_only import forbid_changes


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AccountReview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('roles', models.CharField(blank=True, help_text='Các nhóm quyền của tài khoản vào lúc rà soát.', max_length=300, verbose_name='vai trò lúc đó')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, help_text='Thời điểm rà soát.', verbose_name='lúc')),
                ('reviewer', models.ForeignKey(db_index=False, help_text='Ai đã rà soát.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người rà soát')),
                ('user', models.ForeignKey(help_text='Tài khoản được rà soát.', on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to=settings.AUTH_USER_MODEL, verbose_name='tài khoản')),
            ],
            options={
                'verbose_name': 'lượt rà soát tài khoản',
                'verbose_name_plural': 'lượt rà soát tài khoản',
                'ordering': ['-at', '-pk'],
                'permissions': [('review_accounts', 'Được rà soát tài khoản của đơn vị mình')],
            },
        ),
        forbid_changes("officers_accountreview", deletable_after=730),
    ]
