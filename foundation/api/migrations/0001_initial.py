import django.utils.timezone
from django.db import migrations, models

from foundation.database.initial import InitialMigration


class Migration(InitialMigration):

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='IdempotencyKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('caller', models.CharField(help_text='Ai đã gửi, bằng mã nội bộ, ví dụ «citizen:12».', max_length=80, verbose_name='bên gửi')),
                ('operation', models.CharField(help_text='Việc được gửi, ví dụ «me_requests_create».', max_length=60, verbose_name='thao tác')),
                ('key', models.CharField(help_text='Dấu của Idempotency-Key, không phải chính khoá.', max_length=64, verbose_name='dấu của khoá')),
                ('body_hash', models.CharField(help_text='Để nhận ra cùng một nội dung mà không lưu nội dung.', max_length=64, verbose_name='dấu nội dung')),
                ('result', models.CharField(blank=True, help_text='Mã nội bộ của điều đã được tạo.', max_length=64, verbose_name='kết quả')),
                ('at', models.DateTimeField(db_index=True, default=django.utils.timezone.now, help_text='Lần gửi đầu tiên.', verbose_name='lúc')),
            ],
            options={
                'verbose_name': 'khoá chống gửi lặp',
                'verbose_name_plural': 'khoá chống gửi lặp',
                'constraints': [models.UniqueConstraint(fields=('caller', 'operation', 'key'), name='idempotency_key_unique', violation_error_message='Khoá này đã được dùng.')],
            },
        ),
    ]
