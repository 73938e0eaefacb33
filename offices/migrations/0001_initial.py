import django.core.validators
import django.db.models.deletion
import foundation.records.fields
import offices.validators
from django.conf import settings
from django.db import migrations, models

from foundation.database.initial import InitialMigration


class Migration(InitialMigration):

    dependencies = [
        # These change accounts and devices again and again, which all our models lead to: while there are none of
        # ours, that takes a tenth of the time.
        ('admin', '0003_logentry_add_action_flag_choices'),
        ('otp_static', '0003_add_timestamps'),
        ('otp_totp', '0003_add_timestamps'),
        ('auth', '0012_alter_user_first_name_max_length'),
        ('axes', '0010_accessattemptexpiration'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CalendarDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('date', models.DateField(help_text='Mỗi ngày chỉ ghi một lần.', unique=True, verbose_name='ngày')),
                ('kind', models.CharField(choices=[('day_off', 'Ngày nghỉ'), ('working_day', 'Ngày làm việc, làm bù')], default='day_off', help_text='Để bỏ một ngày nghỉ đã điền sẵn, đổi thành «Ngày làm việc» thay vì xoá.', max_length=12, verbose_name='loại')),
                ('holiday', models.CharField(choices=[('new_year', 'Tết Dương lịch'), ('tet', 'Tết Nguyên đán'), ('hung_kings', 'Giỗ Tổ Hùng Vương'), ('reunification', 'Ngày Chiến thắng 30/4'), ('labour', 'Quốc tế Lao động 1/5'), ('national_day', 'Quốc khánh 2/9'), ('culture_day', 'Ngày Văn hóa Việt Nam 24/11'), ('other', 'Khác')], default='other', help_text='Năm không có ngày nào ghi «Tết Nguyên đán» thì không tính được ngày hẹn trả.', max_length=13, verbose_name='dịp')),
                ('name', models.CharField(help_text='Ví dụ «Quốc khánh (nghỉ bù)».', max_length=200, verbose_name='tên')),
                ('source', models.CharField(blank=True, help_text='Văn bản hoặc cách có được ngày này.', max_length=300, verbose_name='nguồn')),
                ('filled', models.BooleanField(default=False, editable=False, help_text='Còn nguyên như hệ thống điền; cán bộ sửa thì tắt.', verbose_name='điền tự động')),
            ],
            options={
                'verbose_name': 'ngày nghỉ, ngày làm bù',
                'verbose_name_plural': 'lịch làm việc',
                'ordering': ['date'],
            },
        ),
        migrations.CreateModel(
            name='Field',
            fields=[
                ('code', models.SlugField(help_text='Mã ngắn không dấu, ví dụ «cutru». Không đổi sau khi đã dùng.', max_length=20, primary_key=True, serialize=False, verbose_name='mã')),
                ('name', models.CharField(help_text='Tên lĩnh vực theo Cổng Dịch vụ công quốc gia.', max_length=200, unique=True, verbose_name='tên')),
                ('order', models.PositiveSmallIntegerField(default=0, help_text='Số nhỏ hiện trước.', verbose_name='thứ tự')),
                ('served_by_communes', models.BooleanField(default=False, help_text='Bật khi có thủ tục cấp xã: mọi công an xã, phường không khai riêng lĩnh vực đều được coi là tiếp nhận.', verbose_name='công an cấp xã tiếp nhận')),
                ('only_some_communes', models.BooleanField(default=False, help_text='Bật khi chỉ công an xã được giao mới tiếp nhận: xã chưa khai lĩnh vực thì người dân được báo là chưa rõ, kèm phòng phụ trách.', verbose_name='chỉ một số xã tiếp nhận')),
                ('note', models.CharField(blank=True, help_text='Nguồn và điều chưa chắc chắn; người dân không thấy.', max_length=500, verbose_name='ghi chú')),
                ('imported_fingerprint', models.CharField(blank=True, editable=False, help_text='Để biết cán bộ đã sửa gì sau lần nhập gần nhất.', max_length=64, verbose_name='dấu vết lần nhập')),
            ],
            options={
                'verbose_name': 'lĩnh vực',
                'verbose_name_plural': 'lĩnh vực',
                'ordering': ['order', 'code'],
            },
        ),
        migrations.CreateModel(
            name='Office',
            fields=[
                ('id', models.CharField(help_text='Mã cố định không dấu, ví dụ «ca-phuong-thanh-mieu». Không đổi sau khi đã dùng.', max_length=80, primary_key=True, serialize=False, validators=[django.core.validators.RegexValidator('\\A[a-z0-9]+(-[a-z0-9]+)*\\Z', 'Mã đơn vị chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối.', 'invalid_id')], verbose_name='mã')),
                ('kind', models.CharField(choices=[('province', 'Công an tỉnh'), ('department', 'Phòng'), ('reception_point', 'Điểm tiếp dân'), ('commune', 'Công an xã, phường')], help_text='Quyết định cấp của đơn vị.', max_length=20, verbose_name='loại')),
                ('name', models.CharField(help_text='Tên đầy đủ, ví dụ «Công an phường Thanh Miếu».', max_length=200, verbose_name='tên')),
                ('former_names', foundation.records.fields.LinesField(blank=True, default=list, help_text='Mỗi dòng một xã, phường cũ nay thuộc địa bàn; thêm huyện cũ trong ngoặc khi trùng tên, ví dụ «Tân Lập (Sông Lô)».', verbose_name='tên địa danh cũ')),
                ('area', models.CharField(blank=True, help_text='Tỉnh cũ mà đơn vị nằm trong hoặc phục vụ: tên tỉnh rồi «(cũ)». Để trống nếu phục vụ toàn tỉnh.', max_length=100, verbose_name='khu vực')),
                ('address', models.CharField(blank=True, help_text='Nơi người dân đến; để trống khi chưa có nguồn.', max_length=300, verbose_name='địa chỉ')),
                ('receives_visitors', models.BooleanField(default=True, help_text='Tắt khi người dân không nộp trực tiếp ở đây; ghi chú nói vì sao.', verbose_name='tiếp dân tại trụ sở')),
                ('latitude', models.FloatField(blank=True, help_text='Ví dụ 21.3227; ghi cùng kinh độ.', null=True, validators=[django.core.validators.MinValueValidator(8.0, 'Vĩ độ ở Việt Nam nằm trong khoảng từ 8 đến 24.'), django.core.validators.MaxValueValidator(24.0, 'Vĩ độ ở Việt Nam nằm trong khoảng từ 8 đến 24.')], verbose_name='vĩ độ')),
                ('longitude', models.FloatField(blank=True, help_text='Ví dụ 105.4019; ghi cùng vĩ độ.', null=True, validators=[django.core.validators.MinValueValidator(102.0, 'Kinh độ ở Việt Nam nằm trong khoảng từ 102 đến 118.'), django.core.validators.MaxValueValidator(118.0, 'Kinh độ ở Việt Nam nằm trong khoảng từ 102 đến 118.')], verbose_name='kinh độ')),
                ('point_approximate', models.BooleanField(default=False, help_text='Vị trí là trung tâm xã, chưa phải trụ sở. Tự tắt khi cán bộ ghi vị trí.', verbose_name='vị trí ước chừng')),
                ('phones', foundation.records.fields.LinesField(blank=True, default=list, help_text='Mỗi dòng một số, có thể kèm tên máy: «0210 3846 123 – Trực ban».', validators=[offices.validators.validate_phones], verbose_name='điện thoại')),
                ('oa_id', models.CharField(blank=True, help_text='Mã Official Account để người dân nhắn tin.', max_length=25, validators=[django.core.validators.RegexValidator('\\A\\d{5,25}\\Z', 'Mã Zalo OA chỉ gồm 5 đến 25 chữ số.', 'invalid_oa_id')], verbose_name='mã Zalo OA')),
                ('valid_from', models.DateField(blank=True, help_text='Ngày đầu hoạt động; để trống nếu không rõ.', null=True, verbose_name='từ ngày')),
                ('valid_to', models.DateField(blank=True, help_text='Ngày cuối hoạt động; để trống nếu đang hoạt động.', null=True, verbose_name='đến ngày')),
                ('verified', models.BooleanField(default=False, help_text='Bật khi đơn vị đã xác nhận các thông tin trên.', verbose_name='đã xác minh')),
                ('note', models.TextField(blank=True, help_text='Người dân đọc được, ví dụ «Trụ sở làm việc, không tiếp dân».', max_length=1000, verbose_name='ghi chú')),
                ('source', models.CharField(blank=True, help_text='Thông tin lấy từ đâu.', max_length=300, verbose_name='nguồn')),
                ('as_of', models.DateField(blank=True, help_text='Ngày của nguồn.', null=True, verbose_name='cập nhật đến')),
                ('search_text', models.TextField(blank=True, editable=False, help_text='Tên và tên cũ không dấu, hệ thống tự ghi.', verbose_name='văn bản tìm kiếm')),
                ('imported_fingerprint', models.CharField(blank=True, editable=False, help_text='Để biết cán bộ đã sửa gì sau lần nhập gần nhất.', max_length=64, verbose_name='dấu vết lần nhập')),
                ('published_in', models.PositiveBigIntegerField(db_index=True, default=0, editable=False, help_text='Bản danh bạ có thay đổi gần nhất của đơn vị, hệ thống tự ghi.', verbose_name='bản danh bạ')),
                ('fields', models.ManyToManyField(blank=True, help_text='Với công an cấp xã, để trống nghĩa là nhận mọi lĩnh vực có thủ tục cấp xã.', related_name='offices', to='offices.field', verbose_name='lĩnh vực')),
                ('parent', models.ForeignKey(blank=True, help_text='Để trống chỉ với công an tỉnh.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='offices.office', verbose_name='đơn vị cấp trên')),
                ('successor', models.ForeignKey(blank=True, help_text='Đơn vị nhận việc khi đơn vị này kết thúc.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='predecessors', to='offices.office', verbose_name='đơn vị kế thừa')),
            ],
            options={
                'verbose_name': 'đơn vị',
                'verbose_name_plural': 'đơn vị',
                'ordering': ['kind', 'search_text', 'id'],
                'permissions': [('oversee_every_office', 'Được quản lý tài khoản, đơn vị và xem nhật ký của mọi đơn vị'), ('correct_office', 'Được sửa địa chỉ, điện thoại, giờ tiếp dân của đơn vị mình')],
            },
        ),
        migrations.CreateModel(
            name='Officer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_name', models.CharField(help_text='Tên mà người dân thấy, ví dụ «Đại úy Nguyễn Văn A».', max_length=100, verbose_name='tên công khai')),
                ('title', models.CharField(blank=True, help_text='Ví dụ «Cán bộ một cửa».', max_length=100, verbose_name='chức danh')),
                ('phone', models.CharField(blank=True, help_text='Chỉ hiện cho người dân khi được công khai.', max_length=100, verbose_name='điện thoại')),
                ('published', models.BooleanField(default=False, help_text='Bật để người dân thấy tên, chức danh và điện thoại.', verbose_name='công khai')),
                ('valid_from', models.DateField(blank=True, help_text='Ngày nhận nhiệm vụ.', null=True, verbose_name='từ ngày')),
                ('valid_to', models.DateField(blank=True, help_text='Ngày thôi nhiệm vụ.', null=True, verbose_name='đến ngày')),
                ('office', models.ForeignKey(help_text='Nơi công tác.', on_delete=django.db.models.deletion.PROTECT, related_name='officers', to='offices.office', verbose_name='đơn vị')),
                ('user', models.ForeignKey(help_text='Tài khoản đăng nhập của cán bộ.', on_delete=django.db.models.deletion.PROTECT, related_name='posts', to=settings.AUTH_USER_MODEL, verbose_name='tài khoản')),
            ],
            options={
                'verbose_name': 'cán bộ',
                'verbose_name_plural': 'cán bộ',
                'ordering': ['public_name', 'id'],
            },
        ),
        migrations.CreateModel(
            name='OpeningException',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('date', models.DateField(help_text='Ngày áp dụng.', verbose_name='ngày')),
                ('closed', models.BooleanField(default=True, help_text='Tắt để ghi giờ đặc biệt.', verbose_name='đóng cửa cả ngày')),
                ('opens', models.TimeField(blank=True, help_text='Chỉ ghi khi có giờ đặc biệt.', null=True, validators=[offices.validators.validate_whole_minute], verbose_name='mở cửa')),
                ('closes', models.TimeField(blank=True, help_text='Chỉ ghi khi có giờ đặc biệt.', null=True, validators=[offices.validators.validate_whole_minute], verbose_name='đóng cửa lúc')),
                ('note', models.CharField(blank=True, help_text='Lý do, người dân đọc được.', max_length=200, verbose_name='ghi chú')),
                ('office', models.ForeignKey(help_text='Đơn vị có ngày đặc biệt này.', on_delete=django.db.models.deletion.CASCADE, related_name='exceptions', to='offices.office', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'ngày đặc biệt',
                'verbose_name_plural': 'ngày đặc biệt',
                'ordering': ['date', 'opens'],
            },
        ),
        migrations.CreateModel(
            name='OpeningHours',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weekday', models.PositiveSmallIntegerField(choices=[(1, 'Thứ Hai'), (2, 'Thứ Ba'), (3, 'Thứ Tư'), (4, 'Thứ Năm'), (5, 'Thứ Sáu'), (6, 'Thứ Bảy'), (7, 'Chủ nhật')], help_text='Ngày trong tuần.', verbose_name='thứ')),
                ('opens', models.TimeField(help_text='Ví dụ 07:30.', validators=[offices.validators.validate_whole_minute], verbose_name='mở cửa')),
                ('closes', models.TimeField(help_text='Ví dụ 11:30.', validators=[offices.validators.validate_whole_minute], verbose_name='đóng cửa')),
                ('office', models.ForeignKey(help_text='Đơn vị có giờ tiếp dân này.', on_delete=django.db.models.deletion.CASCADE, related_name='hours', to='offices.office', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'giờ tiếp dân',
                'verbose_name_plural': 'giờ tiếp dân',
                'ordering': ['weekday', 'opens'],
            },
        ),
        migrations.AddConstraint(
            model_name='office',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('latitude__isnull', True), ('longitude__isnull', True)), models.Q(('latitude__isnull', False), ('longitude__isnull', False)), _connector='OR'), name='office_point_complete', violation_error_message='Ghi cả vĩ độ và kinh độ, hoặc để trống cả hai.'),
        ),
        migrations.AddConstraint(
            model_name='office',
            constraint=models.CheckConstraint(condition=models.Q(('point_approximate', False), ('latitude__isnull', False), _connector='OR'), name='office_approximate_point_given', violation_error_message='Vị trí ước chừng cần vĩ độ và kinh độ.'),
        ),
        migrations.AddConstraint(
            model_name='office',
            constraint=models.CheckConstraint(condition=models.Q(('valid_from__isnull', True), ('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='office_dates_ordered', violation_error_message='Ngày kết thúc không được trước ngày bắt đầu.'),
        ),
        migrations.AddConstraint(
            model_name='office',
            constraint=models.CheckConstraint(condition=models.Q(('parent__isnull', True), models.Q(('parent', models.F('id')), _negated=True), _connector='OR'), name='office_not_its_parent', violation_error_message='Đơn vị không thể là cấp trên của chính mình.'),
        ),
        migrations.AddConstraint(
            model_name='office',
            constraint=models.CheckConstraint(condition=models.Q(('successor__isnull', True), models.Q(('successor', models.F('id')), _negated=True), _connector='OR'), name='office_not_its_successor', violation_error_message='Đơn vị không thể kế thừa chính mình.'),
        ),
        migrations.AddConstraint(
            model_name='officer',
            constraint=models.CheckConstraint(condition=models.Q(('valid_from__isnull', True), ('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='officer_dates_ordered', violation_error_message='Ngày thôi nhiệm vụ không được trước ngày nhận nhiệm vụ.'),
        ),
        migrations.AddConstraint(
            model_name='openingexception',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed', True), ('closes__isnull', True), ('opens__isnull', True)), models.Q(('closed', False), ('closes__isnull', False), ('opens__isnull', False)), _connector='OR'), name='exception_closed_or_hours', violation_error_message='Hoặc đóng cửa cả ngày, hoặc ghi cả giờ mở và giờ đóng.'),
        ),
        migrations.AddConstraint(
            model_name='openingexception',
            constraint=models.CheckConstraint(condition=models.Q(('opens__isnull', True), ('opens__lt', models.F('closes')), _connector='OR'), name='exception_open_before_close', violation_error_message='Giờ mở cửa phải trước giờ đóng cửa.'),
        ),
        migrations.AddConstraint(
            model_name='openingexception',
            constraint=models.UniqueConstraint(fields=('office', 'date', 'opens'), name='exception_unique', violation_error_message='Ngày này đã được ghi.'),
        ),
        migrations.AddConstraint(
            model_name='openinghours',
            constraint=models.CheckConstraint(condition=models.Q(('opens__lt', models.F('closes'))), name='hours_open_before_close', violation_error_message='Giờ mở cửa phải trước giờ đóng cửa.'),
        ),
        migrations.AddConstraint(
            model_name='openinghours',
            constraint=models.CheckConstraint(condition=models.Q(('weekday__gte', 1), ('weekday__lte', 7)), name='hours_weekday_iso', violation_error_message='Thứ phải từ 1 (Thứ Hai) đến 7 (Chủ nhật).'),
        ),
        migrations.AddConstraint(
            model_name='openinghours',
            constraint=models.UniqueConstraint(fields=('office', 'weekday', 'opens'), name='hours_unique', violation_error_message='Khoảng giờ này đã có.'),
        ),
    ]
