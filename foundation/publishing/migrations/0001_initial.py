from django.db import migrations, models

from foundation.database.initial import InitialMigration


class Migration(InitialMigration):

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Revision',
            fields=[
                ('name', models.CharField(help_text='Phần dữ liệu, ví dụ «catalogue».', max_length=40, primary_key=True, serialize=False, verbose_name='tên')),
                ('number', models.PositiveBigIntegerField(default=0, help_text='Tăng thêm một sau mỗi lần công bố.', verbose_name='số')),
                ('changed_at', models.DateTimeField(auto_now=True, help_text='Lần thay đổi gần nhất.', verbose_name='lúc')),
            ],
            options={
                'verbose_name': 'bản dữ liệu',
                'verbose_name_plural': 'bản dữ liệu',
            },
        ),
    ]
