import django.db.models.deletion
import django.utils.timezone
import foundation.records.fields
from django.conf import settings
from django.db import migrations, models

from foundation.database.initial import InitialMigration
from foundation.records.append_only import forbid_changes


class Migration(InitialMigration):

    dependencies = [
        ('offices', '0001_initial'),
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
        migrations.CreateModel(
            name='AccessChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.TextField(help_text='Điều đã được làm với tài khoản.', verbose_name='thay đổi')),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now, help_text='Thời điểm thay đổi.', verbose_name='thay đổi lúc')),
                ('is_password_known', models.BooleanField(default=False, help_text='Bật đến khi chủ tài khoản đổi mật khẩu do người khác đặt.', verbose_name='mật khẩu do người khác đặt')),
                ('outcome', models.CharField(choices=[('waiting', 'Chờ xác nhận'), ('confirmed', 'Đã xác nhận'), ('refused', 'Đã từ chối')], default='waiting', help_text='Người thứ hai đã xác nhận hay từ chối.', max_length=10, verbose_name='kết quả')),
                ('settled_at', models.DateTimeField(blank=True, help_text='Thời điểm xác nhận hoặc từ chối.', null=True, verbose_name='xác nhận lúc')),
                ('account', models.ForeignKey(help_text='Tài khoản được mở hoặc được thêm quyền; chưa xác nhận thì chưa dùng được.', on_delete=django.db.models.deletion.PROTECT, related_name='access_changes', to=settings.AUTH_USER_MODEL, verbose_name='tài khoản')),
                ('changed_by', models.ForeignKey(db_index=False, help_text='Ai đã thay đổi; người này không tự xác nhận được.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người thay đổi')),
                ('settled_by', models.ForeignKey(blank=True, db_index=False, help_text='Ai đã xác nhận hoặc từ chối; trống khi là lệnh vận hành.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người xác nhận')),
            ],
            options={
                'verbose_name': 'thay đổi tài khoản',
                'verbose_name_plural': 'xác nhận tài khoản',
                'ordering': ['-changed_at', '-pk'],
                'permissions': [('confirm_accesschange', 'Xác nhận thay đổi tài khoản của người khác')],
                'constraints': [models.CheckConstraint(condition=models.Q(('account', models.F('changed_by')), _negated=True), name='access_change_of_another', violation_error_message='Chỉ ghi thay đổi tài khoản của người khác.'), models.CheckConstraint(condition=models.Q(('settled_by__isnull', True), models.Q(models.Q(('settled_by', models.F('changed_by')), _negated=True), models.Q(('settled_by', models.F('account')), _negated=True)), _connector='OR'), name='access_change_second_person', violation_error_message='Phải do người thứ hai xác nhận.'), models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'waiting'), ('settled_at__isnull', True), ('settled_by__isnull', True)), models.Q(models.Q(('outcome', 'waiting'), _negated=True), ('settled_at__isnull', False)), _connector='OR'), name='access_change_settled_whole', violation_error_message='Kết quả và thời điểm xác nhận phải cùng có.')],
            },
        ),
        migrations.CreateModel(
            name='Letterhead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('superior', models.CharField(blank=True, help_text='Dòng trên cùng bên trái; để trống là đơn vị cấp trên.', max_length=200, verbose_name='cơ quan chủ quản')),
                ('symbol', models.CharField(blank=True, help_text='Chữ viết tắt tên đơn vị trong số, ký hiệu, ví dụ «CAT-PV01».', max_length=30, verbose_name='ký hiệu')),
                ('place', models.CharField(blank=True, help_text='Đứng trước ngày tháng; để trống là tên tỉnh, với công an xã là tên xã.', max_length=60, verbose_name='địa danh')),
                ('signer_title', foundation.records.fields.LinesField(blank=True, default=list, help_text='Mỗi dòng một dòng trên văn bản, ví dụ «KT. GIÁM ĐỐC» rồi «PHÓ GIÁM ĐỐC».', verbose_name='quyền hạn, chức vụ người ký')),
                ('signer_name', models.CharField(blank=True, help_text='Cấp bậc, họ tên dưới chữ ký; để trống khi chưa rõ ai ký.', max_length=100, verbose_name='họ tên người ký')),
                ('recipients', foundation.records.fields.LinesField(blank=True, default=list, help_text='Mỗi dòng một nơi, ví dụ «Bộ Công an (để báo cáo)»; dòng lưu được thêm cuối.', verbose_name='nơi nhận')),
                ('office', models.OneToOneField(help_text='Đơn vị ban hành văn bản.', on_delete=django.db.models.deletion.PROTECT, related_name='letterhead', to='offices.office', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'thể thức văn bản',
                'verbose_name_plural': 'thể thức văn bản của đơn vị',
                'ordering': ['office'],
                'default_permissions': ('view', 'add', 'change'),
            },
        ),
        forbid_changes("officers_accountreview", deletable_after=730),
    ]
