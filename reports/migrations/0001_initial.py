"""Reports, their evidence and the rooms' own tables; and what of them is written once.

Events, openings of seals and the chain of custody are never changed or deleted. Of a message only
the text may be encrypted anew. NULL on both sides is compared through COALESCE.
"""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import foundation.records.encryption
import foundation.records.fields
import uuid
from django.conf import settings
from django.db import migrations, models

from foundation.database.initial import InitialMigration
from foundation.records.append_only import forbid_changes, forbid_updates
from foundation.records.trigrams import trigram_index

MESSAGE = (
    "NEW.report_id <> OLD.report_id OR NEW.author <> OLD.author"
    " OR NEW.internal <> OLD.internal OR NEW.at <> OLD.at"
    " OR COALESCE(NEW.officer_id, 0) <> COALESCE(OLD.officer_id, 0)"
)



class Migration(InitialMigration):

    dependencies = [
        ('offices', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(editable=False, help_text='Số in trên biên nhận; không đoán được số phản ánh trong ngày.', max_length=16, unique=True, verbose_name='số phản ánh')),
                ('status', models.CharField(choices=[('sent', 'Đã gửi, chờ tiếp nhận'), ('received', 'Đã tiếp nhận'), ('need_more', 'Chờ người gửi bổ sung'), ('verifying', 'Đang xác minh'), ('concluded', 'Đã có kết luận'), ('declined', 'Không thụ lý'), ('merged', 'Giải quyết chung vụ việc'), ('withdrawn', 'Người gửi đã rút'), ('disputed', 'Đang xem xét lại')], default='sent', help_text='Phản ánh đang ở bước nào.', max_length=12, verbose_name='tình trạng')),
                ('status_before', models.CharField(blank=True, choices=[('sent', 'Đã gửi, chờ tiếp nhận'), ('received', 'Đã tiếp nhận'), ('need_more', 'Chờ người gửi bổ sung'), ('verifying', 'Đang xác minh'), ('concluded', 'Đã có kết luận'), ('declined', 'Không thụ lý'), ('merged', 'Giải quyết chung vụ việc'), ('withdrawn', 'Người gửi đã rút'), ('disputed', 'Đang xem xét lại')], editable=False, help_text='Nơi trở về sau khi bổ sung, tách vụ việc hoặc xem xét lại.', max_length=12, verbose_name='tình trạng trước đó')),
                ('outcome', models.CharField(blank=True, choices=[('handled', 'Đã xử lý'), ('no_violation', 'Không có vi phạm'), ('insufficient', 'Chưa đủ căn cứ'), ('offender_unknown', 'Chưa xác định được người vi phạm'), ('out_of_time', 'Đã hết thời hiệu'), ('handed_over', 'Đã chuyển cơ quan có thẩm quyền'), ('outside_police', 'Không thuộc thẩm quyền công an')], help_text='Kết luận; khác với tình trạng.', max_length=16, verbose_name='kết quả')),
                ('document_number', models.CharField(blank=True, help_text='Văn bản kết luận, người gửi đọc được.', max_length=60, verbose_name='số văn bản')),
                ('register_number', models.CharField(blank=True, help_text='Số trong sổ tiếp nhận của đơn vị.', max_length=60, verbose_name='số vào sổ')),
                ('identity', models.CharField(choices=[('named', 'Có tên'), ('confidential', 'Giữ kín'), ('anonymous', 'Nặc danh')], default='confidential', help_text='Người gửi chọn trước khi gửi.', max_length=12, verbose_name='danh tính người gửi')),
                ('secret_hash', models.CharField(blank=True, editable=False, help_text='Dấu có khoá của mã mà người gửi nặc danh giữ.', max_length=64, verbose_name='dấu mã bí mật')),
                ('words', foundation.records.encryption.EncryptedTextField(blank=True, editable=False, help_text='Lời người gửi, được mã hoá khi lưu.', verbose_name='nội dung')),
                ('details', foundation.records.encryption.EncryptedTextField(blank=True, editable=False, help_text='Người liên quan, liên lạc của kẻ lừa đảo, số tiền…, mã hoá.', verbose_name='chi tiết')),
                ('search_words', models.TextField(blank=True, editable=False, help_text='Nội dung không dấu, đã che số điện thoại và giấy tờ; để tìm.', verbose_name='từ khoá')),
                ('language', models.CharField(default='vi', help_text='Ngôn ngữ người gửi dùng.', max_length=8, verbose_name='ngôn ngữ')),
                ('occurred_from', models.DateTimeField(blank=True, help_text='Trống khi người gửi không biết.', null=True, verbose_name='xảy ra từ')),
                ('occurred_to', models.DateTimeField(blank=True, help_text='Trống khi chỉ là một lúc.', null=True, verbose_name='xảy ra đến')),
                ('place_words', foundation.records.encryption.EncryptedTextField(blank=True, editable=False, help_text='Nơi xảy ra theo lời người gửi, mã hoá.', verbose_name='địa điểm')),
                ('place_certainty', models.CharField(choices=[('exact', 'Chính xác'), ('approximate', 'Gần đúng'), ('unknown', 'Không nhớ')], default='unknown', help_text='Người gửi tự cho biết.', max_length=12, verbose_name='độ chính xác của địa điểm')),
                ('latitude', models.FloatField(blank=True, help_text='Nơi xảy ra, không phải nơi người gửi đứng.', null=True, validators=[django.core.validators.MinValueValidator(8.0, 'Vĩ độ ở Việt Nam nằm trong khoảng từ 8 đến 24.'), django.core.validators.MaxValueValidator(24.0, 'Vĩ độ ở Việt Nam nằm trong khoảng từ 8 đến 24.')], verbose_name='vĩ độ')),
                ('longitude', models.FloatField(blank=True, help_text='Ghi cùng vĩ độ.', null=True, validators=[django.core.validators.MinValueValidator(102.0, 'Kinh độ ở Việt Nam nằm trong khoảng từ 102 đến 118.'), django.core.validators.MaxValueValidator(118.0, 'Kinh độ ở Việt Nam nằm trong khoảng từ 102 đến 118.')], verbose_name='kinh độ')),
                ('first_received_at', models.DateTimeField(default=django.utils.timezone.now, help_text='Thời hạn tính từ đây, kể cả khi phân loại lại hoặc chuyển.', verbose_name='nhận lần đầu lúc')),
                ('due_at', models.DateTimeField(blank=True, help_text='Trống khi không có thời hạn hoặc đã kết thúc.', null=True, verbose_name='hạn')),
                ('due_citation', models.CharField(blank=True, help_text='Điều, khoản của thời hạn.', max_length=300, verbose_name='căn cứ của hạn')),
                ('extended', models.BooleanField(default=False, help_text='Chỉ được gia hạn một lần.', verbose_name='đã gia hạn')),
                ('supply_by', models.DateTimeField(blank=True, help_text='Có khi đang chờ người gửi bổ sung.', null=True, verbose_name='bổ sung trước')),
                ('disputed_at', models.DateTimeField(blank=True, help_text='Mỗi phản ánh chỉ một lần.', null=True, verbose_name='đề nghị xem xét lại lúc')),
                ('decided_at', models.DateTimeField(blank=True, help_text='Khi có quyết định về phản ánh hoặc vụ việc đã gộp; hạn đề nghị tính từ đây.', null=True, verbose_name='có kết luận lúc')),
                ('ended_at', models.DateTimeField(blank=True, help_text='Lúc kết luận, không thụ lý, gộp, rút.', null=True, verbose_name='kết thúc lúc')),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now, help_text='Lần thay đổi gần nhất.', verbose_name='thay đổi lúc')),
                ('events_count', models.PositiveIntegerField(default=0, editable=False, help_text='Để biết có ai vừa thay đổi phản ánh.', verbose_name='số diễn biến')),
                ('demo', models.BooleanField(default=False, editable=False, help_text='Do dữ liệu thử tạo ra.', verbose_name='dữ liệu thử')),
                ('erased_at', models.DateTimeField(blank=True, help_text='Từ lúc này không còn lời nào của người gửi.', null=True, verbose_name='xoá nội dung lúc')),
                ('about_office', models.ForeignKey(blank=True, help_text='Đơn vị này không bao giờ thấy phản ánh.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='đơn vị bị phản ánh')),
                ('office', models.ForeignKey(db_index=False, help_text='Đơn vị chịu trách nhiệm, kể cả khi đang chuyển mà nơi nhận chưa nhận.', on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='offices.office', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'phản ánh',
                'verbose_name_plural': 'phản ánh',
                'permissions': (('receive_report', 'Được tiếp nhận, phân loại, chuyển phản ánh'), ('verify_report', 'Được xác minh phản ánh và xem bằng chứng'), ('lead_report', 'Được thụ lý, kết luận phản ánh như lãnh đạo'), ('see_crime', 'Được xem tố giác, tin báo về tội phạm'), ('see_about_officer', 'Được xem phản ánh về cán bộ'), ('open_seal', 'Được mở niêm phong danh tính người gửi khi có lý do'), ('export_evidence', 'Được xuất bằng chứng kèm chuỗi lưu giữ')),
            },
        ),
        migrations.CreateModel(
            name='Incident',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(help_text='Cán bộ đặt; không ghi tên người gửi.', max_length=150, verbose_name='tên vụ việc')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, help_text='Lúc lập vụ việc.', verbose_name='lập lúc')),
                ('office', models.ForeignKey(help_text='Đơn vị giải quyết vụ việc.', on_delete=django.db.models.deletion.PROTECT, related_name='incidents', to='offices.office', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'vụ việc',
                'verbose_name_plural': 'vụ việc',
                'ordering': ['-made_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='HandlingOpinion',
            fields=[
                ('report', models.OneToOneField(help_text='Phản ánh được nhận xét.', on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='opinion', serialize=False, to='reports.report', verbose_name='phản ánh')),
                ('mark', models.CharField(choices=[('good', 'Hài lòng'), ('fair', 'Bình thường'), ('poor', 'Chưa hài lòng')], help_text='Mức hài lòng.', max_length=8, verbose_name='nhận xét')),
                ('words', foundation.records.encryption.EncryptedTextField(blank=True, help_text='Được mã hoá khi lưu.', verbose_name='lời nhận xét')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, help_text='Lần nhận xét sau cùng.', verbose_name='lúc')),
            ],
            options={
                'verbose_name': 'nhận xét cách giải quyết',
                'verbose_name_plural': 'nhận xét cách giải quyết',
            },
        ),
        migrations.CreateModel(
            name='ReporterSeal',
            fields=[
                ('report', models.OneToOneField(help_text='Phản ánh của người này.', on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='seal', serialize=False, to='reports.report', verbose_name='phản ánh')),
                ('citizen_hash', models.CharField(db_index=True, help_text='Dấu có khoá, để người gửi thấy lại phản ánh của mình.', max_length=64, verbose_name='dấu công dân')),
                ('content', foundation.records.encryption.EncryptedTextField(editable=False, help_text='Công dân, họ tên, địa chỉ, điện thoại; mã hoá.', verbose_name='danh tính')),
            ],
            options={
                'verbose_name': 'niêm phong danh tính',
                'verbose_name_plural': 'niêm phong danh tính',
            },
        ),
        migrations.AddField(
            model_name='report',
            name='incident',
            field=models.ForeignKey(blank=True, help_text='Vụ việc mà nhiều phản ánh cùng nói đến.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='reports.incident', verbose_name='vụ việc'),
        ),
        migrations.CreateModel(
            name='ReportedPlate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('plate', foundation.records.encryption.EncryptedTextField(editable=False, help_text='Được mã hoá khi lưu.', verbose_name='biển số')),
                ('plate_hash', models.CharField(db_index=True, help_text='Dấu có khoá, để tìm.', max_length=64, verbose_name='dấu biển số')),
                ('report', models.ForeignKey(help_text='Phản ánh ghi biển số này.', on_delete=django.db.models.deletion.CASCADE, related_name='plates', to='reports.report', verbose_name='phản ánh')),
            ],
            options={
                'verbose_name': 'biển số trong phản ánh',
                'verbose_name_plural': 'biển số trong phản ánh',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='ReportEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('move', models.CharField(choices=[('send', 'Gửi phản ánh'), ('receive', 'Tiếp nhận, vào sổ'), ('reclassify', 'Phân loại lại'), ('ask_more', 'Yêu cầu bổ sung'), ('supply', 'Người gửi bổ sung'), ('remind', 'Hết hạn bổ sung'), ('pass_on', 'Chuyển đơn vị khác'), ('accept', 'Nhận phản ánh được chuyển'), ('send_back', 'Trả lại đơn vị chuyển'), ('take_on', 'Thụ lý, xác minh'), ('extend', 'Gia hạn xác minh'), ('conclude', 'Kết luận'), ('hand_over', 'Chuyển cơ quan có thẩm quyền'), ('acknowledge', 'Ghi xác nhận của nơi nhận'), ('decline', 'Không thụ lý'), ('merge', 'Gộp vào vụ việc'), ('split', 'Tách khỏi vụ việc'), ('withdraw', 'Người gửi rút'), ('wish_withdrawn', 'Người gửi muốn rút'), ('dispute', 'Đề nghị xem xét lại'), ('reopen', 'Xem xét lại: xác minh tiếp'), ('uphold', 'Xem xét lại: giữ kết luận'), ('erase', 'Xoá nội dung')], help_text='Điều đã xảy ra.', max_length=16, verbose_name='việc')),
                ('status', models.CharField(choices=[('sent', 'Đã gửi, chờ tiếp nhận'), ('received', 'Đã tiếp nhận'), ('need_more', 'Chờ người gửi bổ sung'), ('verifying', 'Đang xác minh'), ('concluded', 'Đã có kết luận'), ('declined', 'Không thụ lý'), ('merged', 'Giải quyết chung vụ việc'), ('withdrawn', 'Người gửi đã rút'), ('disputed', 'Đang xem xét lại')], help_text='Tình trạng sau việc này.', max_length=12, verbose_name='tình trạng sau đó')),
                ('outcome', models.CharField(blank=True, choices=[('handled', 'Đã xử lý'), ('no_violation', 'Không có vi phạm'), ('insufficient', 'Chưa đủ căn cứ'), ('offender_unknown', 'Chưa xác định được người vi phạm'), ('out_of_time', 'Đã hết thời hiệu'), ('handed_over', 'Đã chuyển cơ quan có thẩm quyền'), ('outside_police', 'Không thuộc thẩm quyền công an')], help_text='Kết luận, nếu có.', max_length=16, verbose_name='kết quả')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, help_text='Thời điểm thay đổi.', verbose_name='lúc')),
                ('office', models.ForeignKey(help_text='Đơn vị chịu trách nhiệm sau việc này.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='đơn vị sau đó')),
                ('officer', models.ForeignKey(blank=True, db_index=False, help_text='Trống khi người gửi hoặc hệ thống làm.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='cán bộ')),
                ('report', models.ForeignKey(help_text='Phản ánh đã thay đổi.', on_delete=django.db.models.deletion.PROTECT, related_name='events', to='reports.report', verbose_name='phản ánh')),
            ],
            options={
                'verbose_name': 'diễn biến của phản ánh',
                'verbose_name_plural': 'diễn biến của phản ánh',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='ReportKind',
            fields=[
                ('code', models.SlugField(help_text='Mã ngắn không dấu, ví dụ «traffic_violation». Không đổi sau khi đã dùng.', max_length=30, primary_key=True, serialize=False, verbose_name='mã')),
                ('name', models.CharField(help_text='Người dân thấy tên này.', max_length=100, verbose_name='tên')),
                ('description', models.CharField(help_text='Một câu: phản ánh loại này là gì, kèm ví dụ.', max_length=300, verbose_name='mô tả')),
                ('order', models.PositiveSmallIntegerField(default=0, help_text='Số nhỏ hiện trước.', verbose_name='thứ tự')),
                ('law', models.CharField(help_text='Điều, khoản và văn bản cho phép nhận loại này.', max_length=500, verbose_name='căn cứ')),
                ('desk', models.CharField(choices=[('general', 'Cán bộ tiếp nhận'), ('crime', 'Trực ban hình sự'), ('inspectorate', 'Thanh tra')], default='general', help_text='Chỉ bộ phận này của đơn vị nhận mới thấy phản ánh.', max_length=12, verbose_name='bộ phận tiếp nhận')),
                ('anonymity', models.CharField(choices=[('no', 'Không nhận nặc danh'), ('with_evidence', 'Nặc danh nếu có bằng chứng cụ thể'), ('warned', 'Nặc danh, có lời nhắc'), ('yes', 'Nhận nặc danh')], help_text='Có nhận phản ánh không tên không.', max_length=14, verbose_name='nặc danh')),
                ('anonymity_warning', models.CharField(blank=True, help_text='Hiện trước khi gửi không tên.', max_length=300, verbose_name='lời nhắc khi nặc danh')),
                ('plain', models.BooleanField(default=False, help_text='Bật với kiến nghị và phản ánh hiện trường: lãnh đạo kết luận ngay được.', verbose_name='trả lời không cần thụ lý')),
                ('is_crime', models.BooleanField(default=False, help_text='Không bao giờ bị từ chối; người gửi chỉ nhận tin đã tiếp nhận và chuyển giao.', verbose_name='tố giác, tin báo về tội phạm')),
                ('switched_on', models.BooleanField(default=False, help_text='Chỉ bật được khi đã ghi văn bản công bố kênh tiếp nhận.', verbose_name='đang nhận')),
                ('announced_by', models.CharField(blank=True, help_text='Số, ngày văn bản công bố ứng dụng này là kênh tiếp nhận (NĐ 61/2026 Đ19k1).', max_length=200, verbose_name='văn bản công bố')),
                ('announced_on', models.DateField(blank=True, help_text='Ngày của văn bản công bố.', null=True, verbose_name='ngày công bố')),
                ('lawful_way', models.TextField(help_text='Người dân đọc khi loại này đang tắt: đến đâu, gọi số nào, gửi thư ra sao.', max_length=1000, verbose_name='cách phản ánh khi chưa nhận ở đây')),
                ('doubt', models.TextField(blank=True, help_text='Điều phải hỏi trước khi bật; người dân không thấy.', max_length=1000, verbose_name='điều chưa chắc chắn')),
                ('imported_fingerprint', models.CharField(blank=True, editable=False, help_text='Để biết cán bộ đã sửa gì sau lần nhập gần nhất.', max_length=64, verbose_name='dấu vết lần nhập')),
            ],
            options={
                'verbose_name': 'loại phản ánh',
                'verbose_name_plural': 'loại phản ánh',
                'ordering': ['order', 'code'],
                'constraints': [models.CheckConstraint(condition=models.Q(('switched_on', False), models.Q(models.Q(('announced_by', ''), _negated=True), ('announced_on__isnull', False)), _connector='OR'), name='report_kind_announced', violation_error_message='Ghi văn bản và ngày công bố kênh tiếp nhận trước khi bật loại này.')],
            },
        ),
        migrations.AddField(
            model_name='report',
            name='kind',
            field=models.ForeignKey(help_text='Loại phản ánh, cán bộ phân loại lại được.', on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='reports.reportkind', verbose_name='loại'),
        ),
        migrations.CreateModel(
            name='ListedReason',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('use', models.CharField(choices=[('decline', 'Không thụ lý'), ('ask_more', 'Yêu cầu bổ sung')], help_text='Việc cần lý do này.', max_length=10, verbose_name='dùng khi')),
                ('words', models.CharField(help_text='Người dân đọc nguyên văn.', max_length=300, verbose_name='lời')),
                ('codes', foundation.records.fields.LinesField(blank=True, default=list, help_text='Mã thông tin cần có mà lời này hỏi.', verbose_name='thông tin thiếu')),
                ('order', models.PositiveSmallIntegerField(default=0, help_text='Số nhỏ hiện trước.', verbose_name='thứ tự')),
                ('kinds', models.ManyToManyField(blank=True, help_text='Trống là mọi loại.', related_name='listed_reasons', to='reports.reportkind', verbose_name='loại phản ánh')),
            ],
            options={
                'verbose_name': 'lý do có sẵn',
                'verbose_name_plural': 'lý do có sẵn',
                'ordering': ['use', 'order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ReportMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('author', models.CharField(choices=[('reporter', 'Người gửi'), ('officer', 'Cán bộ')], help_text='Bên nào nói.', max_length=10, verbose_name='ai nói')),
                ('text', foundation.records.encryption.EncryptedTextField(editable=False, help_text='Được mã hoá khi lưu.', verbose_name='nội dung')),
                ('internal', models.BooleanField(default=False, help_text='Ghi chú giữa cán bộ; người gửi không bao giờ thấy.', verbose_name='nội bộ')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, help_text='Thời điểm nói.', verbose_name='lúc')),
                ('event', models.ForeignKey(blank=True, help_text='Việc đã làm cùng lời này.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='reports.reportevent', verbose_name='diễn biến')),
                ('officer', models.ForeignKey(blank=True, db_index=False, help_text='Trống khi người gửi nói.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='cán bộ')),
                ('report', models.ForeignKey(help_text='Phản ánh mà lời này thuộc về.', on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='reports.report', verbose_name='phản ánh')),
            ],
            options={
                'verbose_name': 'lời trao đổi về phản ánh',
                'verbose_name_plural': 'lời trao đổi về phản ánh',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, help_text='Mã ngẫu nhiên, không đoán được.', primary_key=True, serialize=False, verbose_name='mã')),
                ('holder_hash', models.CharField(blank=True, db_index=True, help_text='Dấu có khoá của người tải lên; xoá khi đã gửi.', max_length=64, verbose_name='dấu người gửi')),
                ('path', models.CharField(editable=False, help_text='Nơi lưu riêng, mã hoá.', max_length=100, unique=True, verbose_name='tệp')),
                ('key', foundation.records.encryption.EncryptedTextField(editable=False, help_text='Được mã hoá khi lưu.', verbose_name='khoá của tệp')),
                ('media_type', models.CharField(blank=True, help_text='Theo nội dung, không theo tên.', max_length=40, verbose_name='loại tệp')),
                ('size', models.BigIntegerField(default=0, help_text='Số byte của bản gốc.', verbose_name='dung lượng')),
                ('expected_size', models.BigIntegerField(default=0, help_text='Khi tải lên từng phần.', verbose_name='dung lượng báo trước')),
                ('sha256', models.CharField(blank=True, db_index=True, help_text='SHA-256 của bản gốc.', max_length=64, verbose_name='dấu vân tay')),
                ('picker', models.CharField(blank=True, help_text='Cách ứng dụng lấy tệp: ảnh, video, tệp.', max_length=20, verbose_name='nguồn chọn')),
                ('own_recording', models.BooleanField(default=False, help_text='Người gửi cho biết tự mình ghi hình.', verbose_name='tự ghi')),
                ('keeps_original', models.BooleanField(default=False, help_text='Người gửi cho biết còn giữ bản gốc.', verbose_name='giữ bản gốc')),
                ('captured', foundation.records.encryption.EncryptedTextField(blank=True, editable=False, help_text='Thời gian, địa điểm trong tệp; mã hoá.', verbose_name='dữ liệu ghi hình')),
                ('picture_hash', models.BigIntegerField(blank=True, editable=False, help_text='Để tìm ảnh gần giống.', null=True, verbose_name='dấu hình ảnh')),
                ('quarantined', models.BooleanField(default=False, help_text='Nội dung nhạy cảm: không xem trước, chỉ lãnh đạo mở.', verbose_name='cách ly')),
                ('uploaded_at', models.DateTimeField(default=django.utils.timezone.now, help_text='Tệp không được gửi kèm sẽ bị xoá.', verbose_name='bắt đầu tải lúc')),
                ('completed_at', models.DateTimeField(blank=True, help_text='Trống khi còn đang tải.', null=True, verbose_name='nhận đủ lúc')),
                ('removed_at', models.DateTimeField(blank=True, help_text='Từ lúc này chỉ còn chuỗi lưu giữ.', null=True, verbose_name='xoá tệp lúc')),
                ('verified_at', models.DateTimeField(blank=True, editable=False, help_text='Lần kiểm tra gần nhất.', null=True, verbose_name='kiểm tra lúc')),
                ('fault', models.CharField(blank=True, editable=False, help_text='Lần kiểm tra gần nhất thấy gì không còn như lúc nhận; khi đó không mở được.', max_length=10, verbose_name='sai khác')),
                ('report', models.ForeignKey(blank=True, help_text='Phản ánh có bằng chứng này; trống khi chưa gửi.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='reports.report', verbose_name='phản ánh')),
                ('message', models.ForeignKey(blank=True, help_text='Lời bổ sung mà bằng chứng đi kèm; trống khi gửi cùng phản ánh.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='evidence', to='reports.reportmessage', verbose_name='lời bổ sung')),
            ],
            options={
                'verbose_name': 'bằng chứng',
                'verbose_name_plural': 'bằng chứng',
                'ordering': ['uploaded_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='SealOpening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(help_text='Vì sao phải biết người gửi.', max_length=300, verbose_name='lý do')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, help_text='Thời điểm mở.', verbose_name='lúc')),
                ('officer', models.ForeignKey(help_text='Ai đã mở.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='cán bộ')),
                ('report', models.ForeignKey(help_text='Phản ánh có niêm phong được mở.', on_delete=django.db.models.deletion.PROTECT, related_name='seal_openings', to='reports.report', verbose_name='phản ánh')),
            ],
            options={
                'verbose_name': 'lần mở niêm phong',
                'verbose_name_plural': 'lần mở niêm phong',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='SendingDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.CharField(help_text='Dấu có khoá của công dân hoặc địa chỉ mạng, mỗi ngày một khác.', max_length=64, verbose_name='dấu người gửi trong ngày')),
                ('day', models.DateField(db_index=True, help_text='Ngày theo giờ Việt Nam.', verbose_name='ngày')),
                ('sent', models.IntegerField(default=0, help_text='Số phản ánh đã gửi trong ngày.', verbose_name='đã gửi')),
            ],
            options={
                'verbose_name': 'số phản ánh một người gửi trong ngày',
                'verbose_name_plural': 'số phản ánh một người gửi trong ngày',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('mark', 'day'), name='sending_day_once', violation_error_message='Đã có số của ngày này.')],
            },
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(help_text='Mã ngắn không dấu, duy nhất.', max_length=30, verbose_name='mã')),
                ('name', models.CharField(help_text='Người dân chọn theo tên này.', max_length=100, verbose_name='tên')),
                ('order', models.PositiveSmallIntegerField(default=0, help_text='Số nhỏ hiện trước.', verbose_name='thứ tự')),
                ('kind', models.ForeignKey(help_text='Loại phản ánh có hành vi này.', on_delete=django.db.models.deletion.CASCADE, related_name='topics', to='reports.reportkind', verbose_name='loại phản ánh')),
            ],
            options={
                'verbose_name': 'loại hành vi',
                'verbose_name_plural': 'loại hành vi',
                'ordering': ['order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='RoutingRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(default=0, help_text='Số nhỏ xét trước.', verbose_name='thứ tự')),
                ('receiver', models.CharField(choices=[('commune', 'Công an xã, phường nơi xảy ra'), ('field', 'Phòng phụ trách lĩnh vực'), ('province', 'Công an tỉnh'), ('office', 'Đơn vị chỉ định')], help_text='Cách tìm đơn vị nhận.', max_length=10, verbose_name='nơi nhận')),
                ('citation', models.CharField(help_text='Điều, khoản của quy tắc.', max_length=300, verbose_name='căn cứ')),
                ('field', models.ForeignKey(blank=True, help_text='Ghi khi nơi nhận là phòng phụ trách lĩnh vực.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.field', verbose_name='lĩnh vực')),
                ('kind', models.ForeignKey(help_text='Loại phản ánh được chuyển theo quy tắc này.', on_delete=django.db.models.deletion.CASCADE, related_name='routing_rules', to='reports.reportkind', verbose_name='loại phản ánh')),
                ('office', models.ForeignKey(blank=True, help_text='Ghi khi nơi nhận là đơn vị chỉ định.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='đơn vị')),
                ('topic', models.ForeignKey(blank=True, help_text='Trống là mọi hành vi.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='routing_rules', to='reports.topic', verbose_name='loại hành vi')),
            ],
            options={
                'verbose_name': 'quy tắc nơi nhận',
                'verbose_name_plural': 'quy tắc nơi nhận',
                'ordering': ['order', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='report',
            name='topic',
            field=models.ForeignKey(blank=True, help_text='Loại hành vi mà người gửi chọn.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='reports.topic', verbose_name='hành vi'),
        ),
        migrations.CreateModel(
            name='CustodyEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sequence', models.PositiveIntegerField(help_text='Bắt đầu từ 1, không có khoảng.', verbose_name='thứ tự')),
                ('act', models.CharField(choices=[('received', 'Nhận'), ('attached', 'Gửi kèm phản ánh'), ('viewed', 'Xem'), ('exported', 'Xuất'), ('verified', 'Kiểm tra nguyên vẹn'), ('handed_over', 'Chuyển giao'), ('quarantined', 'Cách ly'), ('deleted', 'Xoá tệp')], help_text='Điều đã xảy ra.', max_length=12, verbose_name='việc')),
                ('note', models.CharField(blank=True, help_text='Lý do hoặc nơi nhận; không ghi người gửi.', max_length=300, verbose_name='ghi chú')),
                ('sha256', models.CharField(help_text='Của tệp lúc đó.', max_length=64, verbose_name='dấu vân tay')),
                ('at', models.DateTimeField(help_text='Thời điểm.', verbose_name='lúc')),
                ('mac', models.CharField(help_text='HMAC của mắt xích này và mắt xích trước.', max_length=64, verbose_name='dấu nối')),
                ('officer', models.ForeignKey(blank=True, db_index=False, help_text='Trống khi người gửi hoặc hệ thống làm.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='cán bộ')),
                ('evidence', models.ForeignKey(db_index=False, help_text='Bằng chứng của mắt xích này.', on_delete=django.db.models.deletion.PROTECT, related_name='custody', to='reports.evidence', verbose_name='bằng chứng')),
            ],
            options={
                'verbose_name': 'mắt xích lưu giữ',
                'verbose_name_plural': 'chuỗi lưu giữ',
                'ordering': ['evidence', 'sequence'],
                'constraints': [models.UniqueConstraint(fields=('evidence', 'sequence'), name='custody_sequence_once', violation_error_message='Mỗi thứ tự chỉ có một mắt xích.')],
            },
        ),
        migrations.CreateModel(
            name='HandOver',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('body', models.CharField(blank=True, help_text='Cơ quan ngoài hệ thống, ví dụ «Cơ quan Cảnh sát điều tra».', max_length=200, verbose_name='cơ quan nhận')),
                ('slip_number', models.CharField(blank=True, help_text='Phiếu chuyển hoặc biên bản giao.', max_length=60, verbose_name='số phiếu chuyển')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, help_text='Lúc chuyển.', verbose_name='chuyển lúc')),
                ('acknowledge_by', models.DateTimeField(blank=True, help_text='Quá hạn này mà cơ quan ngoài hệ thống chưa xác nhận thì phản ánh đứng trong danh sách việc.', null=True, verbose_name='xác nhận trước')),
                ('acknowledged_at', models.DateTimeField(blank=True, help_text='Trống khi chưa nhận.', null=True, verbose_name='nơi nhận xác nhận lúc')),
                ('receipt_number', models.CharField(blank=True, help_text='Biên nhận của cơ quan ngoài hệ thống.', max_length=60, verbose_name='số biên nhận')),
                ('signed_by', models.CharField(blank=True, help_text='Ai, bộ phận nào của cơ quan đó ký nhận.', max_length=150, verbose_name='người xác nhận')),
                ('recalled_at', models.DateTimeField(blank=True, help_text='Nơi chuyển giải quyết tiếp hoặc chuyển nơi khác trước khi nơi nhận xác nhận.', null=True, verbose_name='thu hồi lúc')),
                ('returned_at', models.DateTimeField(blank=True, help_text='Nơi nhận trả lại hoặc chuyển tiếp cho đơn vị khác mà không nhận.', null=True, verbose_name='trả lại lúc')),
                ('office', models.ForeignKey(blank=True, help_text='Đơn vị trong hệ thống; trống khi chuyển cơ quan khác.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='incoming_reports', to='offices.office', verbose_name='đơn vị nhận')),
                ('officer', models.ForeignKey(help_text='Ai đã chuyển.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='cán bộ chuyển')),
                ('report', models.ForeignKey(help_text='Phản ánh được chuyển.', on_delete=django.db.models.deletion.PROTECT, related_name='hand_overs', to='reports.report', verbose_name='phản ánh')),
            ],
            options={
                'verbose_name': 'lần chuyển phản ánh',
                'verbose_name_plural': 'lần chuyển phản ánh',
                'ordering': ['pk'],
                'indexes': [models.Index(condition=models.Q(('acknowledged_at__isnull', True), ('recalled_at__isnull', True), ('returned_at__isnull', True)), fields=['office', 'at'], name='hand_over_waiting'), models.Index(condition=models.Q(('acknowledged_at__isnull', True), ('office__isnull', True)), fields=['acknowledge_by'], name='hand_over_unacknowledged')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('body', ''), ('office__isnull', False)), models.Q(('office__isnull', True), models.Q(('body', ''), _negated=True)), _connector='OR'), name='hand_over_to_one', violation_error_message='Chuyển đến một đơn vị hoặc một cơ quan.')],
            },
        ),
        migrations.CreateModel(
            name='ReportDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(help_text='Ngày theo giờ Việt Nam.', verbose_name='ngày')),
                ('area', models.CharField(blank=True, help_text='Khu vực của đơn vị trong ngày đó; trống khi phục vụ toàn tỉnh.', max_length=100, verbose_name='khu vực')),
                ('sent', models.IntegerField(default=0, help_text='Phản ánh gửi đến trong ngày.', verbose_name='đến')),
                ('ended', models.IntegerField(default=0, help_text='Phản ánh có quyết định.', verbose_name='kết thúc')),
                ('in_time', models.IntegerField(default=0, help_text='Trong số đã kết thúc.', verbose_name='đúng hạn')),
                ('handled', models.IntegerField(default=0, help_text='Kết luận «Đã xử lý».', verbose_name='đã xử lý')),
                ('insufficient', models.IntegerField(default=0, help_text='Kết luận «Chưa đủ căn cứ».', verbose_name='chưa đủ căn cứ')),
                ('disputed', models.IntegerField(default=0, help_text='Đề nghị xem xét lại trong ngày.', verbose_name='đề nghị xem lại')),
                ('office', models.ForeignKey(db_index=False, help_text='Đơn vị có số liệu này.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='đơn vị')),
                ('kind', models.ForeignKey(help_text='Loại phản ánh.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reports.reportkind', verbose_name='loại')),
            ],
            options={
                'verbose_name': 'phản ánh trong ngày',
                'verbose_name_plural': 'phản ánh theo ngày',
                'ordering': ['-day', 'office'],
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('office', 'day', 'kind', 'area'), name='reportday_once', violation_error_message='Đơn vị đã có số liệu của ngày này.')],
            },
        ),
        migrations.CreateModel(
            name='KindParticular',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('particular', models.CharField(choices=[('words', 'Nội dung'), ('occurred', 'Thời gian xảy ra'), ('place', 'Địa điểm'), ('evidence', 'Ảnh hoặc video gốc'), ('plate', 'Biển số xe'), ('topic', 'Loại hành vi'), ('suspect', 'Người liên quan'), ('contacts', 'Số điện thoại, tài khoản, đường dẫn của kẻ lừa đảo'), ('loss', 'Số tiền bị mất'), ('office', 'Đơn vị, cán bộ được phản ánh'), ('name', 'Họ tên người gửi'), ('address', 'Địa chỉ người gửi'), ('phone', 'Điện thoại người gửi')], help_text='Thông tin người dân ghi.', max_length=10, verbose_name='thông tin')),
                ('need', models.CharField(choices=[('required', 'Phải có'), ('if_known', 'Hỏi, có thể không biết')], help_text='Thiếu thì gửi được hay không.', max_length=10, verbose_name='mức cần')),
                ('prompt', models.CharField(help_text='Người dân đọc câu này khi điền hoặc khi còn thiếu.', max_length=200, verbose_name='câu hỏi')),
                ('kind', models.ForeignKey(help_text='Loại phản ánh cần thông tin này.', on_delete=django.db.models.deletion.CASCADE, related_name='particulars', to='reports.reportkind', verbose_name='loại phản ánh')),
            ],
            options={
                'verbose_name': 'thông tin cần có',
                'verbose_name_plural': 'thông tin cần có',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('kind', 'particular'), name='kind_particular_once', violation_error_message='Mỗi loại chỉ hỏi một thông tin một lần.')],
            },
        ),
        migrations.CreateModel(
            name='ClockRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stage', models.CharField(choices=[('classify', 'Tiếp nhận, phân loại'), ('verify', 'Xác minh'), ('answer', 'Trả lời'), ('pass_on', 'Chuyển đơn vị có thẩm quyền'), ('alarm', 'Cảnh báo chưa đọc'), ('receipt', 'Cơ quan nhận xác nhận'), ('usable', 'Dùng được từ khi xảy ra')], help_text='Việc phải xong.', max_length=10, verbose_name='việc')),
                ('length', models.PositiveSmallIntegerField(help_text='Số đơn vị thời gian.', verbose_name='thời hạn')),
                ('unit', models.CharField(choices=[('minute', 'phút'), ('hour', 'giờ'), ('day', 'ngày'), ('working_day', 'ngày làm việc'), ('month', 'tháng')], help_text='Đơn vị thời gian.', max_length=12, verbose_name='đơn vị')),
                ('extended_length', models.PositiveSmallIntegerField(blank=True, help_text='Tổng thời hạn sau một lần gia hạn; trống khi không được gia hạn.', null=True, verbose_name='thời hạn khi gia hạn')),
                ('citation', models.CharField(help_text='Điều, khoản, văn bản.', max_length=300, verbose_name='căn cứ')),
                ('valid_from', models.DateField(help_text='Ngày đầu quy định có hiệu lực.', verbose_name='từ ngày')),
                ('valid_to', models.DateField(blank=True, help_text='Ngày cuối; trống khi còn hiệu lực.', null=True, verbose_name='đến ngày')),
                ('kind', models.ForeignKey(help_text='Loại phản ánh có thời hạn này.', on_delete=django.db.models.deletion.CASCADE, related_name='clock_rules', to='reports.reportkind', verbose_name='loại phản ánh')),
            ],
            options={
                'verbose_name': 'thời hạn',
                'verbose_name_plural': 'thời hạn',
                'ordering': ['kind', 'stage', 'valid_from'],
                'constraints': [models.UniqueConstraint(fields=('kind', 'stage', 'valid_from'), name='clock_rule_once', violation_error_message='Đã có thời hạn của việc này từ ngày này.'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='clock_rule_dates_ordered', violation_error_message='Ngày cuối không được trước ngày đầu.'), models.CheckConstraint(condition=models.Q(('extended_length__isnull', True), ('extended_length__gt', models.F('length')), _connector='OR'), name='clock_rule_longer_when_extended', violation_error_message='Thời hạn khi gia hạn phải dài hơn.')],
            },
        ),
        migrations.AddConstraint(
            model_name='reportmessage',
            constraint=models.CheckConstraint(condition=models.Q(('author', 'officer'), models.Q(('internal', False), ('officer__isnull', True)), _connector='OR'), name='report_message_internal_by_officer', violation_error_message='Ghi chú nội bộ chỉ do cán bộ ghi.'),
        ),
        migrations.AddIndex(
            model_name='evidence',
            index=models.Index(condition=models.Q(('report__isnull', True)), fields=['uploaded_at'], name='evidence_unused'),
        ),
        migrations.AddIndex(
            model_name='evidence',
            index=models.Index(condition=models.Q(('picture_hash__isnull', False)), fields=['picture_hash'], name='evidence_alike'),
        ),
        migrations.AddIndex(
            model_name='evidence',
            index=models.Index(condition=models.Q(('picture_hash__isnull', False)), fields=['-completed_at'], name='evidence_newest_pictures'),
        ),
        migrations.AddIndex(
            model_name='evidence',
            index=models.Index(condition=models.Q(('fault', ''), _negated=True), fields=['fault'], name='evidence_unsound'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(('completed_at__isnull', True), models.Q(('sha256', ''), _negated=True), _connector='OR'), name='evidence_complete_has_fingerprint', violation_error_message='Tệp nhận đủ thì có dấu vân tay.'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(('report__isnull', True), ('completed_at__isnull', False), _connector='OR'), name='evidence_of_report_complete', violation_error_message='Chỉ tệp nhận đủ mới gửi kèm được.'),
        ),
        migrations.AddConstraint(
            model_name='topic',
            constraint=models.UniqueConstraint(fields=('kind', 'code'), name='topic_code_once', violation_error_message='Mã đã dùng trong loại phản ánh này.'),
        ),
        migrations.AddConstraint(
            model_name='routingrule',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('field__isnull', False), ('office__isnull', True), ('receiver', 'field')), models.Q(('field__isnull', True), ('office__isnull', False), ('receiver', 'office')), models.Q(('field__isnull', True), ('office__isnull', True), ('receiver__in', ['commune', 'province'])), _connector='OR'), name='routing_rule_complete', violation_error_message='Phòng phụ trách cần lĩnh vực, đơn vị chỉ định cần đơn vị; các nơi nhận khác để trống cả hai.'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['office', '-changed_at', '-id'], name='report_office_newest'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['-changed_at', '-id'], name='report_newest'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(condition=models.Q(('status__in', ('sent', 'received', 'need_more', 'verifying', 'disputed'))), fields=['office', 'due_at', 'id'], name='report_queue'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(condition=models.Q(('status__in', ('sent', 'received', 'need_more', 'verifying', 'disputed'))), fields=['due_at', 'id'], name='report_due'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(condition=models.Q(('supply_by__isnull', False)), fields=['supply_by'], name='report_supply'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(condition=models.Q(('ended_at__isnull', False), ('erased_at__isnull', True)), fields=['ended_at'], name='report_with_words'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ('sent', 'received', 'need_more', 'verifying', 'disputed')), ('ended_at__isnull', True)), models.Q(models.Q(('status__in', ('sent', 'received', 'need_more', 'verifying', 'disputed')), _negated=True), ('ended_at__isnull', False)), _connector='OR'), name='report_ended_dated', violation_error_message='Phản ánh đã kết thúc thì có thời điểm, chưa thì không.'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'concluded'), _negated=True), models.Q(('outcome', ''), _negated=True), _connector='OR'), name='report_outcome_when_concluded', violation_error_message='Phản ánh đã kết luận thì có kết quả.'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('latitude__isnull', True), ('longitude__isnull', True)), models.Q(('latitude__isnull', False), ('longitude__isnull', False)), _connector='OR'), name='report_point_complete', violation_error_message='Ghi cả vĩ độ và kinh độ, hoặc để trống cả hai.'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(('occurred_to__isnull', True), ('occurred_to__gte', models.F('occurred_from')), _connector='OR'), name='report_occurred_in_order', violation_error_message='Thời điểm cuối không được trước thời điểm đầu.'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('identity', 'anonymous'), _negated=True), models.Q(('secret_hash', ''), _negated=True), _connector='OR'), name='report_anonymous_has_secret', violation_error_message='Phản ánh nặc danh cần mã bí mật.'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'merged'), _negated=True), ('incident__isnull', False), _connector='OR'), name='report_merged_in_incident', violation_error_message='Phản ánh đã gộp thì thuộc một vụ việc.'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(('erased_at__isnull', True), models.Q(('details', ''), ('place_words', ''), ('search_words', ''), ('words', '')), _connector='OR'), name='report_erased_is_empty', violation_error_message='Phản ánh đã xoá nội dung thì không còn lời nào.'),
        ),
        forbid_changes("reports_reportevent"),
        forbid_changes("reports_sealopening"),
        forbid_changes("reports_custodyentry"),
        forbid_updates("reports_reportmessage", MESSAGE),
        trigram_index("report_words_trigrams", "reports_report", "search_words"),
    ]
