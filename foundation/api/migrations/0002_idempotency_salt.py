from django.db import migrations

import foundation.records.encryption


class Migration(migrations.Migration):

    dependencies = [
        ('api', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='idempotencykey',
            name='salt',
            field=foundation.records.encryption.EncryptedTextField(blank=True, db_default='', default='', editable=False, help_text='Phần ngẫu nhiên của mã bí mật đã trả lời; trống khi câu trả lời không có mã.', verbose_name='phần riêng'),
        ),
    ]
