"""What officers have typed and not sent: a new table, which nothing reads before it is there."""

import django.db.models.deletion
import django.utils.timezone
import foundation.records.encryption
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('desk', '0003_long_keys'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page', models.CharField(help_text='Loại dòng, ví dụ «feedback.question».', max_length=60, verbose_name='trang')),
                ('key', models.CharField(blank=True, help_text='Mã nội bộ của dòng; trống khi thêm mới.', max_length=200, verbose_name='mã dòng')),
                ('form', models.CharField(help_text='Tên địa chỉ của biểu mẫu.', max_length=100, verbose_name='biểu mẫu')),
                ('words', foundation.records.encryption.EncryptedTextField(editable=False, help_text='Được mã hoá khi lưu.', verbose_name='nội dung')),
                ('mark', models.CharField(blank=True, help_text='Mã ngẫu nhiên của trình duyệt.', max_length=40, verbose_name='mã bản nháp')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, help_text='Lần gõ gần nhất.', verbose_name='lúc')),
                ('officer', models.ForeignKey(db_index=False, help_text='Ai đang viết; xoá khi tài khoản ngừng hoạt động.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='cán bộ')),
            ],
            options={
                'verbose_name': 'bản đang viết',
                'verbose_name_plural': 'bản đang viết',
                'indexes': [models.Index(fields=['page', 'key'], name='draft_of_row'), models.Index(fields=['at'], name='draft_at')],
                'constraints': [models.UniqueConstraint(fields=('officer', 'page', 'key', 'form'), name='draft_of_form', violation_error_message='Đã có bản đang viết của biểu mẫu này.')],
            },
        ),
    ]
