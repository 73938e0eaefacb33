import citizens.models.delivery
import citizens.notices.events
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import foundation.records.encryption
import uuid
from django.conf import settings
from django.db import migrations, models

from foundation.database.initial import InitialMigration
from foundation.database.partitions import partition_by_day
from foundation.records.append_only import forbid_changes, forbid_updates

# Two years. No setting shortens it: younger entries of the access log cannot be deleted, by anybody.
ACCESS_LOG_DAYS = 730
# What was sent may still be received; nothing else that ended ever changes.
ENDED = (
    "OLD.state IN ('delivered', 'failed', 'given_up', 'skipped')"
    " OR (OLD.state = 'sent' AND NEW.state <> 'delivered')"
)
SUBJECTS_INDEX = (
    "CREATE INDEX access_subjects ON citizens_accessentry USING gin (string_to_array(subjects, ' '))"
)


def index_subjects(_apps, editor):
    """Find who looked at one person's data. SQLite, for trials, reads the whole table instead."""
    if editor.connection.vendor == "postgresql":
        editor.execute(SUBJECTS_INDEX)


def drop_index(_apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP INDEX access_subjects")


class Migration(InitialMigration):

    dependencies = [
        ('official_accounts', '0001_initial'),
        ('offices', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='NoticeTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('event', models.CharField(editable=False, help_text='Việc xảy ra thì công dân được báo.', max_length=40, unique=True, verbose_name='sự kiện')),
                ('title', models.CharField(help_text='Một dòng ngắn; dùng được {code} và các chỗ điền khác.', max_length=120, verbose_name='tiêu đề')),
                ('text', models.TextField(help_text='Lời dễ hiểu cho công dân. Dòng có chỗ điền mà giá trị trống thì không hiện.', max_length=1500, verbose_name='nội dung')),
                ('changed_at', models.DateTimeField(auto_now=True, help_text='Lần sửa gần nhất; tin đã tạo trước đó không đổi.', verbose_name='sửa lúc')),
            ],
            options={
                'verbose_name': 'mẫu thông báo',
                'verbose_name_plural': 'mẫu thông báo',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='VisitDay',
            fields=[
                ('day', models.DateField(help_text='Ngày theo giờ Việt Nam.', primary_key=True, serialize=False, verbose_name='ngày')),
                ('visits', models.IntegerField(default=0, help_text='Phiên đăng nhập mới, hoặc lần đầu trong ngày của một phiên còn hiệu lực.', verbose_name='lượt truy cập')),
                ('users', models.IntegerField(default=0, help_text='Người có lượt truy cập đầu tiên trong ngày.', verbose_name='người dùng')),
                ('week_users', models.IntegerField(default=0, help_text='Lượt đầu tiên của họ trong tuần (từ thứ Hai).', verbose_name='người dùng mới trong tuần')),
                ('month_users', models.IntegerField(default=0, help_text='Lượt đầu tiên của họ trong tháng.', verbose_name='người dùng mới trong tháng')),
                ('year_users', models.IntegerField(default=0, help_text='Lượt đầu tiên của họ trong năm.', verbose_name='người dùng mới trong năm')),
                ('new_users', models.IntegerField(default=0, help_text='Đăng nhập lần đầu tiên.', verbose_name='người dùng mới')),
            ],
            options={
                'verbose_name': 'lượt truy cập trong ngày',
                'verbose_name_plural': 'lượt truy cập theo ngày',
                'ordering': ['-day'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='ChannelStop',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(choices=[('phone', 'Tin theo mẫu tới số điện thoại'), ('user', 'Tin theo mẫu tới người dùng OA'), ('text', 'Tin tư vấn'), ('notification', 'Thông báo Mini App')], help_text='Kênh đang dừng.', max_length=20, verbose_name='kênh')),
                ('template_id', models.CharField(blank=True, help_text='Chỉ mẫu này đang dừng trên kênh; trống: cả kênh dừng.', max_length=64, verbose_name='mã mẫu Zalo')),
                ('account', models.ForeignKey(blank=True, help_text='Official Account của đơn vị có kênh đang dừng; trống: của tỉnh, hoặc Mini App.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='channel_stops', to='official_accounts.officialaccount', verbose_name='tài khoản')),
                ('cause', models.CharField(choices=[('configuration', 'Cấu hình sai: cần người sửa'), ('quota', 'Hết hạn mức hoặc hết tiền'), ('rate', 'Chạm giới hạn mỗi phút của Zalo'), ('operator', 'Cán bộ dừng kênh')], help_text='Vì sao dừng.', max_length=20, verbose_name='lý do')),
                ('error_number', models.IntegerField(blank=True, help_text='Số lỗi mà Zalo trả lời, nếu có.', null=True, verbose_name='số lỗi Zalo')),
                ('since', models.DateTimeField(default=django.utils.timezone.now, help_text='Thời điểm dừng.', verbose_name='dừng từ')),
                ('until', models.DateTimeField(blank=True, help_text='Trống: tới khi có người cho chạy lại.', null=True, verbose_name='dừng tới')),
            ],
            options={
                'verbose_name': 'kênh đang dừng',
                'verbose_name_plural': 'kênh đang dừng',
                'ordering': ['channel', 'template_id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('account__isnull', True)), fields=('channel', 'template_id'), name='channel_stop_once', violation_error_message='Kênh này đang dừng rồi.'), models.UniqueConstraint(condition=models.Q(('account__isnull', False)), fields=('account', 'channel', 'template_id'), name='channel_stop_once_of_account', violation_error_message='Kênh này của tài khoản đang dừng rồi.')],
            },
        ),
        migrations.CreateModel(
            name='Citizen',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('app_id', models.CharField(help_text='Mã ứng dụng Zalo mà công dân đăng nhập.', max_length=64, verbose_name='ứng dụng Zalo')),
                ('zalo_user_id', models.CharField(blank=True, help_text='Do Zalo xác nhận, riêng của ứng dụng; trống khi đã xoá dữ liệu.', max_length=64, null=True, verbose_name='mã người dùng Zalo')),
                ('name', models.CharField(blank=True, help_text='Tên trên Zalo, hoặc tên công dân tự đặt.', max_length=200, verbose_name='tên')),
                ('own_name', models.BooleanField(default=False, help_text='Công dân đã tự đặt tên: đăng nhập lại không thay tên này.', verbose_name='tên tự đặt')),
                ('avatar_url', models.CharField(blank=True, help_text='Ảnh đại diện trên Zalo (https).', max_length=1000, validators=[django.core.validators.URLValidator(schemes=['https'])], verbose_name='địa chỉ ảnh')),
                ('phone', foundation.records.encryption.EncryptedTextField(blank=True, editable=False, help_text='Số đã xác minh, dạng E.164, được mã hoá khi lưu.', verbose_name='điện thoại')),
                ('phone_hash', models.CharField(blank=True, editable=False, help_text='Để tìm số mà không cần giải mã.', max_length=64, null=True, unique=True, verbose_name='dấu điện thoại')),
                ('phone_verified_at', models.DateTimeField(blank=True, editable=False, help_text='Lần gần nhất Zalo xác nhận số thuộc tài khoản này.', null=True, verbose_name='xác minh điện thoại lúc')),
                ('generation', models.PositiveIntegerField(default=0, editable=False, help_text='Tăng một thì mọi phiên đăng nhập trước đó hết hiệu lực.', verbose_name='thế hệ phiên')),
                ('blocked_at', models.DateTimeField(blank=True, editable=False, help_text='Trống khi không bị khoá.', null=True, verbose_name='khoá lúc')),
                ('blocked_reason', models.CharField(blank=True, editable=False, help_text='Cán bộ ghi khi khoá.', max_length=300, verbose_name='lý do khoá')),
                ('blocked_identity', models.CharField(blank=True, editable=False, help_text='Chỉ có khi công dân đang bị khoá đã xoá dữ liệu: để tài khoản Zalo ấy không đăng nhập lại được.', max_length=64, null=True, unique=True, verbose_name='dấu tài khoản bị khoá')),
                ('erased_at', models.DateTimeField(blank=True, editable=False, help_text='Từ lúc này dòng không còn dữ liệu cá nhân.', null=True, verbose_name='xoá dữ liệu lúc')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, help_text='Lần đăng nhập đầu tiên.', verbose_name='tạo lúc')),
                ('last_seen_on', models.DateField(default=django.utils.timezone.localdate, help_text='Ngày đăng nhập hoặc dùng gần nhất.', verbose_name='truy cập gần nhất')),
            ],
            options={
                'verbose_name': 'công dân',
                'verbose_name_plural': 'công dân',
                'ordering': ['-pk'],
                'constraints': [models.UniqueConstraint(fields=('app_id', 'zalo_user_id'), name='citizen_zalo_user_unique', violation_error_message='Người dùng Zalo này đã có.'), models.CheckConstraint(condition=models.Q(models.Q(models.Q(('phone', ''), _negated=True), ('phone_hash__isnull', False), ('phone_verified_at__isnull', False)), models.Q(('phone', ''), ('phone_hash__isnull', True), ('phone_verified_at__isnull', True)), _connector='OR'), name='citizen_phone_complete', violation_error_message='Số điện thoại đi cùng dấu và thời điểm xác minh.'), models.CheckConstraint(condition=models.Q(('blocked_at__isnull', False), ('blocked_reason', ''), _connector='OR'), name='citizen_block_dated', violation_error_message='Lý do khoá chỉ có khi công dân bị khoá.'), models.CheckConstraint(condition=models.Q(('blocked_identity__isnull', True), models.Q(('blocked_at__isnull', False), ('erased_at__isnull', False)), _connector='OR'), name='citizen_identity_only_of_blocked', violation_error_message='Dấu tài khoản chỉ giữ cho công dân bị khoá đã xoá dữ liệu.'), models.CheckConstraint(condition=models.Q(models.Q(('erased_at__isnull', False), ('avatar_url', ''), ('blocked_reason', ''), ('name', ''), ('own_name', False), ('phone', ''), ('phone_hash__isnull', True), ('phone_verified_at__isnull', True), ('zalo_user_id__isnull', True)), models.Q(('erased_at__isnull', True), ('zalo_user_id__isnull', False)), _connector='OR'), name='citizen_erased_is_nobody', violation_error_message='Công dân đã xoá dữ liệu thì không còn dữ liệu cá nhân.')],
            },
        ),
        migrations.CreateModel(
            name='EndedSession',
            fields=[
                ('token_id', models.CharField(help_text='Mã ngẫu nhiên của phiên, không phải token.', max_length=32, primary_key=True, serialize=False, verbose_name='mã phiên')),
                ('expires_at', models.DateTimeField(db_index=True, help_text='Sau lúc này phiên đã tự hết hạn, dòng không còn cần thiết.', verbose_name='hết hạn lúc')),
                ('citizen', models.ForeignKey(help_text='Công dân đã đăng xuất.', on_delete=django.db.models.deletion.CASCADE, related_name='ended_sessions', to='citizens.citizen', verbose_name='công dân')),
            ],
            options={
                'verbose_name': 'phiên đã đăng xuất',
                'verbose_name_plural': 'phiên đã đăng xuất',
                'ordering': ['-expires_at'],
            },
        ),
        migrations.CreateModel(
            name='Erasure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cause', models.CharField(choices=[('own_wish', 'Công dân tự xoá'), ('zalo_revoked', 'Công dân rút lại đồng ý trên Zalo'), ('deletion_request', 'Cán bộ giải quyết yêu cầu xoá'), ('unseen', 'Lâu không đăng nhập'), ('restored', 'Xoá lại sau khi khôi phục bản sao lưu')], help_text='Vì sao dữ liệu được xoá.', max_length=20, verbose_name='lý do')),
                ('counts', models.JSONField(default=dict, help_text='Số dòng đã xoá hoặc xoá trống của từng phần dữ liệu.', verbose_name='số dòng')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, help_text='Thời điểm xoá.', verbose_name='lúc')),
                ('citizen', models.ForeignKey(help_text='Dòng đã được xoá trống.', on_delete=django.db.models.deletion.PROTECT, related_name='erasures', to='citizens.citizen', verbose_name='công dân')),
            ],
            options={
                'verbose_name': 'lần xoá dữ liệu',
                'verbose_name_plural': 'lần xoá dữ liệu',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, help_text='Mã mà ứng dụng dùng để gọi tin này.', unique=True, verbose_name='mã')),
                ('event', models.CharField(help_text='Việc đã xảy ra.', max_length=40, verbose_name='sự kiện')),
                ('kind', models.CharField(choices=citizens.notices.events.kind_choices, help_text='Loại mà công dân có thể tắt khi gửi qua Zalo.', max_length=20, verbose_name='loại')),
                ('change', models.CharField(help_text='Mã nội bộ của thay đổi: mỗi người chỉ được báo một lần.', max_length=100, verbose_name='thay đổi')),
                ('title', models.CharField(help_text='Đúng lời công dân đọc.', max_length=300, verbose_name='tiêu đề')),
                ('text', models.TextField(help_text='Đúng lời công dân đọc.', verbose_name='nội dung')),
                ('values', models.JSONField(default=dict, help_text='Giá trị các chỗ điền, để điền mẫu của Zalo khi gửi.', verbose_name='giá trị')),
                ('link', models.CharField(blank=True, help_text='Màn hình mở ra trong ứng dụng, ví dụ «?dossier=…».', max_length=120, verbose_name='dẫn tới')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, help_text='Thời điểm của thay đổi.', verbose_name='lúc')),
                ('read_at', models.DateTimeField(blank=True, help_text='Trống khi công dân chưa đọc trong ứng dụng.', null=True, verbose_name='đọc lúc')),
                ('citizen', models.ForeignKey(help_text='Người được báo.', on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='citizens.citizen', verbose_name='công dân')),
                ('office', models.ForeignKey(blank=True, db_index=False, help_text='Đơn vị của hồ sơ, câu hỏi mà tin này nói tới; trống khi không thuộc đơn vị nào.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'thông báo',
                'verbose_name_plural': 'thông báo',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(blank=True, choices=[('phone', 'Tin theo mẫu tới số điện thoại'), ('user', 'Tin theo mẫu tới người dùng OA'), ('text', 'Tin tư vấn'), ('notification', 'Thông báo Mini App')], help_text='Kênh đã chọn khi gửi; trống khi chưa thử kênh nào.', max_length=20, verbose_name='kênh')),
                ('state', models.CharField(choices=[('waiting', 'Đang chờ'), ('claimed', 'Đang gửi'), ('sent', 'Đã gửi'), ('delivered', 'Đã nhận'), ('failed', 'Không gửi được'), ('given_up', 'Đã thôi gửi'), ('skipped', 'Không gửi')], default='waiting', help_text='Tin đang ở bước nào.', max_length=12, verbose_name='tình trạng')),
                ('why', models.CharField(blank=True, choices=[('night', 'Chờ hết đêm (22 giờ – 6 giờ)'), ('stopped', 'Chờ kênh hoạt động lại'), ('quota', 'Chờ hạn mức của Zalo'), ('token', 'Chờ mã truy cập của Official Account'), ('fault', 'Zalo trục trặc, sẽ thử lại'), ('lapsed', 'Tiến trình gửi dừng giữa chừng, sẽ thử lại'), ('no_consent', 'Công dân không đồng ý nhận qua Zalo'), ('muted', 'Công dân tắt loại thông báo này'), ('erased', 'Công dân đã xoá dữ liệu'), ('no_channel', 'Không có kênh nào tới được công dân'), ('person', 'Zalo không gửi được tới người này'), ('window', 'Đã quá thời hạn nhắn lại cho người này'), ('unsuitable', 'Tin không đúng dạng mà kênh nhận'), ('unknown', 'Zalo trả lời số lỗi lạ'), ('exhausted', 'Đã thử đủ số lần hoặc quá lâu'), ('restored', 'Chờ từ trước khi khôi phục bản sao lưu: có thể đã gửi')], help_text='Vì sao còn chờ hoặc không gửi được.', max_length=12, verbose_name='lý do')),
                ('tried', models.CharField(blank=True, editable=False, help_text='Các kênh trước đó không tới được người này.', max_length=60, verbose_name='kênh đã hỏng')),
                ('attempts', models.PositiveSmallIntegerField(default=0, help_text='Đã gọi Zalo bao nhiêu lần.', verbose_name='số lần thử')),
                ('uncertain', models.BooleanField(default=False, help_text='Có lần gọi Zalo không có câu trả lời: công dân có thể nhận hai lần.', verbose_name='có thể đã gửi')),
                ('tracking_id', models.CharField(default=citizens.models.delivery.new_tracking_id, editable=False, help_text='Mã của ta, Zalo nhắc lại khi báo đã nhận.', max_length=48, unique=True, verbose_name='mã theo dõi')),
                ('message_id', models.CharField(blank=True, help_text='Zalo cấp khi nhận tin.', max_length=64, verbose_name='mã tin của Zalo')),
                ('error_number', models.IntegerField(blank=True, help_text='Số lỗi gần nhất mà Zalo trả lời.', null=True, verbose_name='số lỗi Zalo')),
                ('error_kind', models.CharField(blank=True, help_text='Loại lỗi gần nhất, không có nội dung.', max_length=60, verbose_name='loại lỗi')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, help_text='Thời điểm xếp hàng; tuổi của tin tính từ đây.', verbose_name='tạo lúc')),
                ('next_try_at', models.DateTimeField(default=django.utils.timezone.now, help_text='Không gửi trước lúc này.', verbose_name='gửi từ lúc')),
                ('lease_until', models.DateTimeField(blank=True, help_text='Tiến trình gửi giữ tin này tới lúc này.', null=True, verbose_name='giữ tới')),
                ('claimed_by', models.CharField(blank=True, help_text='Tiến trình đang giữ tin này.', max_length=80, verbose_name='tiến trình')),
                ('finished_at', models.DateTimeField(blank=True, help_text='Trống khi còn phải gửi.', null=True, verbose_name='kết thúc lúc')),
                ('notice', models.ForeignKey(help_text='Thông báo được gửi ra ngoài ứng dụng.', on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='citizens.notice', verbose_name='thông báo')),
            ],
            options={
                'verbose_name': 'lượt gửi',
                'verbose_name_plural': 'lượt gửi thông báo',
                'ordering': ['-pk'],
                'permissions': [('resend_delivery', 'Gửi lại thông báo không gửi được')],
            },
        ),
        migrations.CreateModel(
            name='NoticePreference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=citizens.notices.events.kind_choices, help_text='Loại được bật hoặc tắt.', max_length=20, verbose_name='loại thông báo')),
                ('outside', models.BooleanField(help_text='Tắt thì chỉ hiện trong ứng dụng.', verbose_name='gửi qua Zalo')),
                ('citizen', models.ForeignKey(help_text='Người đã chọn.', on_delete=django.db.models.deletion.CASCADE, related_name='notice_preferences', to='citizens.citizen', verbose_name='công dân')),
            ],
            options={
                'verbose_name': 'lựa chọn nhận thông báo',
                'verbose_name_plural': 'lựa chọn nhận thông báo',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='PersonalRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('access', 'Xem hoặc nhận bản sao dữ liệu'), ('correction', 'Chỉnh sửa dữ liệu'), ('withdrawal', 'Rút lại đồng ý'), ('objection', 'Phản đối hoặc hạn chế việc xử lý dữ liệu'), ('deletion', 'Xoá dữ liệu')], help_text='Điều công dân yêu cầu.', max_length=20, verbose_name='yêu cầu')),
                ('text', foundation.records.encryption.EncryptedTextField(blank=True, editable=False, help_text='Lời công dân, được mã hoá khi lưu.', verbose_name='nội dung')),
                ('status', models.CharField(choices=[('received', 'Đã nhận'), ('acknowledged', 'Đã xác nhận, đang xử lý'), ('done', 'Đã giải quyết'), ('refused', 'Từ chối'), ('cancelled', 'Công dân rút yêu cầu')], default='received', help_text='Yêu cầu đang ở bước nào.', max_length=20, verbose_name='tình trạng')),
                ('received_at', models.DateTimeField(default=django.utils.timezone.now, help_text='Thời hạn tính từ ngày này.', verbose_name='nhận lúc')),
                ('acknowledge_by', models.DateField(help_text='Hạn báo cho công dân là đã nhận: 2 ngày làm việc.', verbose_name='xác nhận trước hết ngày')),
                ('acknowledged_at', models.DateTimeField(blank=True, help_text='Khi cán bộ báo đã nhận.', null=True, verbose_name='xác nhận lúc')),
                ('due_on', models.DateField(help_text='Hạn giải quyết, kể cả gia hạn.', verbose_name='trả lời trước hết ngày')),
                ('extended_at', models.DateTimeField(blank=True, help_text='Chỉ được gia hạn một lần.', null=True, verbose_name='gia hạn lúc')),
                ('extension_reason', foundation.records.encryption.EncryptedTextField(blank=True, editable=False, help_text='Công dân đọc được; được mã hoá khi lưu.', verbose_name='lý do gia hạn')),
                ('closed_at', models.DateTimeField(blank=True, help_text='Khi giải quyết xong, từ chối hoặc công dân rút.', null=True, verbose_name='kết thúc lúc')),
                ('answer', foundation.records.encryption.EncryptedTextField(blank=True, editable=False, help_text='Kết quả hoặc lý do từ chối; được mã hoá khi lưu.', verbose_name='trả lời')),
                ('citizen', models.ForeignKey(help_text='Công dân đã yêu cầu.', on_delete=django.db.models.deletion.PROTECT, related_name='personal_requests', to='citizens.citizen', verbose_name='công dân')),
            ],
            options={
                'verbose_name': 'yêu cầu về dữ liệu cá nhân',
                'verbose_name_plural': 'yêu cầu về dữ liệu cá nhân',
                'ordering': ['-pk'],
                'permissions': [('handle_personalrequest', 'Xử lý yêu cầu về dữ liệu cá nhân')],
            },
        ),
        migrations.CreateModel(
            name='PersonalRequestEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('move', models.CharField(choices=[('receive', 'Nhận yêu cầu'), ('acknowledge', 'Xác nhận đã nhận'), ('extend', 'Gia hạn'), ('finish', 'Giải quyết xong'), ('refuse', 'Từ chối'), ('cancel', 'Rút yêu cầu')], help_text='Điều đã xảy ra.', max_length=20, verbose_name='việc')),
                ('status', models.CharField(choices=[('received', 'Đã nhận'), ('acknowledged', 'Đã xác nhận, đang xử lý'), ('done', 'Đã giải quyết'), ('refused', 'Từ chối'), ('cancelled', 'Công dân rút yêu cầu')], help_text='Yêu cầu ở bước nào sau việc này.', max_length=20, verbose_name='tình trạng sau đó')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, help_text='Thời điểm thay đổi.', verbose_name='lúc')),
                ('officer', models.ForeignKey(blank=True, help_text='Trống khi công dân hoặc hệ thống làm.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='cán bộ')),
                ('request', models.ForeignKey(help_text='Yêu cầu đã thay đổi.', on_delete=django.db.models.deletion.PROTECT, related_name='events', to='citizens.personalrequest', verbose_name='yêu cầu')),
            ],
            options={
                'verbose_name': 'diễn biến của yêu cầu',
                'verbose_name_plural': 'diễn biến của yêu cầu',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='PhoneChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('verified', 'Xác minh lần đầu'), ('replaced', 'Thay bằng số khác'), ('taken_over', 'Mất số: tài khoản khác vừa xác minh số này'), ('removed', 'Công dân gỡ số')], help_text='Điều đã xảy ra với số điện thoại.', max_length=20, verbose_name='thay đổi')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, help_text='Thời điểm thay đổi.', verbose_name='lúc')),
                ('citizen', models.ForeignKey(help_text='Công dân có số thay đổi.', on_delete=django.db.models.deletion.PROTECT, related_name='phone_changes', to='citizens.citizen', verbose_name='công dân')),
            ],
            options={
                'verbose_name': 'thay đổi điện thoại',
                'verbose_name_plural': 'thay đổi điện thoại',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='TemplateChannel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(choices=[('phone', 'Tin theo mẫu tới số điện thoại'), ('user', 'Tin theo mẫu tới người dùng OA'), ('text', 'Tin tư vấn'), ('notification', 'Thông báo Mini App')], help_text='Kênh của Zalo.', max_length=20, verbose_name='kênh')),
                ('enabled', models.BooleanField(default=False, help_text='Tắt thì sự kiện này không gửi qua kênh này.', verbose_name='gửi qua kênh này')),
                ('zalo_template_id', models.CharField(blank=True, help_text='Mã mẫu mà Zalo đã duyệt; tin tư vấn không cần.', max_length=64, verbose_name='mã mẫu Zalo')),
                ('parameters', models.JSONField(blank=True, default=dict, help_text='Tên tham số trong mẫu Zalo → chỗ điền của sự kiện, ví dụ {"ma_ho_so": "code"}.', verbose_name='tham số của mẫu Zalo')),
                ('template', models.ForeignKey(help_text='Mẫu thông báo được gửi qua kênh này.', on_delete=django.db.models.deletion.CASCADE, related_name='channels', to='citizens.noticetemplate', verbose_name='mẫu')),
            ],
            options={
                'verbose_name': 'kênh của mẫu thông báo',
                'verbose_name_plural': 'kênh của mẫu thông báo',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='WebhookEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(choices=[('miniapp', 'Mini App'), ('oa', 'Official Account')], help_text='Bên gửi sự kiện.', max_length=10, verbose_name='nguồn')),
                ('kind', models.CharField(blank=True, help_text='Tên sự kiện theo Zalo; trống khi Zalo không gửi tên hợp lệ.', max_length=64, verbose_name='loại')),
                ('identity', models.CharField(editable=False, help_text='Nhận ra sự kiện được gửi lại; không cho biết nội dung.', max_length=64, unique=True, verbose_name='dấu sự kiện')),
                ('person_hash', models.CharField(blank=True, db_index=True, editable=False, help_text='Để xoá nội dung chưa xử lý của một người.', max_length=64, verbose_name='dấu người gửi')),
                ('content', foundation.records.encryption.EncryptedTextField(blank=True, editable=False, help_text='Được mã hoá, và bị xoá ngay khi xử lý xong.', verbose_name='nội dung')),
                ('account', models.ForeignKey(blank=True, help_text='Tài khoản mà sự kiện nói tới; trống với Mini App và tài khoản lạ.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='official_accounts.officialaccount', verbose_name='Official Account')),
                ('unknown_account', models.CharField(blank=True, help_text='Mã của một Official Account chưa kết nối: sự kiện để riêng tới khi kết nối.', max_length=64, verbose_name='tài khoản lạ')),
                ('sent_at', models.DateTimeField(help_text='Thời điểm theo Zalo.', verbose_name='gửi lúc')),
                ('received_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now, help_text='Lần nhận đầu tiên.', verbose_name='nhận lúc')),
                ('repeats', models.PositiveSmallIntegerField(default=0, help_text='Zalo đã phải gửi lại bao nhiêu lần; sau lần thứ năm Zalo tắt webhook.', verbose_name='Zalo gửi lại')),
                ('processed_at', models.DateTimeField(blank=True, help_text='Trống khi còn phải xử lý.', null=True, verbose_name='xử lý lúc')),
                ('attempts', models.PositiveSmallIntegerField(default=0, help_text='Bao nhiêu lần xử lý không thành.', verbose_name='số lần lỗi')),
                ('failure', models.CharField(blank=True, help_text='Loại lỗi, không có nội dung.', max_length=100, verbose_name='lỗi gần nhất')),
                ('citizen', models.ForeignKey(blank=True, help_text='Công dân mà sự kiện nói tới, nếu đã đăng nhập ở đây.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='webhook_events', to='citizens.citizen', verbose_name='công dân')),
            ],
            options={
                'verbose_name': 'sự kiện từ Zalo',
                'verbose_name_plural': 'sự kiện từ Zalo',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='AccessEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, help_text='Thời điểm truy cập.', verbose_name='lúc')),
                ('actor_kind', models.CharField(choices=[('officer', 'Cán bộ'), ('citizen', 'Công dân'), ('machine', 'Máy kết nối'), ('system', 'Hệ thống')], help_text='Ai hoặc cái gì đã truy cập.', max_length=10, verbose_name='bên truy cập')),
                ('machine', models.CharField(blank=True, help_text='Mã khoá kết nối hoặc tên lệnh, không phải bí mật.', max_length=64, verbose_name='mã máy')),
                ('action', models.CharField(choices=[('listed', 'Xem danh sách'), ('searched', 'Tìm kiếm'), ('seen', 'Xem chi tiết'), ('history', 'Xem lịch sử thay đổi'), ('revealed', 'Xem đầy đủ dữ liệu được che'), ('exported', 'Xuất dữ liệu'), ('added', 'Thêm'), ('changed', 'Thay đổi'), ('deleted', 'Xoá')], help_text='Việc đã làm, hoặc bị từ chối.', max_length=10, verbose_name='việc')),
                ('allowed', models.BooleanField(default=True, help_text='Tắt khi hệ thống đã từ chối.', verbose_name='được phép')),
                ('subject_kind', models.CharField(help_text='Loại dữ liệu được truy cập, ví dụ «citizen».', max_length=32, verbose_name='loại dữ liệu')),
                ('subjects', models.TextField(blank=True, help_text='Mã nội bộ của các dòng đã hiện, cách nhau bằng dấu cách.', verbose_name='mã dữ liệu')),
                ('count', models.PositiveIntegerField(default=0, help_text='Bao nhiêu dòng đã hiện hoặc đã xuất.', verbose_name='số dòng')),
                ('where', models.CharField(choices=[('admin', 'Trang quản trị'), ('api', 'Ứng dụng, kết nối máy'), ('command', 'Lệnh vận hành')], help_text='Truy cập qua đâu.', max_length=10, verbose_name='nơi')),
                ('request_id', models.CharField(blank=True, help_text='Tìm được cùng yêu cầu trong nhật ký máy chủ.', max_length=32, verbose_name='mã yêu cầu')),
                ('office', models.ForeignKey(blank=True, help_text='Nơi công tác của cán bộ vào lúc đó.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='đơn vị')),
                ('officer', models.ForeignKey(blank=True, db_index=False, help_text='Tài khoản cán bộ đã truy cập.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='cán bộ')),
                ('citizen', models.ForeignKey(blank=True, help_text='Công dân đã truy cập hoặc bị từ chối.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='citizens.citizen', verbose_name='công dân truy cập')),
            ],
            options={
                'verbose_name': 'lượt truy cập dữ liệu',
                'verbose_name_plural': 'nhật ký truy cập dữ liệu',
                'ordering': ['-at', '-pk'],
                'indexes': [models.Index(fields=['-at', '-id'], name='access_newest'), models.Index(fields=['officer', '-at', '-id'], name='access_officer'), models.Index(fields=['action', '-at', '-id'], name='access_action'), models.Index(condition=models.Q(('allowed', False)), fields=['-at', '-id'], name='access_refused')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('actor_kind', 'officer'), ('citizen__isnull', True), ('machine', ''), ('officer__isnull', False)), models.Q(('actor_kind', 'citizen'), ('citizen__isnull', False), ('machine', ''), ('officer__isnull', True)), models.Q(('actor_kind', 'machine'), ('citizen__isnull', True), ('officer__isnull', True), models.Q(('machine', ''), _negated=True)), models.Q(('actor_kind', 'system'), ('citizen__isnull', True), ('officer__isnull', True)), _connector='OR'), name='access_actor_named', violation_error_message='Lượt truy cập phải nêu đúng bên truy cập.')],
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(choices=[('phone', 'Số điện thoại'), ('location', 'Vị trí'), ('notices', 'Nhận thông báo'), ('photo', 'Ảnh đính kèm')], help_text='Dữ liệu được dùng vào mục đích gì.', max_length=20, verbose_name='mục đích')),
                ('granted', models.BooleanField(help_text='Có nghĩa là đồng ý, không là rút lại.', verbose_name='đồng ý')),
                ('policy_version', models.CharField(help_text='Phiên bản chính sách bảo vệ dữ liệu đã hiển thị.', max_length=40, verbose_name='phiên bản chính sách')),
                ('text', models.TextField(help_text='Đúng từng chữ nội dung mà công dân đã đọc khi quyết định.', verbose_name='nội dung đã hiển thị')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, help_text='Thời điểm quyết định.', verbose_name='lúc')),
                ('citizen', models.ForeignKey(help_text='Công dân đã quyết định.', on_delete=django.db.models.deletion.PROTECT, related_name='consents', to='citizens.citizen', verbose_name='công dân')),
            ],
            options={
                'verbose_name': 'quyết định về dữ liệu',
                'verbose_name_plural': 'quyết định về dữ liệu',
                'ordering': ['-pk'],
                'indexes': [models.Index(fields=['citizen', 'purpose', '-id'], name='consent_newest')],
            },
        ),
        migrations.CreateModel(
            name='LookupTry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.CharField(choices=[('dossier', 'Hồ sơ'), ('report', 'Tin báo, phản ánh')], help_text='Loại thông tin được tra cứu.', max_length=12, verbose_name='tra cứu')),
                ('caller', models.CharField(help_text='Dấu có khoá của công dân hoặc của địa chỉ mạng.', max_length=64, verbose_name='dấu người tra cứu')),
                ('code_hash', models.CharField(help_text='Dấu có khoá của mã đã gửi, có thật hay không.', max_length=64, verbose_name='dấu mã')),
                ('given', models.CharField(choices=[('nothing', 'Không kèm gì'), ('phone_last4', '4 số cuối điện thoại'), ('id_last4', '4 số cuối số định danh'), ('slip_secret', 'Mã tra cứu trên giấy tiếp nhận'), ('secret_code', 'Mã bí mật của tin báo')], help_text='Thông tin gửi kèm mã.', max_length=12, verbose_name='kèm theo')),
                ('hit', models.BooleanField(help_text='Có tìm thấy thông tin khớp không.', verbose_name='khớp')),
                ('at', models.DateTimeField(help_text='Thời điểm tra cứu.', verbose_name='lúc')),
                ('citizen', models.ForeignKey(db_constraint=False, help_text='Ai tra cứu; trống khi chưa đăng nhập.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='lookup_tries', to='citizens.citizen', verbose_name='công dân')),
            ],
            options={
                'verbose_name': 'lần tra cứu',
                'verbose_name_plural': 'lần tra cứu',
                'ordering': ['-pk'],
                'indexes': [models.Index(fields=['caller', 'at'], name='lookup_of_caller'), models.Index(fields=['code_hash', 'at'], name='lookup_of_code'), models.Index(fields=['at'], name='lookup_by_time')],
            },
        ),
        partition_by_day("citizens_lookuptry"),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(fields=['citizen', '-id'], name='notice_newest'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('read_at__isnull', True)), fields=['citizen'], name='notice_unread'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(fields=['created_at'], name='notice_age'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.UniqueConstraint(fields=('change', 'citizen'), name='notice_once', violation_error_message='Người này đã được báo về thay đổi này.'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(('state', 'waiting')), fields=['next_try_at', 'id'], name='delivery_due'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(('state', 'claimed')), fields=['lease_until'], name='delivery_leased'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(('state__in', ('failed', 'given_up'))), fields=['-id'], name='delivery_unsuccessful'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(('why', 'unknown')), fields=['finished_at'], name='delivery_set_aside'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(('message_id', ''), _negated=True), fields=['message_id'], name='delivery_message'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('waiting', 'claimed', 'sent', 'delivered'))), fields=('notice',), name='delivery_one_message', violation_error_message='Thông báo này đang được gửi hoặc đã gửi xong.'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('lease_until__isnull', False), ('state', 'claimed'), models.Q(('claimed_by', ''), _negated=True)), models.Q(models.Q(('state', 'claimed'), _negated=True), ('claimed_by', ''), ('lease_until__isnull', True)), _connector='OR'), name='delivery_claim_complete', violation_error_message='Chỉ lượt đang gửi mới có tiến trình giữ và thời hạn giữ.'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('finished_at__isnull', True), ('state__in', ('waiting', 'claimed'))), models.Q(models.Q(('state__in', ('waiting', 'claimed')), _negated=True), ('finished_at__isnull', False)), _connector='OR'), name='delivery_end_dated', violation_error_message='Lượt gửi đã kết thúc phải có thời điểm kết thúc.'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('sent', 'delivered', 'failed')), _negated=True), models.Q(('channel', ''), _negated=True), _connector='OR'), name='delivery_channel_named', violation_error_message='Lượt đã gửi phải nêu kênh.'),
        ),
        migrations.AddConstraint(
            model_name='noticepreference',
            constraint=models.UniqueConstraint(fields=('citizen', 'kind'), name='preference_once', violation_error_message='Loại này đã có lựa chọn.'),
        ),
        migrations.AddIndex(
            model_name='personalrequest',
            index=models.Index(fields=['citizen', '-id'], name='request_of_citizen'),
        ),
        migrations.AddIndex(
            model_name='personalrequest',
            index=models.Index(condition=models.Q(('status__in', ['received', 'acknowledged'])), fields=['due_on'], name='request_open'),
        ),
        migrations.AddIndex(
            model_name='personalrequest',
            index=models.Index(fields=['closed_at'], name='request_closed'),
        ),
        migrations.AddConstraint(
            model_name='personalrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['received', 'acknowledged']), ('answer', ''), ('closed_at__isnull', True)), models.Q(models.Q(('status__in', ['received', 'acknowledged']), _negated=True), ('closed_at__isnull', False)), _connector='OR'), name='request_closed_dated', violation_error_message='Yêu cầu đã kết thúc thì có thời điểm kết thúc, chưa kết thúc thì chưa có trả lời.'),
        ),
        migrations.AddConstraint(
            model_name='personalrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'received'), _negated=True), models.Q(('acknowledged_at__isnull', True), ('extended_at__isnull', True)), _connector='OR'), name='request_acknowledged_dated', violation_error_message='Yêu cầu mới nhận thì chưa xác nhận và chưa gia hạn.'),
        ),
        migrations.AddConstraint(
            model_name='personalrequest',
            constraint=models.CheckConstraint(condition=models.Q(('extended_at__isnull', False), ('extension_reason', ''), _connector='OR'), name='request_extension_dated', violation_error_message='Lý do gia hạn chỉ có khi đã gia hạn.'),
        ),
        migrations.AddConstraint(
            model_name='templatechannel',
            constraint=models.UniqueConstraint(fields=('template', 'channel'), name='template_channel_once', violation_error_message='Kênh này đã có trong mẫu.'),
        ),
        migrations.AddConstraint(
            model_name='templatechannel',
            constraint=models.CheckConstraint(condition=models.Q(('enabled', False), ('channel', 'text'), models.Q(('zalo_template_id', ''), _negated=True), _connector='OR'), name='template_channel_has_template', violation_error_message='Kênh này cần mã mẫu đã được Zalo duyệt.'),
        ),
        migrations.AddIndex(
            model_name='webhookevent',
            index=models.Index(condition=models.Q(('processed_at__isnull', True)), fields=['id'], name='webhook_event_waiting'),
        ),
        migrations.AddIndex(
            model_name='webhookevent',
            index=models.Index(condition=models.Q(('unknown_account', ''), _negated=True), fields=['unknown_account', 'received_at'], name='webhook_event_set_aside'),
        ),
        migrations.AddIndex(
            model_name='webhookevent',
            index=models.Index(condition=models.Q(('repeats__gte', 3)), fields=['received_at'], name='webhook_event_repeated'),
        ),
        migrations.AddConstraint(
            model_name='webhookevent',
            constraint=models.CheckConstraint(condition=models.Q(('processed_at__isnull', True), models.Q(('content', ''), ('person_hash', '')), _connector='OR'), name='webhook_event_forgotten_when_done', violation_error_message='Sự kiện đã xử lý thì không còn nội dung.'),
        ),
        forbid_changes("citizens_phonechange"),
        forbid_changes("citizens_consent"),
        forbid_changes("citizens_accessentry", deletable_after=ACCESS_LOG_DAYS),
        forbid_changes("citizens_lookuptry", deletable_after=30),
        forbid_changes("citizens_personalrequestevent"),
        forbid_updates("citizens_delivery", ENDED),
        forbid_changes("citizens_erasure"),
        migrations.RunPython(index_subjects, drop_index),
        migrations.CreateModel(
            name='Follow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('citizen', models.ForeignKey(help_text='Người đã đăng nhập ở đây.', on_delete=django.db.models.deletion.CASCADE, related_name='follows', to='citizens.citizen', verbose_name='công dân')),
                ('account', models.ForeignKey(help_text='Tài khoản của tỉnh hoặc của một đơn vị.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='official_accounts.officialaccount', verbose_name='Official Account')),
                ('user_id', models.CharField(help_text='Mã của người ấy ở tài khoản này, do Zalo cho biết.', max_length=64, verbose_name='mã người dùng OA')),
                ('is_follower', models.BooleanField(default=False, help_text='Đang quan tâm tài khoản, theo tin báo của Zalo.', verbose_name='quan tâm')),
                ('changed_at', models.DateTimeField(blank=True, help_text='Lần gần nhất bắt đầu hoặc thôi quan tâm; trống khi chưa rõ.', null=True, verbose_name='quan tâm thay đổi lúc')),
                ('last_interaction_at', models.DateTimeField(blank=True, help_text='Lần nhắn tin, quan tâm, gọi hoặc bấm menu gần nhất: trong 48 giờ sau đó được nhắn lại miễn phí.', null=True, verbose_name='tương tác gần nhất')),
            ],
            options={
                'verbose_name': 'người quan tâm',
                'verbose_name_plural': 'người quan tâm',
                'ordering': ['citizen', 'account'],
            },
        ),
        migrations.AddConstraint(
            model_name='follow',
            constraint=models.UniqueConstraint(fields=('citizen', 'account'), name='follow_once', violation_error_message='Công dân này đã có ở tài khoản.'),
        ),
        migrations.AddConstraint(
            model_name='follow',
            constraint=models.UniqueConstraint(fields=('account', 'user_id'), name='follow_user_once', violation_error_message='Mã người dùng này đã của một công dân khác.'),
        ),
        migrations.AddConstraint(
            model_name='follow',
            constraint=models.CheckConstraint(condition=models.Q(('is_follower', False), ('changed_at__isnull', False), _connector='OR'), name='follow_since_known', violation_error_message='Người đang quan tâm có thời điểm bắt đầu.'),
        ),
    ]
