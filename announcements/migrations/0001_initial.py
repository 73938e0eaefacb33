"""Announcements; what citizens were shown and what happened is written once.

Versions may be deleted after DELETABLE_AFTER: those about persons are, when retention asks.
"""

import django.db.models.deletion
import django.utils.timezone
import foundation.records.encryption
import foundation.records.fields
import uuid
from django.conf import settings
from django.db import migrations, models

from foundation.database.initial import InitialMigration
from foundation.records.append_only import forbid_changes


class Migration(InitialMigration):

    dependencies = [
        ('official_accounts', '0001_initial'),
        ('citizens', '0001_initial'),
        ('offices', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Announcement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(editable=False, help_text='Phần cuối của đường dẫn, không đổi. Của truy nã, tìm người không có tên ai.', max_length=80, unique=True, verbose_name='địa chỉ')),
                ('kind', models.CharField(choices=[('news', 'Tin tức'), ('policy', 'Chính sách mới'), ('scam_warning', 'Cảnh báo lừa đảo'), ('wanted', 'Truy nã'), ('missing', 'Tìm người'), ('traffic', 'Giao thông'), ('service_outage', 'Tạm dừng dịch vụ'), ('fact_check', 'Kiểm chứng thông tin')], help_text='Quyết định điều cần ghi và ai được duyệt.', max_length=16, verbose_name='loại')),
                ('state', models.CharField(choices=[('draft', 'Bản nháp'), ('submitted', 'Chờ duyệt'), ('approved', 'Đã duyệt, chờ đăng'), ('published', 'Đang đăng'), ('correcting', 'Đang đăng, bản đính chính chờ duyệt'), ('expired', 'Hết hạn'), ('withdrawn', 'Đã gỡ'), ('discarded', 'Đã bỏ')], default='draft', editable=False, help_text='Tin đang ở bước nào.', max_length=12, verbose_name='trạng thái')),
                ('audience', models.CharField(choices=[('everybody', 'Mọi người'), ('residents', 'Người cư trú trong tỉnh'), ('drivers', 'Người tham gia giao thông'), ('parents', 'Phụ huynh, học sinh'), ('elderly', 'Người cao tuổi'), ('businesses', 'Cơ sở kinh doanh'), ('foreigners', 'Người nước ngoài')], default='everybody', help_text='Người cần đọc trước hết.', max_length=12, verbose_name='dành cho')),
                ('severity', models.CharField(choices=[('minor', 'Để biết'), ('moderate', 'Cần lưu ý'), ('severe', 'Nghiêm trọng'), ('extreme', 'Khẩn cấp')], default='minor', help_text='Từ «Cần lưu ý» trở lên thì hiện nổi bật.', max_length=10, verbose_name='mức độ')),
                ('title', models.CharField(blank=True, help_text='Nói ngay điều chính, tối đa 150 ký tự.', max_length=150, verbose_name='tiêu đề')),
                ('summary', models.CharField(blank=True, help_text='Một, hai câu hiện trong danh sách và khi chia sẻ, tối đa 300 ký tự.', max_length=300, verbose_name='tóm tắt')),
                ('body', models.TextField(blank=True, help_text='Đoạn văn, ## đề mục, danh sách, **đậm**, *nghiêng*, [chữ](đường dẫn).', max_length=20000, verbose_name='nội dung')),
                ('picture_alternative', models.CharField(blank=True, help_text='Ảnh cho thấy gì, cho người không nhìn được ảnh.', max_length=300, verbose_name='lời tả ảnh')),
                ('legal_document', models.CharField(blank=True, help_text='Văn bản mà tin dựa vào, số và ngày.', max_length=300, verbose_name='văn bản')),
                ('decision_number', models.CharField(blank=True, help_text='Bắt buộc với truy nã, tìm người.', max_length=60, verbose_name='số quyết định')),
                ('about_minor', models.BooleanField(default=False, help_text='Người cần tìm chưa đủ 18 tuổi.', verbose_name='người dưới 18 tuổi')),
                ('guardian_consent', models.CharField(blank=True, help_text='Văn bản đồng ý, số và ngày; không ghi tên. Bắt buộc khi tìm người dưới 18 tuổi.', max_length=200, verbose_name='đồng ý của người giám hộ')),
                ('claim', models.TextField(blank=True, help_text='Khi kiểm chứng thông tin.', max_length=600, verbose_name='điều được lan truyền')),
                ('where_seen', foundation.records.fields.LinesField(blank=True, default=list, help_text='Mỗi dòng một nơi, ví dụ «Facebook».', verbose_name='thấy ở đâu')),
                ('verdict', models.CharField(blank=True, choices=[('false', 'Sai sự thật'), ('misleading', 'Gây hiểu sai'), ('partly_true', 'Đúng một phần'), ('unproven', 'Chưa có căn cứ'), ('true', 'Đúng')], help_text='Khi kiểm chứng.', max_length=12, verbose_name='kết luận')),
                ('sources', foundation.records.fields.LinesField(blank=True, default=list, help_text='Mỗi dòng một nguồn chính thức, có thể là đường dẫn.', verbose_name='nguồn')),
                ('scam_marks', foundation.records.fields.LinesField(blank=True, default=list, help_text='Mỗi dòng một đường dẫn, số điện thoại hoặc tài khoản; hiện sao cho không ai bấm vào được.', verbose_name='đường dẫn, số của kẻ lừa đảo')),
                ('service', models.CharField(blank=True, help_text='Dịch vụ tạm dừng.', max_length=200, verbose_name='dịch vụ')),
                ('place', models.CharField(blank=True, help_text='Tuyến đường, nơi xảy ra.', max_length=300, verbose_name='địa điểm')),
                ('begins_at', models.DateTimeField(blank=True, help_text='Khi dịch vụ dừng, đường cấm, sự việc bắt đầu.', null=True, verbose_name='bắt đầu')),
                ('ends_at', models.DateTimeField(blank=True, help_text='Khi dịch vụ trở lại, đường thông.', null=True, verbose_name='kết thúc')),
                ('publish_at', models.DateTimeField(blank=True, help_text='Để trống: đăng ngay khi được duyệt.', null=True, verbose_name='đăng lúc')),
                ('expires_at', models.DateTimeField(blank=True, help_text='Sau đó tin rời danh sách, đường dẫn vẫn mở được.', null=True, verbose_name='hết hạn lúc')),
                ('pinned_until', models.DateTimeField(blank=True, editable=False, help_text='Đứng đầu danh sách đến lúc này; cùng lúc tối đa ba tin.', null=True, verbose_name='ghim đến')),
                ('reconfirm_by', models.DateField(blank=True, editable=False, help_text='Truy nã được xác nhận còn hiệu lực 90 ngày một lần.', null=True, verbose_name='xác nhận lại trước')),
                ('correction_note', models.CharField(blank=True, help_text='Người dân đọc được: điều gì trước đây sai, nay thế nào.', max_length=300, verbose_name='điều đã đính chính')),
                ('withdrawal_reason', models.CharField(blank=True, editable=False, help_text='Người dân đọc được ở địa chỉ cũ; trống khi thu hồi.', max_length=300, verbose_name='lý do gỡ')),
                ('published_at', models.DateTimeField(blank=True, editable=False, help_text='Lần đăng đầu tiên.', null=True, verbose_name='đã đăng lúc')),
                ('ended_at', models.DateTimeField(blank=True, editable=False, help_text='Lúc hết hạn, gỡ, thu hồi hoặc bỏ.', null=True, verbose_name='kết thúc lúc')),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, help_text='Lần thay đổi gần nhất.', verbose_name='thay đổi lúc')),
                ('events_count', models.PositiveIntegerField(default=0, editable=False, help_text='Để biết có ai vừa thay đổi tin.', verbose_name='số diễn biến')),
                ('demo', models.BooleanField(default=False, editable=False, help_text='Do dữ liệu thử tạo ra.', verbose_name='dữ liệu thử')),
                ('erased_at', models.DateTimeField(blank=True, editable=False, help_text='Từ lúc này không còn lời nào của tin.', null=True, verbose_name='xoá nội dung lúc')),
                ('approved_by', models.ForeignKey(blank=True, db_index=False, editable=False, help_text='Ai duyệt bản này.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người duyệt')),
                ('areas', models.ManyToManyField(blank=True, help_text='Công an các xã, phường nơi tin có ý nghĩa; để trống nếu là toàn tỉnh.', related_name='+', to='offices.office', verbose_name='địa bàn')),
                ('authors', models.ManyToManyField(blank=True, editable=False, help_text='Ai đã viết bản này; không ai trong số họ được duyệt.', related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người viết')),
                ('office', models.ForeignKey(db_index=False, help_text='Đơn vị chịu trách nhiệm; cán bộ của đơn vị thấy bản nháp.', on_delete=django.db.models.deletion.PROTECT, related_name='announcements', to='offices.office', verbose_name='đơn vị')),
                ('submitted_by', models.ForeignKey(blank=True, db_index=False, editable=False, help_text='Ai gửi bản này đi duyệt.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người gửi duyệt')),
            ],
            options={
                'verbose_name': 'bản tin',
                'verbose_name_plural': 'tin và cảnh báo',
                'ordering': ['-changed_at', '-pk'],
                'permissions': (('approve_announcement', 'Được duyệt, ghim, gỡ tin và cảnh báo'), ('speak', 'Được duyệt kiểm chứng thông tin, như người phát ngôn'), ('revoke_announcement', 'Được thu hồi ngay truy nã, tìm người'), ('answer_challenge', 'Được trả lời ý kiến cho rằng tin sai')),
            },
        ),
        migrations.CreateModel(
            name='AnnouncementEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('move', models.CharField(choices=[('submit', 'Gửi duyệt'), ('return', 'Trả lại người biên tập'), ('approve', 'Duyệt'), ('publish', 'Đăng'), ('propose', 'Gửi duyệt bản đính chính'), ('turn_down', 'Trả lại bản đính chính'), ('correct', 'Đăng bản đính chính'), ('pin', 'Ghim'), ('unpin', 'Bỏ ghim'), ('prolong', 'Đổi hạn'), ('reconfirm', 'Xác nhận còn hiệu lực'), ('expire', 'Hết hạn'), ('withdraw', 'Gỡ'), ('revoke', 'Thu hồi ngay'), ('discard', 'Bỏ bản nháp'), ('erase', 'Xoá nội dung')], help_text='Điều đã xảy ra.', max_length=12, verbose_name='việc')),
                ('state', models.CharField(choices=[('draft', 'Bản nháp'), ('submitted', 'Chờ duyệt'), ('approved', 'Đã duyệt, chờ đăng'), ('published', 'Đang đăng'), ('correcting', 'Đang đăng, bản đính chính chờ duyệt'), ('expired', 'Hết hạn'), ('withdrawn', 'Đã gỡ'), ('discarded', 'Đã bỏ')], help_text='Trạng thái sau việc này.', max_length=12, verbose_name='trạng thái sau đó')),
                ('version', models.PositiveIntegerField(default=0, help_text='Người dân thấy phiên bản nào sau việc này; 0: chưa có.', verbose_name='phiên bản')),
                ('words', models.CharField(blank=True, help_text='Giữa các cán bộ; không có tên ai.', max_length=500, verbose_name='lời nhắn')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, help_text='Thời điểm thay đổi.', verbose_name='lúc')),
                ('announcement', models.ForeignKey(help_text='Tin đã thay đổi.', on_delete=django.db.models.deletion.PROTECT, related_name='events', to='announcements.announcement', verbose_name='bản tin')),
                ('officer', models.ForeignKey(blank=True, db_index=False, help_text='Trống khi hệ thống làm.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='cán bộ')),
            ],
            options={
                'verbose_name': 'diễn biến của tin',
                'verbose_name_plural': 'diễn biến của tin',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Picture',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, help_text='Mã ngẫu nhiên, không đoán được.', primary_key=True, serialize=False, verbose_name='mã')),
                ('sizes', models.JSONField(default=list, editable=False, help_text='Mỗi cỡ: rộng, cao (điểm ảnh), dung lượng (byte), dấu SHA-256 và tệp.', verbose_name='các cỡ')),
                ('uploaded_at', models.DateTimeField(default=django.utils.timezone.now, help_text='Ảnh không được dùng sẽ bị xoá sau đó.', verbose_name='tải lên lúc')),
                ('removed_at', models.DateTimeField(blank=True, help_text='Từ lúc này không còn tệp nào của ảnh.', null=True, verbose_name='xoá tệp lúc')),
                ('officer', models.ForeignKey(blank=True, db_index=False, help_text='Ai tải ảnh lên.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='cán bộ')),
            ],
            options={
                'verbose_name': 'ảnh của tin',
                'verbose_name_plural': 'ảnh của tin',
                'ordering': ['uploaded_at', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='announcement',
            name='picture',
            field=models.ForeignKey(blank=True, editable=False, help_text='Ảnh hiện cùng tin.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='announcements', to='announcements.picture', verbose_name='ảnh'),
        ),
        migrations.CreateModel(
            name='AnnouncementDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(help_text='Ngày theo giờ Việt Nam.', verbose_name='ngày')),
                ('published', models.IntegerField(default=0, help_text='Tin đăng lần đầu trong ngày.', verbose_name='đăng')),
                ('corrected', models.IntegerField(default=0, help_text='Lần đính chính.', verbose_name='đính chính')),
                ('withdrawn', models.IntegerField(default=0, help_text='Tin bị gỡ hoặc thu hồi.', verbose_name='gỡ')),
                ('challenged', models.IntegerField(default=0, help_text='Ý kiến cho rằng tin sai.', verbose_name='ý kiến')),
                ('answered', models.IntegerField(default=0, help_text='Ý kiến được trả lời.', verbose_name='đã trả lời')),
                ('in_time', models.IntegerField(default=0, help_text='Trong số đã trả lời.', verbose_name='đúng hạn')),
                ('office', models.ForeignKey(db_index=False, help_text='Đơn vị có số liệu này.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'tin trong ngày',
                'verbose_name_plural': 'tin theo ngày',
                'ordering': ['-day', 'office'],
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('office', 'day'), name='announcementday_once', violation_error_message='Đơn vị đã có số liệu của ngày này.')],
            },
        ),
        migrations.CreateModel(
            name='Challenge',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, help_text='Mã ngẫu nhiên.', primary_key=True, serialize=False, verbose_name='mã')),
                ('version', models.PositiveIntegerField(default=1, help_text='Phiên bản mà người gửi đã đọc.', verbose_name='phiên bản')),
                ('words', foundation.records.encryption.EncryptedTextField(blank=True, editable=False, help_text='Điều sai theo người gửi, mã hoá.', verbose_name='nội dung')),
                ('sent_at', models.DateTimeField(default=django.utils.timezone.now, help_text='Thời hạn từ đây.', verbose_name='gửi lúc')),
                ('due_at', models.DateTimeField(help_text='15 ngày, Điều 22 Luật Tiếp cận thông tin.', verbose_name='hạn trả lời')),
                ('outcome', models.CharField(blank=True, choices=[('corrected', 'Đúng một phần: đã đính chính'), ('withdrawn', 'Đúng: đã gỡ tin'), ('upheld', 'Tin vẫn đúng')], help_text='Trống khi chưa trả lời.', max_length=10, verbose_name='kết quả')),
                ('answer', foundation.records.encryption.EncryptedTextField(blank=True, editable=False, help_text='Người gửi đọc được, mã hoá.', verbose_name='trả lời')),
                ('answered_at', models.DateTimeField(blank=True, help_text='Trống khi chưa trả lời.', null=True, verbose_name='trả lời lúc')),
                ('announcement', models.ForeignKey(help_text='Tin bị cho là sai.', on_delete=django.db.models.deletion.PROTECT, related_name='challenges', to='announcements.announcement', verbose_name='bản tin')),
                ('citizen', models.ForeignKey(blank=True, help_text='Không bao giờ công khai; trống khi đã xoá.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='challenges', to='citizens.citizen', verbose_name='người gửi')),
                ('officer', models.ForeignKey(blank=True, db_index=False, help_text='Ai trả lời.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='cán bộ trả lời')),
            ],
            options={
                'verbose_name': 'ý kiến về tin',
                'verbose_name_plural': 'ý kiến về tin',
                'ordering': ['due_at', 'pk'],
                'indexes': [models.Index(condition=models.Q(('answered_at__isnull', True)), fields=['due_at'], name='challenge_waiting')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('outcome', '')), models.Q(('answered_at__isnull', False), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='challenge_answered_with_outcome', violation_error_message='Đã trả lời thì có kết quả, chưa thì không.')],
            },
        ),
        migrations.CreateModel(
            name='AnnouncementVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(help_text='Thứ tự, từ 1.', verbose_name='phiên bản')),
                ('title', models.CharField(help_text='Đúng như người dân thấy.', max_length=150, verbose_name='tiêu đề')),
                ('summary', models.CharField(blank=True, help_text='Đúng như người dân thấy.', max_length=300, verbose_name='tóm tắt')),
                ('body', models.TextField(blank=True, help_text='Markdown, như người viết ghi.', max_length=20000, verbose_name='nội dung')),
                ('html', models.TextField(blank=True, help_text='Dựng một lần từ Markdown, đã lọc an toàn.', verbose_name='nội dung HTML')),
                ('picture_alternative', models.CharField(blank=True, help_text='Ảnh cho thấy gì.', max_length=300, verbose_name='lời tả ảnh')),
                ('details', models.JSONField(blank=True, default=dict, help_text='Đơn vị, địa bàn, mức độ, văn bản và điều riêng của từng loại, lúc đăng.', verbose_name='chi tiết')),
                ('correction_note', models.CharField(blank=True, help_text='Người dân đọc được; trống ở phiên bản đầu.', max_length=300, verbose_name='điều đã đính chính')),
                ('authors', models.JSONField(blank=True, default=list, help_text='Khoá các tài khoản đã viết bản này.', verbose_name='người viết')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, help_text='Thời điểm đăng.', verbose_name='lúc')),
                ('announcement', models.ForeignKey(db_index=False, help_text='Tin được đăng.', on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='announcements.announcement', verbose_name='bản tin')),
                ('approver', models.ForeignKey(blank=True, db_index=False, help_text='Ai duyệt bản này; khác mọi người viết.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người duyệt')),
                ('author', models.ForeignKey(blank=True, db_index=False, help_text='Ai gửi bản này đi duyệt.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người gửi duyệt')),
                ('picture', models.ForeignKey(blank=True, help_text='Ảnh lúc đăng.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='announcements.picture', verbose_name='ảnh')),
            ],
            options={
                'verbose_name': 'phiên bản của tin',
                'verbose_name_plural': 'phiên bản của tin',
                'ordering': ['-pk'],
                'constraints': [models.UniqueConstraint(fields=('announcement', 'number'), name='announcement_version_number', violation_error_message='Phiên bản này đã có.')],
            },
        ),
        migrations.AddIndex(
            model_name='announcement',
            index=models.Index(fields=['office', '-changed_at'], name='announcement_office_newest'),
        ),
        migrations.AddIndex(
            model_name='announcement',
            index=models.Index(fields=['state', 'publish_at'], name='announcement_state_publish'),
        ),
        migrations.AddIndex(
            model_name='announcement',
            index=models.Index(condition=models.Q(('expires_at__isnull', False)), fields=['expires_at'], name='announcement_expiring'),
        ),
        migrations.AddConstraint(
            model_name='announcement',
            constraint=models.CheckConstraint(condition=models.Q(('expires_at__isnull', True), ('publish_at__isnull', True), ('expires_at__gt', models.F('publish_at')), _connector='OR'), name='announcement_expires_after_publication', violation_error_message='Hạn phải sau lúc đăng.'),
        ),
        migrations.AddConstraint(
            model_name='announcement',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__isnull', True), ('begins_at__isnull', True), ('ends_at__gt', models.F('begins_at')), _connector='OR'), name='announcement_ends_after_it_begins', violation_error_message='Lúc kết thúc phải sau lúc bắt đầu.'),
        ),
        migrations.AddConstraint(
            model_name='announcement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['published', 'correcting', 'expired']), _negated=True), ('published_at__isnull', False), _connector='OR'), name='announcement_public_dated', violation_error_message='Tin đã đăng thì có thời điểm đăng.'),
        ),
        migrations.AddConstraint(
            model_name='announcement',
            constraint=models.CheckConstraint(condition=models.Q(('pinned_until__isnull', True), ('state__in', ['published', 'correcting']), _connector='OR'), name='announcement_pinned_while_published', violation_error_message='Chỉ ghim được tin đang đăng.'),
        ),
        migrations.AddConstraint(
            model_name='announcement',
            constraint=models.CheckConstraint(condition=models.Q(('erased_at__isnull', True), models.Q(('body', ''), ('claim', ''), ('picture_alternative', ''), ('summary', ''), ('title', '')), _connector='OR'), name='announcement_erased_is_empty', violation_error_message='Tin đã xoá nội dung thì không còn lời nào.'),
        ),
        migrations.CreateModel(
            name='Article',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('wanted', models.CharField(choices=[('shown', 'Hiện'), ('hidden', 'Ẩn'), ('gone', 'Gỡ')], default='shown', help_text='Bài phải thế nào.', max_length=6, verbose_name='cần')),
                ('version', models.PositiveIntegerField(help_text='Phiên bản của tin.', verbose_name='phiên bản cần')),
                ('revision', models.PositiveIntegerField(default=1, help_text='Tăng mỗi khi điều cần thay đổi.', verbose_name='lần yêu cầu')),
                ('settled', models.PositiveIntegerField(default=0, help_text='Bằng «lần yêu cầu» khi bài đã đúng như cần.', verbose_name='lần đã xong')),
                ('there', models.CharField(choices=[('nothing', 'Chưa có'), ('creating', 'Đang tạo'), ('hidden', 'Đang ẩn'), ('shown', 'Đang hiện'), ('gone', 'Đã gỡ')], default='nothing', help_text='Bài đang thế nào ở Zalo, theo điều đã biết.', max_length=8, verbose_name='ở Zalo')),
                ('version_there', models.PositiveIntegerField(default=0, help_text='Phiên bản đã trao cho Zalo; 0: không rõ.', verbose_name='phiên bản ở Zalo')),
                ('code', models.CharField(editable=False, help_text='Đứng cuối đường dẫn theo dõi của bài; theo nó mà tìm lại bài.', max_length=32, unique=True, verbose_name='mã theo dõi')),
                ('ticket', models.CharField(blank=True, editable=False, help_text='Zalo đưa khi nhận bài, đổi lấy mã bài sau khi xử lý xong.', max_length=1000, verbose_name='phiếu xử lý')),
                ('zalo_id', models.CharField(blank=True, editable=False, help_text='Mã của bài ở Zalo.', max_length=100, verbose_name='mã bài')),
                ('zalo_link', models.CharField(blank=True, editable=False, help_text='Zalo cho biết.', max_length=1000, verbose_name='đường dẫn bài')),
                ('called_at', models.DateTimeField(blank=True, help_text='Lần gần nhất gọi Zalo tạo bài.', null=True, verbose_name='gọi tạo bài lúc')),
                ('look_again_at', models.DateTimeField(blank=True, help_text='Sau khi mất một câu trả lời: bài trùng, luôn ẩn, được tìm và gỡ.', null=True, verbose_name='tìm bài trùng lúc')),
                ('attempts', models.PositiveIntegerField(default=0, help_text='Liên tiếp, từ lần thành công gần nhất.', verbose_name='số lần hỏng')),
                ('next_try_at', models.DateTimeField(default=django.utils.timezone.now, help_text='Không thử trước lúc này.', verbose_name='thử lúc')),
                ('why', models.CharField(blank=True, choices=[('processing', 'Zalo đang xử lý bài'), ('lost', 'Mất câu trả lời của Zalo, đang tìm lại bài'), ('fault', 'Zalo đang trục trặc, tự thử lại'), ('stopped', 'Việc này của tài khoản đang dừng'), ('token', 'Tài khoản không còn mã truy cập dùng được'), ('address', 'Máy chủ chưa có địa chỉ công khai'), ('refused', 'Zalo không nhận bài')], help_text='Lần gần nhất.', max_length=10, verbose_name='vì sao chưa xong')),
                ('error_number', models.IntegerField(blank=True, help_text='Số lỗi mà Zalo trả lời, nếu có.', null=True, verbose_name='số lỗi Zalo')),
                ('is_stuck', models.BooleanField(default=False, help_text='Không tự thử nữa tới khi có người bấm thử lại.', verbose_name='chờ người xử lý')),
                ('claimed_by', models.CharField(blank=True, help_text='Tiến trình đang làm.', max_length=80, verbose_name='đang giữ')),
                ('lease_until', models.DateTimeField(blank=True, help_text='Sau lúc này tiến trình khác được làm.', null=True, verbose_name='giữ tới')),
                ('shown_at', models.DateTimeField(blank=True, help_text='Lần đầu bài hiện trên tài khoản.', null=True, verbose_name='hiện lúc')),
                ('views', models.PositiveIntegerField(default=0, help_text='Tổng, theo Zalo.', verbose_name='lượt xem')),
                ('shares', models.PositiveIntegerField(default=0, help_text='Tổng, theo Zalo.', verbose_name='lượt chia sẻ')),
                ('counted_at', models.DateTimeField(blank=True, help_text='Lần gần nhất hỏi Zalo.', null=True, verbose_name='đọc số liệu lúc')),
                ('account', models.ForeignKey(help_text='Tài khoản mang bài.', on_delete=django.db.models.deletion.PROTECT, related_name='articles', to='official_accounts.officialaccount', verbose_name='tài khoản')),
                ('announcement', models.ForeignKey(db_index=False, help_text='Tin được đăng thành bài.', on_delete=django.db.models.deletion.PROTECT, related_name='articles', to='announcements.announcement', verbose_name='bản tin')),
            ],
            options={
                'verbose_name': 'bài trên Official Account',
                'verbose_name_plural': 'bài trên Official Account',
                'ordering': ['pk'],
                'default_permissions': ('view',),
            },
        ),
        migrations.CreateModel(
            name='ArticleDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(help_text='Ngày theo giờ Việt Nam.', verbose_name='ngày')),
                ('views', models.IntegerField(default=0, help_text='Tăng thêm so với lần đọc trước.', verbose_name='lượt xem')),
                ('shares', models.IntegerField(default=0, help_text='Tăng thêm so với lần đọc trước.', verbose_name='lượt chia sẻ')),
                ('article', models.ForeignKey(help_text='Bài được đọc.', on_delete=django.db.models.deletion.PROTECT, related_name='days', to='announcements.article', verbose_name='bài')),
                ('office', models.ForeignKey(db_index=False, help_text='Đơn vị có số liệu này.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'bài trong ngày',
                'verbose_name_plural': 'bài theo ngày',
                'ordering': ['-day', 'office'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Broadcast',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(help_text='Phiên bản của tin mà người yêu cầu đã đọc.', verbose_name='phiên bản')),
                ('state', models.CharField(choices=[('asked', 'Chờ người thứ hai xác nhận'), ('confirmed', 'Đã xác nhận, chờ gửi'), ('sending', 'Đang gửi'), ('sent', 'Đã giao cho Zalo'), ('unknown', 'Không rõ, không gửi lại'), ('refused', 'Zalo không nhận'), ('cancelled', 'Đã huỷ')], default='asked', help_text='Đang ở bước nào.', max_length=10, verbose_name='trạng thái')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, help_text='Thời điểm.', verbose_name='yêu cầu lúc')),
                ('confirmed_at', models.DateTimeField(blank=True, help_text='Thời điểm.', null=True, verbose_name='xác nhận lúc')),
                ('next_try_at', models.DateTimeField(default=django.utils.timezone.now, help_text='Zalo chỉ nhận từ 6 giờ đến 22 giờ.', verbose_name='gửi từ')),
                ('claimed_by', models.CharField(blank=True, help_text='Tiến trình đang gửi.', max_length=80, verbose_name='đang giữ')),
                ('lease_until', models.DateTimeField(blank=True, help_text='Sau lúc này thì không rõ đã gửi chưa.', null=True, verbose_name='giữ tới')),
                ('message_id', models.CharField(blank=True, help_text='Zalo cho biết khi nhận.', max_length=100, verbose_name='mã lượt gửi')),
                ('error_number', models.IntegerField(blank=True, help_text='Số lỗi mà Zalo trả lời, nếu có.', null=True, verbose_name='số lỗi Zalo')),
                ('ended_at', models.DateTimeField(blank=True, help_text='Lúc gửi xong, bị từ chối hoặc huỷ.', null=True, verbose_name='kết thúc lúc')),
                ('article', models.ForeignKey(help_text='Bài được gửi cho mọi người quan tâm tài khoản.', on_delete=django.db.models.deletion.PROTECT, related_name='broadcasts', to='announcements.article', verbose_name='bài')),
                ('asked_by', models.ForeignKey(db_index=False, help_text='Ai yêu cầu gửi.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người yêu cầu')),
                ('confirmed_by', models.ForeignKey(blank=True, db_index=False, help_text='Ai xác nhận; khác người yêu cầu.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người xác nhận')),
            ],
            options={
                'verbose_name': 'lượt gửi bài',
                'verbose_name_plural': 'lượt gửi bài',
                'ordering': ['-pk'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='NewsVisitDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(help_text='Ngày theo giờ Việt Nam.', verbose_name='ngày')),
                ('source', models.CharField(help_text='Nơi đặt liên kết; «direct»: không ghi, «other»: lạ.', max_length=40, verbose_name='nguồn')),
                ('visits', models.IntegerField(default=0, help_text='Lượt mở trang, không biết của ai.', verbose_name='lượt mở')),
                ('from_articles', models.IntegerField(default=0, help_text='Trong đó từ bài trên Official Account.', verbose_name='từ bài viết')),
                ('from_paper', models.IntegerField(default=0, help_text='Trong đó từ mã QR, áp phích in ra.', verbose_name='từ giấy')),
                ('from_shares', models.IntegerField(default=0, help_text='Trong đó từ Mini App và liên kết được chia sẻ.', verbose_name='từ chia sẻ')),
                ('office', models.ForeignKey(db_index=False, help_text='Đơn vị có số liệu này.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'lượt mở trang tin trong ngày',
                'verbose_name_plural': 'lượt mở trang tin theo ngày',
                'ordering': ['-day', 'office'],
                'default_permissions': (),
            },
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(('settled__lt', models.F('revision'))), fields=['next_try_at'], name='article_unsettled'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.UniqueConstraint(fields=('announcement', 'account'), name='article_once', violation_error_message='Tin này đã có bài trên tài khoản này.'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('there__in', ['hidden', 'shown']), _negated=True), models.Q(('zalo_id', ''), _negated=True), _connector='OR'), name='article_known_by_id', violation_error_message='Bài đã có ở Zalo thì có mã bài.'),
        ),
        migrations.AddConstraint(
            model_name='articleday',
            constraint=models.UniqueConstraint(fields=('office', 'day', 'article'), name='articleday_once', violation_error_message='Bài đã có số liệu của ngày này.'),
        ),
        migrations.AddConstraint(
            model_name='broadcast',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('asked', 'confirmed', 'sending', 'sent', 'unknown'))), fields=('article',), name='broadcast_once', violation_error_message='Bài này đã được gửi, hoặc đang chờ gửi.'),
        ),
        migrations.AddConstraint(
            model_name='broadcast',
            constraint=models.CheckConstraint(condition=models.Q(('confirmed_by__isnull', True), models.Q(('confirmed_by', models.F('asked_by')), _negated=True), _connector='OR'), name='broadcast_two_persons', violation_error_message='Người xác nhận phải khác người yêu cầu.'),
        ),
        migrations.AddConstraint(
            model_name='broadcast',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['asked', 'cancelled']), ('confirmed_by__isnull', False), _connector='OR'), name='broadcast_confirmed_before_sent', violation_error_message='Chỉ gửi khi đã có người thứ hai xác nhận.'),
        ),
        migrations.AddConstraint(
            model_name='newsvisitday',
            constraint=models.UniqueConstraint(fields=('office', 'day', 'source'), name='newsvisitday_once', violation_error_message='Nguồn đã có số liệu của ngày này.'),
        ),
        forbid_changes("announcements_announcementevent"),
        forbid_changes("announcements_announcementversion", deletable_after=365),
    ]
