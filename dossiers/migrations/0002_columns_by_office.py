"""What a header holds is remembered for each office; nothing was released that remembers some."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('dossiers', '0001_initial'),
        ('offices', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.DeleteModel(name='ColumnName'),
        migrations.CreateModel(
            name='ColumnName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('folded', models.CharField(help_text='Không dấu, không cách, để so sánh.', max_length=120, verbose_name='tiêu đề không dấu')),
                ('written', models.CharField(help_text='Như trong tệp.', max_length=120, verbose_name='tiêu đề')),
                ('key', models.CharField(help_text='Cột của hồ sơ, hoặc «ignored» để bỏ qua.', max_length=20, verbose_name='là cột')),
                ('at', models.DateTimeField(help_text='Lần khai báo gần nhất.', verbose_name='lúc')),
                ('by', models.ForeignKey(help_text='Ai khai báo.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='cán bộ')),
                ('office', models.ForeignKey(blank=True, help_text='Nhớ cho tệp của đơn vị này và các đơn vị cấp dưới; trống: cho mọi đơn vị.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'tên cột đã khai báo',
                'verbose_name_plural': 'tên cột đã khai báo',
                'ordering': ['folded', 'pk'],
                'constraints': [
                    models.UniqueConstraint(fields=('office', 'folded'), name='column_name_of_office', violation_error_message='Đơn vị này đã khai báo cột này.'),
                    models.UniqueConstraint(condition=models.Q(('office', None)), fields=('folded',), name='column_name_of_all', violation_error_message='Cột này đã khai báo cho mọi đơn vị.'),
                ],
            },
        ),
    ]
