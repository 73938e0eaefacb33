import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
import dossiers.validators
import foundation.records.encryption
import foundation.records.fields
from django.conf import settings
from django.db import migrations, models

from foundation.database.initial import InitialMigration
from foundation.records.append_only import forbid_changes
from foundation.records.trigrams import trigram_index


class Migration(InitialMigration):

    dependencies = [
        ('citizens', '0001_initial'),
        ('offices', '0001_initial'),
        ('procedures', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ConnectorKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(editable=False, help_text='Phần công khai của khoá, có trong nhật ký.', max_length=16, unique=True, verbose_name='mã khoá')),
                ('name', models.CharField(help_text='Hệ thống nào dùng khoá này.', max_length=100, verbose_name='tên')),
                ('secret_hash', models.CharField(editable=False, help_text='Phần bí mật không được lưu.', max_length=64, verbose_name='dấu bí mật')),
                ('created_at', models.DateTimeField(editable=False, help_text='Lúc tạo khoá.', verbose_name='tạo lúc')),
                ('expires_at', models.DateTimeField(help_text='Sau lúc này khoá không dùng được.', verbose_name='hết hạn lúc')),
                ('revoked_at', models.DateTimeField(blank=True, editable=False, help_text='Trống khi chưa thu hồi.', null=True, verbose_name='thu hồi lúc')),
                ('last_used_on', models.DateField(blank=True, editable=False, help_text='Ngày dùng gần nhất.', null=True, verbose_name='dùng gần nhất')),
                ('created_by', models.ForeignKey(help_text='Trống khi tạo bằng lệnh.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người tạo')),
                ('offices', models.ManyToManyField(help_text='Khoá ghi được hồ sơ của các đơn vị này và đơn vị cấp dưới.', related_name='+', to='offices.office', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'khoá kết nối',
                'verbose_name_plural': 'khoá kết nối',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='ConnectorDelivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_index=True, help_text='Lúc nhận.', verbose_name='lúc')),
                ('counts', models.JSONField(default=dict, help_text='Số dòng theo kết quả.', verbose_name='kết quả')),
                ('results', models.JSONField(default=list, help_text='Kết quả từng dòng: mã hồ sơ, kết quả, lỗi; không có dữ liệu cá nhân.', verbose_name='từng dòng')),
                ('key', models.ForeignKey(help_text='Khoá đã dùng.', on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='dossiers.connectorkey', verbose_name='khoá')),
            ],
            options={
                'verbose_name': 'lần nhận dữ liệu kết nối',
                'verbose_name_plural': 'lần nhận dữ liệu kết nối',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Dossier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('applicant_name', models.CharField(blank=True, help_text='Họ tên hoặc tên tổ chức; chỉ cán bộ thấy, không hiện cho người tra cứu.', max_length=200, verbose_name='người nộp')),
                ('applicant_folded', models.CharField(blank=True, editable=False, help_text='Tên không dấu, hệ thống tự ghi.', max_length=200, verbose_name='tên để tìm')),
                ('applicant_phone', foundation.records.encryption.EncryptedTextField(blank=True, editable=False, help_text='Dạng E.164, được mã hoá khi lưu; chủ số thấy hồ sơ của mình.', verbose_name='điện thoại người nộp')),
                ('applicant_phone_hash', models.CharField(blank=True, editable=False, help_text='Để tìm hồ sơ theo số mà không cần giải mã.', max_length=64, verbose_name='dấu điện thoại')),
                ('phone_last4_hash', models.CharField(blank=True, editable=False, help_text='Để so khi tra cứu; gồm cả mã hồ sơ.', max_length=64, verbose_name='dấu 4 số cuối điện thoại')),
                ('id_last4', foundation.records.encryption.EncryptedTextField(blank=True, editable=False, help_text='Được mã hoá khi lưu; chỉ dùng để so khi tra cứu.', verbose_name='4 số cuối số định danh')),
                ('id_last4_hash', models.CharField(blank=True, editable=False, help_text='Để so khi tra cứu; gồm cả mã hồ sơ.', max_length=64, verbose_name='dấu 4 số cuối số định danh')),
                ('slip_hash', models.CharField(blank=True, editable=False, help_text='Của mã tra cứu in trên giấy tiếp nhận; mã không được lưu.', max_length=64, verbose_name='dấu mã tra cứu')),
                ('code', models.CharField(help_text='Mã trên giấy tiếp nhận, ví dụ G01.899.909-260916-890028. Không đổi.', max_length=60, unique=True, validators=[dossiers.validators.validate_code], verbose_name='mã hồ sơ')),
                ('channel', models.CharField(choices=[('direct', 'Trực tiếp'), ('online', 'Trực tuyến'), ('postal', 'Bưu chính công ích')], default='direct', help_text='Hồ sơ nộp bằng cách nào.', max_length=10, verbose_name='cách thức nộp')),
                ('status', models.CharField(choices=[('submitted', 'Mới đăng ký'), ('accepted', 'Được tiếp nhận'), ('declined', 'Không được tiếp nhận'), ('processing', 'Đang xử lý'), ('supplement_required', 'Yêu cầu bổ sung giấy tờ'), ('payment_required', 'Yêu cầu thực hiện nghĩa vụ tài chính'), ('withdrawn', 'Công dân yêu cầu rút hồ sơ'), ('suspended', 'Tạm dừng xử lý'), ('stopped', 'Dừng xử lý'), ('completed', 'Đã xử lý xong'), ('returned', 'Đã trả kết quả')], help_text='Trạng thái hiện nay, do các lần chuyển đặt.', max_length=20, verbose_name='trạng thái')),
                ('status_since', models.DateTimeField(help_text='Lúc chuyển sang trạng thái hiện nay.', verbose_name='ở trạng thái này từ')),
                ('reason', models.TextField(blank=True, help_text='Lý do của trạng thái hiện nay; công dân đọc được.', max_length=2000, verbose_name='lý do')),
                ('submitted_at', models.DateTimeField(help_text='Lúc công dân nộp hồ sơ.', verbose_name='nộp lúc')),
                ('accepted_at', models.DateTimeField(blank=True, help_text='Thời hạn tính từ lúc này.', null=True, verbose_name='tiếp nhận lúc')),
                ('completed_at', models.DateTimeField(blank=True, help_text='Lúc có kết quả.', null=True, verbose_name='xử lý xong lúc')),
                ('returned_at', models.DateTimeField(blank=True, help_text='Lúc công dân nhận kết quả.', null=True, verbose_name='trả kết quả lúc')),
                ('limit_value', models.PositiveIntegerField(blank=True, help_text='Số của thời hạn đã áp dụng lúc tiếp nhận.', null=True, validators=[django.core.validators.MaxValueValidator(10000)], verbose_name='thời hạn')),
                ('limit_unit', models.CharField(blank=True, choices=[('working_day', 'ngày làm việc'), ('day', 'ngày'), ('month', 'tháng'), ('hour', 'giờ'), ('working_hour', 'giờ làm việc')], help_text='Ngày làm việc, ngày, tháng, giờ hoặc giờ làm việc.', max_length=12, verbose_name='đơn vị thời hạn')),
                ('same_day_cutoff', models.BooleanField(default=False, help_text='Như thủ tục nêu lúc tiếp nhận; chỉ cho việc trả trong ngày.', verbose_name='nhận sau 15 giờ trả hôm sau')),
                ('due_at', models.DateTimeField(blank=True, help_text='Hạn hiện nay; hết ngày hẹn nếu hẹn theo ngày.', null=True, verbose_name='hẹn trả')),
                ('paused_at', models.DateTimeField(blank=True, help_text='Trống khi thời hạn đang chạy.', null=True, verbose_name='tạm dừng tính hạn từ')),
                ('extended_at', models.DateTimeField(blank=True, help_text='Chỉ được hẹn lại một lần.', null=True, verbose_name='xin lỗi, hẹn lại lúc')),
                ('extended_to', models.DateField(blank=True, help_text='Ngày hẹn mới.', null=True, verbose_name='hẹn lại đến ngày')),
                ('apology', models.TextField(blank=True, help_text='Lời xin lỗi và lý do; công dân đọc được.', max_length=2000, verbose_name='lời xin lỗi')),
                ('papers', foundation.records.fields.LinesField(blank=True, default=list, help_text='Mỗi dòng một giấy tờ; công dân đọc được.', verbose_name='giấy tờ cần bổ sung')),
                ('supplement_due_on', models.DateField(blank=True, help_text='Ngày cuối để nộp bổ sung.', null=True, verbose_name='hạn bổ sung')),
                ('supplements', models.PositiveSmallIntegerField(default=0, help_text='Từ lần thứ hai phải do lãnh đạo.', verbose_name='số lần yêu cầu bổ sung')),
                ('fee_due', models.PositiveBigIntegerField(blank=True, help_text='Bằng đồng; trống khi không phải nộp.', null=True, verbose_name='số tiền phải nộp')),
                ('source', models.CharField(choices=[('manual', 'Cán bộ nhập'), ('import', 'Nhập từ tệp'), ('machine', 'Hệ thống kết nối'), ('system', 'Hệ thống tự tính')], default='manual', help_text='Hồ sơ được đưa vào bằng cách nào.', max_length=10, verbose_name='nguồn')),
                ('events_count', models.PositiveIntegerField(default=0, editable=False, help_text='Số thứ tự của lần thay đổi cuối.', verbose_name='số lần thay đổi')),
                ('created_at', models.DateTimeField(editable=False, help_text='Lúc hồ sơ được đưa vào hệ thống này.', verbose_name='đưa vào lúc')),
                ('changed_at', models.DateTimeField(editable=False, help_text='Lần thay đổi gần nhất mà hệ thống ghi.', verbose_name='thay đổi lúc')),
                ('office', models.ForeignKey(db_index=False, help_text='Đơn vị giải quyết hồ sơ.', on_delete=django.db.models.deletion.PROTECT, related_name='dossiers', to='offices.office', verbose_name='đơn vị')),
                ('officer', models.ForeignKey(blank=True, help_text='Cán bộ đang giải quyết; trống khi chưa phân công.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='dossiers', to='offices.officer', verbose_name='cán bộ phụ trách')),
                ('procedure', models.ForeignKey(db_index=False, help_text='Thủ tục của hồ sơ.', on_delete=django.db.models.deletion.PROTECT, related_name='dossiers', to='procedures.procedure', verbose_name='thủ tục')),
                ('version', models.ForeignKey(blank=True, db_index=False, help_text='Bản công bố áp dụng lúc tiếp nhận; trống khi chưa tiếp nhận hoặc thủ tục chưa công bố.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='procedures.procedureversion', verbose_name='phiên bản thủ tục')),
            ],
            options={
                'verbose_name': 'hồ sơ',
                'verbose_name_plural': 'hồ sơ',
                'ordering': ['-changed_at', '-pk'],
                'permissions': (('manage_dossier', 'Được quyết định như lãnh đạo về hồ sơ'), ('correct_dossier', 'Được đính chính trạng thái hồ sơ'), ('export_dossier', 'Được xuất hồ sơ ra tệp')),
            },
        ),
        migrations.CreateModel(
            name='DossierDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(help_text='Ngày theo giờ Việt Nam.', verbose_name='ngày')),
                ('accepted', models.IntegerField(default=0, help_text='Hồ sơ có lúc tiếp nhận trong ngày.', verbose_name='tiếp nhận')),
                ('completed', models.IntegerField(default=0, help_text='Hồ sơ có kết quả trong ngày.', verbose_name='xử lý xong')),
                ('dated', models.IntegerField(default=0, help_text='Trong số xử lý xong: hồ sơ có ngày hẹn trả.', verbose_name='xử lý xong, có hẹn trả')),
                ('on_time', models.IntegerField(default=0, help_text='Xong không muộn hơn ngày hẹn trả và không bị yêu cầu bổ sung quá một lần (QĐ 766/QĐ-TTg).', verbose_name='đúng hạn')),
                ('office', models.ForeignKey(db_index=False, help_text='Đơn vị có số liệu này.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'hồ sơ trong ngày',
                'verbose_name_plural': 'hồ sơ theo ngày',
                'ordering': ['-day', 'office'],
                'permissions': (('view_figures', 'Được xem số liệu và báo cáo của đơn vị'),),
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='DossierEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(help_text='Thứ tự trong hồ sơ, từ 1.', verbose_name='lần')),
                ('kind', models.CharField(choices=[('transition', 'Chuyển trạng thái'), ('correction', 'Đính chính trạng thái'), ('extension', 'Xin lỗi và hẹn lại'), ('due_moved', 'Tính lại ngày hẹn'), ('assignment', 'Phân công'), ('fee', 'Sửa số tiền phải nộp'), ('contact', 'Sửa thông tin người nộp'), ('slip', 'Cấp mã tra cứu')], help_text='Loại thay đổi.', max_length=12, verbose_name='thay đổi')),
                ('status_from', models.CharField(blank=True, choices=[('submitted', 'Mới đăng ký'), ('accepted', 'Được tiếp nhận'), ('declined', 'Không được tiếp nhận'), ('processing', 'Đang xử lý'), ('supplement_required', 'Yêu cầu bổ sung giấy tờ'), ('payment_required', 'Yêu cầu thực hiện nghĩa vụ tài chính'), ('withdrawn', 'Công dân yêu cầu rút hồ sơ'), ('suspended', 'Tạm dừng xử lý'), ('stopped', 'Dừng xử lý'), ('completed', 'Đã xử lý xong'), ('returned', 'Đã trả kết quả')], help_text='Trống khi hồ sơ vừa được ghi nhận.', max_length=20, verbose_name='từ trạng thái')),
                ('status_to', models.CharField(choices=[('submitted', 'Mới đăng ký'), ('accepted', 'Được tiếp nhận'), ('declined', 'Không được tiếp nhận'), ('processing', 'Đang xử lý'), ('supplement_required', 'Yêu cầu bổ sung giấy tờ'), ('payment_required', 'Yêu cầu thực hiện nghĩa vụ tài chính'), ('withdrawn', 'Công dân yêu cầu rút hồ sơ'), ('suspended', 'Tạm dừng xử lý'), ('stopped', 'Dừng xử lý'), ('completed', 'Đã xử lý xong'), ('returned', 'Đã trả kết quả')], help_text='Trạng thái sau thay đổi này.', max_length=20, verbose_name='đến trạng thái')),
                ('at', models.DateTimeField(help_text='Lúc việc xảy ra, có thể trước lúc ghi.', verbose_name='xảy ra lúc')),
                ('recorded_at', models.DateTimeField(help_text='Lúc hệ thống ghi.', verbose_name='ghi lúc')),
                ('public_note', models.TextField(blank=True, help_text='Công dân đọc được.', max_length=2000, verbose_name='nội dung cho công dân')),
                ('internal_note', models.TextField(blank=True, help_text='Công dân không bao giờ thấy.', max_length=2000, verbose_name='ghi chú nội bộ')),
                ('details', models.JSONField(blank=True, default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder, help_text='Giấy tờ, tiền, ngày hẹn kèm theo.', verbose_name='chi tiết')),
                ('source', models.CharField(choices=[('manual', 'Cán bộ nhập'), ('import', 'Nhập từ tệp'), ('machine', 'Hệ thống kết nối'), ('system', 'Hệ thống tự tính')], help_text='Thay đổi đến từ đâu.', max_length=10, verbose_name='nguồn')),
                ('dossier', models.ForeignKey(db_index=False, help_text='Hồ sơ đã thay đổi.', on_delete=django.db.models.deletion.PROTECT, related_name='events', to='dossiers.dossier', verbose_name='hồ sơ')),
                ('officer', models.ForeignKey(blank=True, db_index=False, help_text='Ai thay đổi; trống khi do máy.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='cán bộ')),
            ],
            options={
                'verbose_name': 'thay đổi của hồ sơ',
                'verbose_name_plural': 'thay đổi của hồ sơ',
                'ordering': ['dossier', 'number'],
            },
        ),
        migrations.CreateModel(
            name='DossierImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file_name', models.CharField(help_text='Tên mà máy của cán bộ gửi lên.', max_length=200, verbose_name='tên tệp')),
                ('digest', models.CharField(db_index=True, help_text='SHA-256: cùng tệp thì cùng dấu.', max_length=64, verbose_name='dấu của tệp')),
                ('sheet', models.CharField(blank=True, help_text='Trang có hồ sơ; trống với tệp CSV.', max_length=100, verbose_name='trang tính')),
                ('epoch_1904', models.BooleanField(default=False, help_text='Tệp Excel đếm ngày từ năm 1904.', verbose_name='ngày tính từ 1904')),
                ('headers', models.JSONField(default=list, help_text='Các cột như trong tệp.', verbose_name='tiêu đề')),
                ('keys', models.JSONField(default=list, help_text='Mỗi cột là gì; null khi chưa khai báo.', verbose_name='ý nghĩa các cột')),
                ('as_of', models.DateTimeField(help_text='Lúc tệp được xuất; thay đổi sau lúc này không bị tệp ghi đè.', verbose_name='dữ liệu đến lúc')),
                ('state', models.CharField(choices=[('mapping', 'Chờ khai báo cột'), ('checking', 'Đang kiểm tra'), ('ready', 'Đã kiểm tra, chờ ghi'), ('applying', 'Đang ghi'), ('done', 'Đã ghi xong'), ('cancelled', 'Đã huỷ')], default='mapping', help_text='Đã đến bước nào.', max_length=10, verbose_name='tình trạng')),
                ('total_rows', models.PositiveIntegerField(default=0, help_text='Số hồ sơ trong tệp.', verbose_name='số dòng')),
                ('blocks_count', models.PositiveIntegerField(default=0, help_text='Tệp được xử lý theo từng phần.', verbose_name='số phần')),
                ('next_block', models.PositiveIntegerField(default=0, help_text='Các phần trước đã xong.', verbose_name='phần tiếp theo')),
                ('repeated', models.JSONField(default=dict, help_text='Dòng có mã của dòng khác trong tệp, và vì sao không nhận.', verbose_name='dòng trùng')),
                ('planned', models.JSONField(default=dict, help_text='Vị trí trong tệp của những dòng đầu sẽ được ghi; trống khi đã ghi.', verbose_name='dòng sẽ ghi')),
                ('created', models.PositiveIntegerField(default=0, help_text='Số hồ sơ mới.', verbose_name='thêm mới')),
                ('moved', models.PositiveIntegerField(default=0, help_text='Số hồ sơ chuyển trạng thái hoặc thêm thông tin.', verbose_name='cập nhật')),
                ('unchanged', models.PositiveIntegerField(default=0, help_text='Số dòng đã đúng như hệ thống.', verbose_name='không đổi')),
                ('conflicts', models.PositiveIntegerField(default=0, help_text='Số dòng trái với điều đã biết.', verbose_name='chưa khớp')),
                ('refused', models.PositiveIntegerField(default=0, help_text='Số dòng không nhận được.', verbose_name='dòng lỗi')),
                ('started_at', models.DateTimeField(help_text='Lúc cán bộ gửi tệp.', verbose_name='gửi lên lúc')),
                ('finished_at', models.DateTimeField(blank=True, help_text='Lúc ghi xong hoặc huỷ.', null=True, verbose_name='xong lúc')),
                ('office', models.ForeignKey(blank=True, help_text='Của dòng không ghi đơn vị xử lý.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='đơn vị mặc định')),
                ('started_by', models.ForeignKey(help_text='Trống khi do lệnh nhập.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='cán bộ')),
            ],
            options={
                'verbose_name': 'lần nhập hồ sơ',
                'verbose_name_plural': 'lần nhập hồ sơ',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Follow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('active', models.BooleanField(default=True, help_text='Tắt thì không nhận thông báo về hồ sơ này.', verbose_name='theo dõi')),
                ('at', models.DateTimeField(help_text='Lần quyết định gần nhất.', verbose_name='lúc')),
                ('citizen', models.ForeignKey(help_text='Ai đã quyết định.', on_delete=django.db.models.deletion.PROTECT, related_name='dossier_follows', to='citizens.citizen', verbose_name='công dân')),
                ('dossier', models.ForeignKey(help_text='Hồ sơ được theo dõi.', on_delete=django.db.models.deletion.PROTECT, related_name='follows', to='dossiers.dossier', verbose_name='hồ sơ')),
            ],
            options={
                'verbose_name': 'theo dõi hồ sơ',
                'verbose_name_plural': 'theo dõi hồ sơ',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='ImportBlock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(help_text='Thứ tự trong tệp, từ 0.', verbose_name='phần')),
                ('content', foundation.records.encryption.EncryptedTextField(editable=False, help_text='Các dòng, nén và mã hoá.', verbose_name='nội dung')),
                ('batch', models.ForeignKey(db_index=False, help_text='Thuộc lần nhập nào.', on_delete=django.db.models.deletion.CASCADE, related_name='blocks', to='dossiers.dossierimport', verbose_name='lần nhập')),
            ],
            options={
                'verbose_name': 'phần của tệp nhập',
                'verbose_name_plural': 'phần của tệp nhập',
                'ordering': ['batch', 'number'],
            },
        ),
        migrations.CreateModel(
            name='ImportConflict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('row_number', models.PositiveIntegerField(default=0, help_text='Dòng trong tệp; 0 khi do hệ thống kết nối.', verbose_name='dòng')),
                ('mark', models.CharField(editable=False, help_text='Để cùng một điều chưa khớp không ghi hai lần.', max_length=64, verbose_name='dấu nội dung')),
                ('differences', models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder, help_text='Điều đã biết và điều tệp nói.', verbose_name='khác nhau')),
                ('row', foundation.records.encryption.EncryptedTextField(blank=True, editable=False, help_text='Được mã hoá khi lưu; xoá khi đã quyết định.', verbose_name='dòng của tệp')),
                ('state', models.CharField(choices=[('open', 'Chờ quyết định'), ('accepted', 'Lấy theo tệp'), ('rejected', 'Giữ như hệ thống')], default='open', help_text='Cán bộ đã quyết định chưa.', max_length=8, verbose_name='quyết định')),
                ('note', models.CharField(blank=True, help_text='Cán bộ ghi khi quyết định.', max_length=500, verbose_name='lý do quyết định')),
                ('settled_at', models.DateTimeField(help_text='Lúc quyết định.', null=True, verbose_name='quyết định lúc')),
                ('at', models.DateTimeField(help_text='Lúc phát hiện.', verbose_name='lúc')),
                ('batch', models.ForeignKey(help_text='Trống khi do hệ thống kết nối.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='dossiers.dossierimport', verbose_name='lần nhập')),
                ('dossier', models.ForeignKey(db_index=False, help_text='Hồ sơ có điều chưa khớp.', on_delete=django.db.models.deletion.PROTECT, related_name='conflicts', to='dossiers.dossier', verbose_name='hồ sơ')),
                ('settled_by', models.ForeignKey(help_text='Ai quyết định.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người quyết định')),
            ],
            options={
                'verbose_name': 'dữ liệu nhập chưa khớp',
                'verbose_name_plural': 'dữ liệu nhập chưa khớp',
                'ordering': ['-pk'],
                'permissions': (('settle_conflict', 'Được quyết định dữ liệu nhập hồ sơ chưa khớp'),),
            },
        ),
        migrations.CreateModel(
            name='ImportFault',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('row', models.PositiveIntegerField(help_text='Dòng trong tệp, dòng đầu là 1.', verbose_name='dòng')),
                ('column', models.CharField(blank=True, help_text='Tiêu đề cột; trống khi là cả dòng.', max_length=120, verbose_name='cột')),
                ('code', models.CharField(help_text='Loại lỗi.', max_length=40, verbose_name='mã lỗi')),
                ('text', models.CharField(help_text='Vì sao không nhận.', max_length=500, verbose_name='lỗi')),
                ('conflict', models.BooleanField(default=False, help_text='Dòng trái với điều đã biết, không phải dòng lỗi.', verbose_name='chưa khớp')),
                ('batch', models.ForeignKey(db_index=False, help_text='Thuộc lần nhập nào.', on_delete=django.db.models.deletion.CASCADE, related_name='faults', to='dossiers.dossierimport', verbose_name='lần nhập')),
            ],
            options={
                'verbose_name': 'dòng lỗi',
                'verbose_name_plural': 'dòng lỗi',
                'ordering': ['row', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='OfficeName',
            fields=[
                ('folded', models.CharField(help_text='Không dấu, để so sánh.', max_length=200, primary_key=True, serialize=False, verbose_name='tên không dấu')),
                ('written', models.CharField(help_text='Như hệ thống khác ghi.', max_length=200, verbose_name='tên trong tệp')),
                ('at', models.DateTimeField(help_text='Lần khai báo gần nhất.', verbose_name='lúc')),
                ('by', models.ForeignKey(help_text='Ai khai báo.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='cán bộ')),
                ('office', models.ForeignKey(help_text='Đơn vị mang tên này.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'tên đơn vị đã khai báo',
                'verbose_name_plural': 'tên đơn vị đã khai báo',
                'ordering': ['folded'],
            },
        ),
        migrations.CreateModel(
            name='Proof',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('factor', models.CharField(choices=[('phone_last4', '4 số cuối điện thoại'), ('id_last4', '4 số cuối số định danh'), ('slip_secret', 'Mã tra cứu trên giấy tiếp nhận')], help_text='Thông tin đã khớp.', max_length=12, verbose_name='bằng')),
                ('at', models.DateTimeField(help_text='Lần chứng minh đầu tiên.', verbose_name='lúc')),
                ('citizen', models.ForeignKey(help_text='Ai đã chứng minh.', on_delete=django.db.models.deletion.PROTECT, related_name='dossier_proofs', to='citizens.citizen', verbose_name='công dân')),
                ('dossier', models.ForeignKey(help_text='Hồ sơ của họ.', on_delete=django.db.models.deletion.PROTECT, related_name='proofs', to='dossiers.dossier', verbose_name='hồ sơ')),
            ],
            options={
                'verbose_name': 'chứng minh chủ hồ sơ',
                'verbose_name_plural': 'chứng minh chủ hồ sơ',
                'ordering': ['-pk'],
            },
        ),
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
                'constraints': [models.UniqueConstraint(fields=('office', 'folded'), name='column_name_of_office', violation_error_message='Đơn vị này đã khai báo cột này.'), models.UniqueConstraint(condition=models.Q(('office', None)), fields=('folded',), name='column_name_of_all', violation_error_message='Cột này đã khai báo cho mọi đơn vị.')],
            },
        ),
        migrations.AddConstraint(
            model_name='connectorkey',
            constraint=models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('created_at'))), name='connector_key_expires_later', violation_error_message='Khoá phải hết hạn sau khi tạo.'),
        ),
        migrations.AddIndex(
            model_name='dossier',
            index=models.Index(fields=['applicant_phone_hash', '-changed_at', '-id'], name='dossier_phone_newest'),
        ),
        migrations.AddIndex(
            model_name='dossier',
            index=models.Index(fields=['office', '-changed_at', '-id'], name='dossier_office_newest'),
        ),
        migrations.AddIndex(
            model_name='dossier',
            index=models.Index(fields=['-changed_at', '-id'], name='dossier_newest'),
        ),
        migrations.AddIndex(
            model_name='dossier',
            index=models.Index(fields=['procedure', '-changed_at', '-id'], name='dossier_procedure_newest'),
        ),
        migrations.AddIndex(
            model_name='dossier',
            index=models.Index(fields=['status', '-changed_at', '-id'], name='dossier_status_newest'),
        ),
        migrations.AddIndex(
            model_name='dossier',
            index=models.Index(fields=['office', 'status', '-changed_at', '-id'], name='dossier_office_status_newest'),
        ),
        migrations.AddIndex(
            model_name='dossier',
            index=models.Index(condition=models.Q(('status__in', ['accepted', 'processing'])), fields=['due_at'], name='dossier_running_due'),
        ),
        migrations.AddIndex(
            model_name='dossier',
            index=models.Index(condition=models.Q(('status__in', ['accepted', 'payment_required', 'processing', 'submitted', 'supplement_required', 'suspended'])), fields=['due_at', 'id'], name='dossier_open_due'),
        ),
        migrations.AddIndex(
            model_name='dossier',
            index=models.Index(condition=models.Q(('status__in', ['accepted', 'payment_required', 'processing', 'submitted', 'supplement_required', 'suspended'])), fields=['office', 'procedure', 'status', 'due_at', 'status_since'], name='dossier_open_where'),
        ),
        migrations.AddIndex(
            model_name='dossier',
            index=models.Index(condition=models.Q(('officer__isnull', False), ('status__in', ['accepted', 'processing', 'submitted'])), fields=['officer'], name='dossier_waiting_for'),
        ),
        migrations.AddConstraint(
            model_name='dossier',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('applicant_phone', ''), ('applicant_phone_hash', ''), ('phone_last4_hash', '')), models.Q(models.Q(('applicant_phone', ''), _negated=True), models.Q(('applicant_phone_hash', ''), _negated=True), models.Q(('phone_last4_hash', ''), _negated=True)), _connector='OR'), name='dossier_phone_complete', violation_error_message='Số điện thoại đi cùng các dấu của nó.'),
        ),
        migrations.AddConstraint(
            model_name='dossier',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('id_last4', ''), ('id_last4_hash', '')), models.Q(models.Q(('id_last4', ''), _negated=True), models.Q(('id_last4_hash', ''), _negated=True)), _connector='OR'), name='dossier_id_complete', violation_error_message='4 số cuối số định danh đi cùng dấu của nó.'),
        ),
        migrations.AddConstraint(
            model_name='dossier',
            constraint=models.CheckConstraint(condition=models.Q(('accepted_at__isnull', True), ('accepted_at__gte', models.F('submitted_at')), _connector='OR'), name='dossier_accepted_after_submitted', violation_error_message='Hồ sơ không thể được tiếp nhận trước khi nộp.'),
        ),
        migrations.AddConstraint(
            model_name='dossier',
            constraint=models.CheckConstraint(condition=models.Q(('returned_at__isnull', True), models.Q(('completed_at__isnull', False), ('returned_at__gte', models.F('completed_at'))), _connector='OR'), name='dossier_returned_after_completed', violation_error_message='Kết quả không thể được trả trước khi có.'),
        ),
        migrations.AddConstraint(
            model_name='dossier',
            constraint=models.CheckConstraint(condition=models.Q(('accepted_at__isnull', False), models.Q(('status__in', ['accepted', 'processing']), _negated=True), _connector='OR'), name='dossier_running_accepted', violation_error_message='Hồ sơ đang giải quyết phải có lúc tiếp nhận.'),
        ),
        migrations.AddConstraint(
            model_name='dossier',
            constraint=models.CheckConstraint(condition=models.Q(('paused_at__isnull', True), ('status__in', ['payment_required', 'supplement_required', 'suspended']), _connector='OR'), name='dossier_paused_by_status', violation_error_message='Thời hạn chỉ tạm dừng ở trạng thái tạm dừng.'),
        ),
        migrations.AddConstraint(
            model_name='dossier',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('limit_unit', ''), ('limit_value__isnull', True)), models.Q(('limit_value__isnull', False), models.Q(('limit_unit', ''), _negated=True)), _connector='OR'), name='dossier_limit_complete', violation_error_message='Thời hạn gồm cả số và đơn vị.'),
        ),
        migrations.AddConstraint(
            model_name='dossier',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('apology', ''), ('extended_at__isnull', True), ('extended_to__isnull', True)), models.Q(('extended_at__isnull', False), ('extended_to__isnull', False), models.Q(('apology', ''), _negated=True)), _connector='OR'), name='dossier_extension_complete', violation_error_message='Hẹn lại phải có ngày hẹn mới và lời xin lỗi.'),
        ),
        migrations.AddConstraint(
            model_name='dossierday',
            constraint=models.UniqueConstraint(fields=('office', 'day'), name='dossierday_once', violation_error_message='Đơn vị đã có số liệu của ngày này.'),
        ),
        migrations.AddConstraint(
            model_name='dossierevent',
            constraint=models.UniqueConstraint(fields=('dossier', 'number'), name='event_number_unique', violation_error_message='Lần thay đổi này đã được ghi.'),
        ),
        migrations.AddConstraint(
            model_name='dossierimport',
            constraint=models.CheckConstraint(condition=models.Q(('next_block__lte', models.F('blocks_count'))), name='import_block_within', violation_error_message='Phần tiếp theo vượt quá số phần.'),
        ),
        migrations.AddConstraint(
            model_name='follow',
            constraint=models.UniqueConstraint(fields=('citizen', 'dossier'), name='follow_unique', violation_error_message='Đã quyết định rồi.'),
        ),
        migrations.AddConstraint(
            model_name='importblock',
            constraint=models.UniqueConstraint(fields=('batch', 'number'), name='import_block_unique', violation_error_message='Phần này đã có.'),
        ),
        migrations.AddIndex(
            model_name='importconflict',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['-id'], name='conflict_open'),
        ),
        migrations.AddConstraint(
            model_name='importconflict',
            constraint=models.UniqueConstraint(fields=('dossier', 'mark'), name='conflict_unique', violation_error_message='Điều chưa khớp này đã ghi.'),
        ),
        migrations.AddConstraint(
            model_name='importconflict',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', True), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('row', ''), ('settled_at__isnull', False)), _connector='OR'), name='conflict_settled', violation_error_message='Điều chưa khớp đã quyết định thì có lúc quyết định và không giữ dòng của tệp.'),
        ),
        migrations.AddIndex(
            model_name='importfault',
            index=models.Index(fields=['batch', 'row'], name='import_fault_of_batch'),
        ),
        migrations.AddConstraint(
            model_name='proof',
            constraint=models.UniqueConstraint(fields=('citizen', 'dossier'), name='proof_unique', violation_error_message='Đã chứng minh rồi.'),
        ),
        forbid_changes("dossiers_dossierevent"),
        trigram_index("dossier_applicant_trigrams", "dossiers_dossier", "applicant_folded"),
    ]
