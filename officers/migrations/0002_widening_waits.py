
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    may_block = "officers_accesschange has a few rows a month"

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('officers', '0001_initial'),
        ('offices', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='accesschange',
            name='office',
            field=models.ForeignKey(blank=True, help_text='Đơn vị được chuyển về dưới đơn vị khác; chưa xác nhận thì vẫn ở chỗ cũ.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='đơn vị'),
        ),
        migrations.AddField(
            model_name='accesschange',
            name='role',
            field=models.ForeignKey(blank=True, help_text='Vai trò được thêm quyền; chưa xác nhận thì chưa có quyền đó.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='auth.group', verbose_name='vai trò'),
        ),
        migrations.AddField(
            model_name='accesschange',
            name='wanted',
            field=models.JSONField(blank=True, help_text='Điều được ghi vào đơn vị hoặc vai trò khi xác nhận.', null=True, verbose_name='sẽ thành'),
        ),
        migrations.AlterField(
            model_name='accesschange',
            name='account',
            field=models.ForeignKey(blank=True, help_text='Tài khoản được mở hoặc được thêm quyền; chưa xác nhận thì chưa dùng được.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='access_changes', to=settings.AUTH_USER_MODEL, verbose_name='tài khoản'),
        ),
        migrations.AddConstraint(
            model_name='accesschange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('account__isnull', False), ('office__isnull', True), ('role__isnull', True)), models.Q(('account__isnull', True), ('office__isnull', False), ('role__isnull', True)), models.Q(('account__isnull', True), ('office__isnull', True), ('role__isnull', False)), _connector='OR'), name='access_change_of_one', violation_error_message='Ghi đúng một: tài khoản, đơn vị hoặc vai trò.'),
        ),
    ]
