import django.core.validators
import django.db.models.deletion
import foundation.records.fields
import procedures.validators
import re
from django.conf import settings
from django.db import migrations, models

from foundation.records.append_only import forbid_changes


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('offices', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Aspect',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', models.CharField(blank=True, help_text='Ghi chú cho cán bộ, không hiện cho người dân.', max_length=500, verbose_name='ghi chú')),
                ('name', models.CharField(help_text='Ví dụ: Cấp lại.', max_length=100, unique=True, verbose_name='điểm phân biệt')),
                ('family', models.CharField(help_text='Người dân thường chỉ cần một điểm trong mỗi nhóm. Ví dụ: hành động.', max_length=100, verbose_name='nhóm')),
                ('in_names', foundation.records.fields.LinesField(blank=True, default=list, help_text='Mỗi dòng một cụm từ mà tên thủ tục dùng cho điểm này.', verbose_name='trong tên thủ tục')),
                ('in_queries', foundation.records.fields.LinesField(blank=True, default=list, help_text='Mỗi dòng một cụm từ người dân gõ khi cần điểm này.', verbose_name='trong câu tìm kiếm')),
                ('special', models.BooleanField(default=True, help_text='Thủ tục có điểm này xếp sau nếu câu tìm kiếm không nhắc đến.', verbose_name='chỉ khi được nhắc đến')),
            ],
            options={
                'verbose_name': 'điểm phân biệt thủ tục',
                'verbose_name_plural': 'điểm phân biệt thủ tục',
                'ordering': ('family', 'name'),
            },
        ),
        migrations.CreateModel(
            name='Elsewhere',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', models.CharField(blank=True, help_text='Ghi chú cho cán bộ, không hiện cho người dân.', max_length=500, verbose_name='ghi chú')),
                ('terms', foundation.records.fields.LinesField(blank=True, default=list, help_text='Mỗi dòng một cụm từ người dân gõ.', verbose_name='từ khoá')),
                ('unless', foundation.records.fields.LinesField(blank=True, default=list, help_text='Câu hỏi có một trong các cụm từ này thì bỏ qua mục này.', verbose_name='trừ khi có')),
                ('agency', models.CharField(help_text='Cơ quan làm việc này.', max_length=300, verbose_name='nơi giải quyết')),
            ],
            options={
                'verbose_name': 'việc của cơ quan khác',
                'verbose_name_plural': 'việc của cơ quan khác',
                'ordering': ('agency', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Emergency',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', models.CharField(blank=True, help_text='Ghi chú cho cán bộ, không hiện cho người dân.', max_length=500, verbose_name='ghi chú')),
                ('terms', foundation.records.fields.LinesField(blank=True, default=list, help_text='Mỗi dòng một cụm từ người dân gõ.', verbose_name='từ khoá')),
                ('unless', foundation.records.fields.LinesField(blank=True, default=list, help_text='Câu hỏi có một trong các cụm từ này thì bỏ qua mục này.', verbose_name='trừ khi có')),
                ('number', models.CharField(blank=True, help_text='113, 114 hoặc 115.', max_length=20, verbose_name='số điện thoại')),
                ('advice', models.CharField(help_text='Một câu nói việc cần làm ngay.', max_length=300, verbose_name='lời khuyên')),
            ],
            options={
                'verbose_name': 'việc khẩn cấp',
                'verbose_name_plural': 'việc khẩn cấp',
                'ordering': ('number', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='FillerWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', models.CharField(blank=True, help_text='Ghi chú cho cán bộ, không hiện cho người dân.', max_length=500, verbose_name='ghi chú')),
                ('text', models.CharField(help_text='Ví dụ: cần giấy tờ gì.', max_length=100, unique=True, verbose_name='từ')),
                ('kind', models.CharField(choices=[('question', 'Cụm từ để hỏi'), ('weak', 'Tiếng ít ý nghĩa')], help_text='Cụm từ để hỏi được bỏ khỏi câu tìm kiếm. Tiếng ít ý nghĩa được giữ lại nhưng hầu như không tính điểm.', max_length=10, verbose_name='loại')),
            ],
            options={
                'verbose_name': 'từ đệm',
                'verbose_name_plural': 'từ đệm',
                'ordering': ('kind', 'text'),
            },
        ),
        migrations.CreateModel(
            name='SearchDay',
            fields=[
                ('day', models.DateField(help_text='Ngày theo giờ Việt Nam.', primary_key=True, serialize=False, verbose_name='ngày')),
                ('searches', models.IntegerField(default=0, help_text='Số lượt tìm trong ngày.', verbose_name='số lượt tìm')),
                ('misses', models.IntegerField(default=0, help_text='Số lượt không có kết quả.', verbose_name='không thấy')),
            ],
            options={
                'verbose_name': 'lượt tìm kiếm trong ngày',
                'verbose_name_plural': 'lượt tìm kiếm theo ngày',
                'ordering': ('-day',),
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Abbreviation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', models.CharField(blank=True, help_text='Ghi chú cho cán bộ, không hiện cho người dân.', max_length=500, verbose_name='ghi chú')),
                ('abbreviation', models.CharField(help_text='Ví dụ: cccd.', max_length=40, unique=True, verbose_name='viết tắt')),
                ('expansion', models.CharField(help_text='Ví dụ: căn cước công dân.', max_length=200, verbose_name='đầy đủ')),
                ('field', models.ForeignKey(blank=True, help_text='Để trống nếu dùng chung.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.field', verbose_name='lĩnh vực')),
            ],
            options={
                'verbose_name': 'từ viết tắt',
                'verbose_name_plural': 'từ viết tắt',
                'ordering': ('abbreviation',),
            },
        ),
        migrations.CreateModel(
            name='ConfusablePair',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', models.CharField(blank=True, help_text='Ghi chú cho cán bộ, không hiện cho người dân.', max_length=500, verbose_name='ghi chú')),
                ('a', models.CharField(help_text='Ví dụ: thông báo lưu trú.', max_length=200, verbose_name='việc thứ nhất')),
                ('b', models.CharField(help_text='Ví dụ: đăng ký tạm trú.', max_length=200, verbose_name='việc thứ hai')),
                ('hint', models.CharField(help_text='Câu giúp người dân phân biệt.', max_length=500, verbose_name='lời nhắc')),
            ],
            options={
                'verbose_name': 'cặp dễ nhầm',
                'verbose_name_plural': 'cặp dễ nhầm',
                'ordering': ('a', 'b'),
                'constraints': [models.UniqueConstraint(fields=('a', 'b'), name='confusable_unique', violation_error_message='Cặp này đã có.')],
            },
        ),
        migrations.CreateModel(
            name='Procedure',
            fields=[
                ('id', models.CharField(help_text='Định danh cố định, không đổi khi mã quốc gia đổi, ví dụ tthc-1-001456.', max_length=60, primary_key=True, serialize=False, validators=[django.core.validators.RegexValidator(re.compile('^[a-z0-9]+(-[a-z0-9]+)*\\Z'), 'Định danh chỉ gồm chữ thường không dấu, số và gạch nối.', code='invalid_slug')], verbose_name='định danh')),
                ('code', models.CharField(blank=True, default='', help_text='Mã trên Cơ sở dữ liệu quốc gia về thủ tục hành chính; để trống nếu chưa công bố.', max_length=40, validators=[django.core.validators.RegexValidator(re.compile('^[0-9]\\.[0-9]{6}(\\.[0-9A-Z.]+)?\\Z'), 'Mã thủ tục phải có dạng 1.001456.', code='invalid_code')], verbose_name='mã quốc gia')),
                ('former_codes', foundation.records.fields.LinesField(blank=True, default=list, help_text='Các mã quốc gia trước đây, mỗi dòng một mã.', validators=[procedures.validators.validate_codes], verbose_name='mã cũ')),
                ('name', models.CharField(help_text='Tên chính thức trên Cổng Dịch vụ công quốc gia.', max_length=1000, verbose_name='tên thủ tục')),
                ('current_name', models.CharField(blank=True, help_text='Tên theo quyết định công bố mới hơn, nếu khác tên chính thức.', max_length=1000, verbose_name='tên mới')),
                ('short_name', models.CharField(help_text='Tên dễ hiểu để hiển thị trong kết quả tìm kiếm.', max_length=200, verbose_name='tên gọn')),
                ('levels', models.JSONField(default=list, help_text='Cấp công an tiếp nhận hồ sơ.', validators=[procedures.validators.validate_levels], verbose_name='cấp thực hiện')),
                ('scope', models.CharField(choices=[('local', 'Công an tỉnh, Công an xã tiếp nhận'), ('central', 'Chỉ Bộ Công an tiếp nhận')], default='local', help_text='Địa phương có tiếp nhận thủ tục này không.', max_length=10, verbose_name='phạm vi')),
                ('implementing_agency', models.CharField(blank=True, help_text='Nơi nộp hồ sơ.', max_length=500, verbose_name='cơ quan thực hiện')),
                ('deciding_agency', models.CharField(blank=True, help_text='Cơ quan có thẩm quyền giải quyết.', max_length=500, verbose_name='cơ quan quyết định')),
                ('applicants', foundation.records.fields.LinesField(blank=True, default=list, help_text='Ai được nộp hồ sơ, mỗi dòng một đối tượng.', verbose_name='đối tượng thực hiện')),
                ('applicant_types', models.JSONField(blank=True, default=list, help_text='Dùng để lọc kết quả.', validators=[procedures.validators.validate_applicant_types], verbose_name='nhóm đối tượng')),
                ('online_level', models.CharField(blank=True, choices=[('full', 'Toàn trình'), ('partial', 'Một phần')], help_text='Để trống nếu chưa rõ hoặc không có.', max_length=10, verbose_name='mức độ trực tuyến')),
                ('online_note', models.CharField(blank=True, help_text='Bắt buộc khi dịch vụ công trực tuyến là một phần.', max_length=500, verbose_name='lý do chưa toàn trình')),
                ('document_sets', models.PositiveSmallIntegerField(blank=True, help_text='Để trống nếu nguồn không nêu.', null=True, verbose_name='số bộ hồ sơ')),
                ('results', foundation.records.fields.LinesField(blank=True, default=list, help_text='Kết quả giải quyết, mỗi dòng một kết quả.', verbose_name='kết quả')),
                ('conditions', foundation.records.fields.LinesField(blank=True, default=list, help_text='Mỗi dòng một điều kiện.', verbose_name='yêu cầu, điều kiện')),
                ('same_day_cutoff', models.BooleanField(default=False, help_text='Chỉ cho thủ tục giải quyết trong ngày mà quy định nêu rõ mốc 15 giờ.', verbose_name='nhận sau 15 giờ trả hôm sau')),
                ('fee_status', models.CharField(choices=[('free', 'Miễn phí'), ('confirmed', 'Đã xác định'), ('unverified', 'Cần xác minh'), ('conflicting', 'Các nguồn mâu thuẫn'), ('unregulated', 'Nguồn không nêu mức thu'), ('by_circular_48_2022', 'Theo Thông tư 48/2022/TT-BTC')], default='unverified', help_text='Chỉ «miễn phí» và «đã xác định» được hiển thị là mức chính thức.', max_length=24, verbose_name='độ tin cậy của phí, lệ phí')),
                ('trust', models.CharField(choices=[('current', 'Đang áp dụng'), ('amended', 'Đã có văn bản sửa đổi sau ngày lấy dữ liệu'), ('needs_recheck', 'Cần kiểm tra lại'), ('not_applicable', 'Không áp dụng tại tỉnh')], default='needs_recheck', help_text='Nội dung này còn đúng không.', max_length=16, verbose_name='độ tin cậy')),
                ('applicability_note', models.CharField(blank=True, help_text='Khi chỉ áp dụng ở một số nơi.', max_length=500, verbose_name='ghi chú áp dụng')),
                ('doubts', foundation.records.fields.LinesField(blank=True, default=list, help_text='Các chỗ nguồn mâu thuẫn hoặc chưa chắc, mỗi dòng một điểm.', verbose_name='điểm cần xác minh')),
                ('official_sources', models.PositiveSmallIntegerField(default=0, help_text='Bao nhiêu nguồn chính thức khớp nhau.', verbose_name='số nguồn chính thức')),
                ('as_of', models.DateField(help_text='Ngày của nguồn mới nhất mà nội dung dựa vào.', verbose_name='dữ liệu tính đến')),
                ('listed_on_ministry_portal', models.DateField(blank=True, help_text='Ngày gần nhất thấy thủ tục trên cổng của Bộ.', null=True, verbose_name='còn trên cổng Bộ Công an')),
                ('publication_decision', models.CharField(blank=True, help_text='Số quyết định công bố thủ tục.', max_length=60, verbose_name='quyết định công bố')),
                ('effective_from', models.DateField(blank=True, help_text='Để trống nếu nguồn không nêu.', null=True, verbose_name='có hiệu lực từ')),
                ('effective_to', models.DateField(blank=True, help_text='Để trống nếu còn hiệu lực.', null=True, verbose_name='hết hiệu lực')),
                ('keywords', foundation.records.fields.LinesField(blank=True, default=list, help_text='Cách người dân gọi thủ tục này, mỗi dòng một cách.', verbose_name='từ khoá')),
                ('state', models.CharField(choices=[('draft', 'Bản nháp'), ('published', 'Đang công bố'), ('withdrawn', 'Đã gỡ')], default='draft', editable=False, help_text='Do việc công bố đặt.', max_length=10, verbose_name='trạng thái')),
                ('folded', models.TextField(blank=True, editable=False, help_text='Tên, mã và từ khoá không dấu; dùng trong quản trị.', verbose_name='chữ để tìm')),
                ('imported', models.CharField(blank=True, editable=False, help_text='Dấu của bản nháp ngay sau lần nhập tệp gần nhất.', max_length=64, verbose_name='dấu vết lần nhập')),
                ('edited_at', models.DateTimeField(auto_now=True, help_text='Lần lưu bản nháp gần nhất.', verbose_name='sửa lúc')),
                ('published_at', models.DateTimeField(editable=False, help_text='Lần công bố gần nhất.', null=True, verbose_name='công bố lúc')),
                ('field', models.ForeignKey(help_text='Lĩnh vực của thủ tục.', on_delete=django.db.models.deletion.PROTECT, related_name='procedures', to='offices.field', verbose_name='lĩnh vực')),
                ('superseded_by', models.ForeignKey(blank=True, help_text='Thủ tục mới thay cho thủ tục này.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='procedures.procedure', verbose_name='thay thế bởi')),
            ],
            options={
                'verbose_name': 'thủ tục',
                'verbose_name_plural': 'thủ tục',
                'ordering': ('field__order', 'short_name', 'id'),
                'permissions': (('publish_procedure', 'Được công bố và gỡ thủ tục'),),
            },
        ),
        migrations.CreateModel(
            name='LegalBasis',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(default=0, help_text='Số nhỏ đứng trước.', verbose_name='thứ tự')),
                ('number', models.CharField(help_text='Ví dụ 49/2019/QH14.', max_length=60, verbose_name='số hiệu')),
                ('title', models.TextField(blank=True, help_text='Tên đầy đủ của văn bản.', max_length=1000, verbose_name='tên văn bản')),
                ('issued_date', models.DateField(blank=True, help_text='Ngày ký ban hành.', null=True, verbose_name='ngày ban hành')),
                ('superseded_by', models.CharField(blank=True, help_text='Để trống không có nghĩa là còn hiệu lực.', max_length=120, verbose_name='bị thay bởi')),
                ('expired_on', models.DateField(blank=True, help_text='Chỉ ghi khi biết rõ.', null=True, verbose_name='hết hiệu lực')),
                ('procedure', models.ForeignKey(help_text='Thuộc thủ tục nào.', on_delete=django.db.models.deletion.CASCADE, to='procedures.procedure', verbose_name='thủ tục')),
            ],
            options={
                'verbose_name': 'căn cứ pháp lý',
                'verbose_name_plural': 'căn cứ pháp lý',
                'ordering': ('order', 'pk'),
                'abstract': False,
                'default_related_name': 'legal_basis',
            },
        ),
        migrations.CreateModel(
            name='Form',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(default=0, help_text='Số nhỏ đứng trước.', verbose_name='thứ tự')),
                ('code', models.CharField(blank=True, help_text='Ký hiệu mẫu, ví dụ TK01.', max_length=120, verbose_name='ký hiệu')),
                ('name', models.CharField(help_text='Tên mẫu đơn, tờ khai.', max_length=500, verbose_name='tên mẫu')),
                ('issued_with', models.CharField(blank=True, help_text='Văn bản ban hành mẫu.', max_length=500, verbose_name='ban hành kèm')),
                ('link', models.URLField(blank=True, help_text='Nơi tải mẫu.', max_length=500, validators=[procedures.validators.validate_link], verbose_name='liên kết')),
                ('link_source', models.CharField(blank=True, help_text='Cơ quan đăng tệp.', max_length=200, verbose_name='nguồn của tệp')),
                ('procedure', models.ForeignKey(help_text='Thuộc thủ tục nào.', on_delete=django.db.models.deletion.CASCADE, to='procedures.procedure', verbose_name='thủ tục')),
            ],
            options={
                'verbose_name': 'mẫu đơn, tờ khai',
                'verbose_name_plural': 'mẫu đơn, tờ khai',
                'ordering': ('order', 'pk'),
                'abstract': False,
                'default_related_name': 'forms',
            },
        ),
        migrations.CreateModel(
            name='Fee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(default=0, help_text='Số nhỏ đứng trước.', verbose_name='thứ tự')),
                ('channel', models.CharField(blank=True, choices=[('direct', 'Trực tiếp'), ('online', 'Trực tuyến'), ('postal', 'Bưu chính công ích')], help_text='Để trống nếu như nhau ở mọi cách thức.', max_length=10, verbose_name='cách thức')),
                ('amount', models.DecimalField(decimal_places=2, help_text='Số tiền; 0 nếu không thu.', max_digits=12, validators=[django.core.validators.MinValueValidator(0)], verbose_name='mức thu')),
                ('currency', models.CharField(choices=[('VND', 'đồng'), ('USD', 'đô la Mỹ')], default='VND', help_text='Loại tiền.', max_length=3, verbose_name='tiền tệ')),
                ('unit', models.CharField(blank=True, help_text='Ví dụ: hộ chiếu, lần, người.', max_length=60, verbose_name='tính trên')),
                ('condition', models.CharField(blank=True, help_text='Khi nào áp dụng; để trống nếu luôn áp dụng.', max_length=500, verbose_name='điều kiện')),
                ('legal_basis', models.CharField(blank=True, help_text='Văn bản quy định, nếu nguồn nêu.', max_length=300, verbose_name='căn cứ')),
                ('procedure', models.ForeignKey(help_text='Thuộc thủ tục nào.', on_delete=django.db.models.deletion.CASCADE, to='procedures.procedure', verbose_name='thủ tục')),
            ],
            options={
                'verbose_name': 'phí, lệ phí',
                'verbose_name_plural': 'phí, lệ phí',
                'ordering': ('order', 'pk'),
                'abstract': False,
                'default_related_name': 'fees',
            },
        ),
        migrations.CreateModel(
            name='DraftEdit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('draft', models.JSONField(help_text='Toàn bộ bản nháp sau khi lưu.', verbose_name='bản nháp')),
                ('saved_at', models.DateTimeField(help_text='Thời điểm lưu.', verbose_name='lúc')),
                ('saved_by', models.ForeignKey(help_text='Trống nếu do lệnh nhập dữ liệu.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người sửa')),
                ('procedure', models.ForeignKey(help_text='Thủ tục được sửa.', on_delete=django.db.models.deletion.PROTECT, related_name='edits', to='procedures.procedure', verbose_name='thủ tục')),
            ],
            options={
                'verbose_name': 'lần sửa',
                'verbose_name_plural': 'lần sửa',
                'ordering': ('-pk',),
            },
        ),
        migrations.CreateModel(
            name='CommonQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', models.CharField(blank=True, help_text='Ghi chú cho cán bộ, không hiện cho người dân.', max_length=500, verbose_name='ghi chú')),
                ('question', models.CharField(help_text='Câu người dân hay gõ.', max_length=300, unique=True, verbose_name='câu hỏi')),
                ('variants', foundation.records.fields.LinesField(blank=True, default=list, help_text='Mỗi dòng một cách hỏi.', verbose_name='cách hỏi khác')),
                ('procedures', models.ManyToManyField(blank=True, help_text='Thủ tục trả lời câu hỏi này.', related_name='+', to='procedures.procedure', verbose_name='thủ tục')),
            ],
            options={
                'verbose_name': 'câu hỏi thường gặp',
                'verbose_name_plural': 'câu hỏi thường gặp',
                'ordering': ('question',),
            },
        ),
        migrations.CreateModel(
            name='Channel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(default=0, help_text='Số nhỏ đứng trước.', verbose_name='thứ tự')),
                ('kind', models.CharField(choices=[('direct', 'Trực tiếp'), ('online', 'Trực tuyến'), ('postal', 'Bưu chính công ích')], help_text='Nộp hồ sơ bằng cách nào.', max_length=10, verbose_name='cách thức')),
                ('time_relation', models.CharField(choices=[('single', 'Một thời hạn'), ('alternatives', 'Tuỳ điều kiện'), ('stages', 'Các giai đoạn nối tiếp'), ('none', 'Không quy định')], default='single', help_text='Nhiều thời hạn là các lựa chọn theo điều kiện hay các giai đoạn nối tiếp.', max_length=12, verbose_name='quan hệ giữa các thời hạn')),
                ('procedure', models.ForeignKey(help_text='Thuộc thủ tục nào.', on_delete=django.db.models.deletion.CASCADE, to='procedures.procedure', verbose_name='thủ tục')),
            ],
            options={
                'verbose_name': 'cách thức nộp',
                'verbose_name_plural': 'cách thức nộp',
                'ordering': ('order', 'pk'),
                'abstract': False,
                'default_related_name': 'channels',
            },
        ),
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(default=0, help_text='Số nhỏ đứng trước.', verbose_name='thứ tự')),
                ('name', models.CharField(help_text='Ví dụ: Cấp lần đầu.', max_length=300, verbose_name='tên trường hợp')),
                ('procedure', models.ForeignKey(help_text='Thuộc thủ tục nào.', on_delete=django.db.models.deletion.CASCADE, to='procedures.procedure', verbose_name='thủ tục')),
            ],
            options={
                'verbose_name': 'trường hợp',
                'verbose_name_plural': 'trường hợp',
                'ordering': ('order', 'pk'),
                'abstract': False,
                'default_related_name': 'cases',
            },
        ),
        migrations.CreateModel(
            name='ProcedureVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(help_text='Tăng dần trong mỗi thủ tục.', verbose_name='phiên bản')),
                ('state', models.CharField(choices=[('draft', 'Bản nháp'), ('published', 'Đang công bố'), ('withdrawn', 'Đã gỡ')], help_text='Công bố hay gỡ.', max_length=10, verbose_name='loại')),
                ('document', models.TextField(help_text='JSON mà người dân nhận được, đúng từng ký tự.', verbose_name='nội dung')),
                ('card', models.TextField(help_text='JSON trong danh sách kết quả.', verbose_name='thẻ')),
                ('search_entry', models.JSONField(help_text='Tên, từ khoá, mã và giá trị lọc.', verbose_name='dữ liệu tìm kiếm')),
                ('etag', models.CharField(help_text='ETag của nội dung.', max_length=40, verbose_name='dấu nội dung')),
                ('published_at', models.DateTimeField(help_text='Thời điểm công bố.', verbose_name='lúc')),
                ('reason', models.CharField(help_text='Vì sao công bố hoặc gỡ.', max_length=300, verbose_name='lý do')),
                ('procedure', models.ForeignKey(help_text='Thủ tục được công bố.', on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='procedures.procedure', verbose_name='thủ tục')),
                ('published_by', models.ForeignKey(help_text='Trống nếu do lệnh nhập dữ liệu.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người công bố')),
            ],
            options={
                'verbose_name': 'phiên bản',
                'verbose_name_plural': 'phiên bản',
                'ordering': ('-number',),
            },
        ),
        migrations.CreateModel(
            name='ReadCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(help_text='Ngày theo giờ Việt Nam.', verbose_name='ngày')),
                ('reads', models.IntegerField(default=0, help_text='Số lần xem trong ngày; bản lưu ở máy trung gian không tính.', verbose_name='số lần xem')),
                ('procedure', models.ForeignKey(db_index=False, help_text='Thủ tục được xem.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='procedures.procedure', verbose_name='thủ tục')),
            ],
            options={
                'verbose_name': 'lượt xem thủ tục',
                'verbose_name_plural': 'lượt xem thủ tục',
                'ordering': ('-day', '-reads'),
            },
        ),
        migrations.CreateModel(
            name='RequiredDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(default=0, help_text='Số nhỏ đứng trước.', verbose_name='thứ tự')),
                ('name', models.TextField(help_text='Tên giấy tờ phải nộp hoặc xuất trình.', max_length=1000, verbose_name='giấy tờ')),
                ('original_count', models.PositiveSmallIntegerField(default=0, help_text='Số bản chính.', verbose_name='bản chính')),
                ('copy_count', models.PositiveSmallIntegerField(default=0, help_text='Số bản sao.', verbose_name='bản sao')),
                ('requirement', models.CharField(choices=[('required', 'Bắt buộc'), ('conditional', 'Theo trường hợp')], default='required', help_text='Luôn cần hay theo trường hợp.', max_length=12, verbose_name='yêu cầu')),
                ('condition', models.CharField(blank=True, help_text='Bắt buộc khi giấy tờ chỉ cần theo trường hợp.', max_length=500, verbose_name='điều kiện')),
                ('form_code', models.CharField(blank=True, help_text='Ký hiệu mẫu, ví dụ TK01.', max_length=120, verbose_name='mẫu')),
                ('case', models.ForeignKey(blank=True, help_text='Để trống nếu dùng cho mọi trường hợp.', null=True, on_delete=django.db.models.deletion.CASCADE, to='procedures.case', verbose_name='trường hợp')),
                ('procedure', models.ForeignKey(help_text='Thuộc thủ tục nào.', on_delete=django.db.models.deletion.CASCADE, to='procedures.procedure', verbose_name='thủ tục')),
            ],
            options={
                'verbose_name': 'giấy tờ',
                'verbose_name_plural': 'thành phần hồ sơ',
                'ordering': ('order', 'pk'),
                'abstract': False,
                'default_related_name': 'documents',
            },
        ),
        migrations.CreateModel(
            name='SearchCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(help_text='Ngày theo giờ Việt Nam.', verbose_name='ngày')),
                ('term', models.CharField(help_text='Không dấu; dãy số dài bị thay bằng #.', max_length=80, verbose_name='cụm từ')),
                ('searches', models.PositiveIntegerField(default=0, help_text='Số lần tìm trong ngày.', verbose_name='số lần tìm')),
                ('misses', models.PositiveIntegerField(default=0, help_text='Số lần không có kết quả.', verbose_name='không thấy')),
            ],
            options={
                'verbose_name': 'lượt tìm kiếm',
                'verbose_name_plural': 'lượt tìm kiếm',
                'ordering': ('-day', '-searches'),
                'constraints': [models.UniqueConstraint(fields=('day', 'term'), name='search_count_unique', violation_error_message='Đã có.')],
            },
        ),
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(default=0, help_text='Số nhỏ đứng trước.', verbose_name='thứ tự')),
                ('name', models.CharField(help_text='Tên trang hoặc văn bản.', max_length=200, verbose_name='tên nguồn')),
                ('type', models.CharField(choices=[('national_portal', 'Cổng Dịch vụ công quốc gia'), ('national_portal_list', 'Danh sách trên Cổng Dịch vụ công quốc gia'), ('ministry_portal', 'Cổng Dịch vụ công Bộ Công an'), ('ministry_decision', 'Quyết định của Bộ Công an'), ('provincial_police', 'Trang của Công an tỉnh'), ('provincial_police_listing', 'Danh sách trên trang của Công an tỉnh'), ('press', 'Báo chí')], help_text='Mức chính thức của nguồn.', max_length=30, verbose_name='loại nguồn')),
                ('url', models.URLField(blank=True, help_text='Địa chỉ trang nguồn.', max_length=600, validators=[procedures.validators.validate_link], verbose_name='địa chỉ')),
                ('date', models.DateField(blank=True, help_text='Ngày lấy nội dung từ nguồn.', null=True, verbose_name='ngày lấy')),
                ('reference', models.CharField(blank=True, help_text='Bản thu thập dùng để đối chiếu; không hiện cho người dân.', max_length=300, verbose_name='tham chiếu')),
                ('procedure', models.ForeignKey(help_text='Thuộc thủ tục nào.', on_delete=django.db.models.deletion.CASCADE, to='procedures.procedure', verbose_name='thủ tục')),
            ],
            options={
                'verbose_name': 'nguồn',
                'verbose_name_plural': 'nguồn',
                'ordering': ('order', 'pk'),
                'abstract': False,
                'default_related_name': 'sources',
            },
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(default=0, help_text='Số nhỏ đứng trước.', verbose_name='thứ tự')),
                ('title', models.CharField(help_text='Tên ngắn của bước.', max_length=300, verbose_name='bước')),
                ('detail', models.TextField(blank=True, help_text='Người dân làm gì ở bước này.', max_length=4000, verbose_name='nội dung')),
                ('case', models.ForeignKey(blank=True, help_text='Để trống nếu dùng cho mọi trường hợp.', null=True, on_delete=django.db.models.deletion.CASCADE, to='procedures.case', verbose_name='trường hợp')),
                ('procedure', models.ForeignKey(help_text='Thuộc thủ tục nào.', on_delete=django.db.models.deletion.CASCADE, to='procedures.procedure', verbose_name='thủ tục')),
            ],
            options={
                'verbose_name': 'bước',
                'verbose_name_plural': 'trình tự thực hiện',
                'ordering': ('order', 'pk'),
                'abstract': False,
                'default_related_name': 'steps',
            },
        ),
        migrations.CreateModel(
            name='SynonymGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', models.CharField(blank=True, help_text='Ghi chú cho cán bộ, không hiện cho người dân.', max_length=500, verbose_name='ghi chú')),
                ('canonical', models.CharField(help_text='Từ dùng trong tên thủ tục.', max_length=200, unique=True, verbose_name='cách gọi chuẩn')),
                ('forms', foundation.records.fields.LinesField(blank=True, default=list, help_text='Mỗi dòng một cách gọi.', verbose_name='cách gọi khác')),
                ('field', models.ForeignKey(blank=True, help_text='Để trống nếu dùng chung.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.field', verbose_name='lĩnh vực')),
                ('procedures', models.ManyToManyField(blank=True, help_text='Thủ tục mà các cách gọi này dẫn tới.', related_name='+', to='procedures.procedure', verbose_name='thủ tục')),
            ],
            options={
                'verbose_name': 'nhóm từ đồng nghĩa',
                'verbose_name_plural': 'nhóm từ đồng nghĩa',
                'ordering': ('canonical',),
            },
        ),
        migrations.CreateModel(
            name='TimeLimit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(default=0, help_text='Số nhỏ đứng trước.', verbose_name='thứ tự')),
                ('channel', models.CharField(blank=True, choices=[('direct', 'Trực tiếp'), ('online', 'Trực tuyến'), ('postal', 'Bưu chính công ích')], help_text='Để trống nếu như nhau ở mọi cách thức.', max_length=10, verbose_name='cách thức')),
                ('value', models.DecimalField(blank=True, decimal_places=1, help_text='Ví dụ 8 hoặc 0,5; để trống khi chỉ có lời diễn giải.', max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='số')),
                ('unit', models.CharField(blank=True, choices=[('working_day', 'ngày làm việc'), ('day', 'ngày'), ('month', 'tháng'), ('hour', 'giờ'), ('working_hour', 'giờ làm việc')], help_text='Đơn vị của thời hạn.', max_length=12, verbose_name='đơn vị')),
                ('text', models.CharField(blank=True, help_text='Thời hạn bằng chữ, như nguồn nêu.', max_length=500, verbose_name='diễn giải')),
                ('condition', models.CharField(blank=True, help_text='Khi nào áp dụng; để trống nếu luôn áp dụng.', max_length=500, verbose_name='điều kiện')),
                ('legal_basis', models.CharField(blank=True, help_text='Văn bản quy định, nếu nguồn nêu.', max_length=300, verbose_name='căn cứ')),
                ('procedure', models.ForeignKey(help_text='Thuộc thủ tục nào.', on_delete=django.db.models.deletion.CASCADE, to='procedures.procedure', verbose_name='thủ tục')),
            ],
            options={
                'verbose_name': 'thời hạn',
                'verbose_name_plural': 'thời hạn giải quyết',
                'ordering': ('order', 'pk'),
                'abstract': False,
                'default_related_name': 'time_limits',
            },
        ),
        migrations.AddConstraint(
            model_name='procedure',
            constraint=models.UniqueConstraint(condition=models.Q(('code', ''), _negated=True), fields=('code',), name='procedure_code_unique', violation_error_message='Mã quốc gia này đã thuộc về một thủ tục khác.'),
        ),
        migrations.AddConstraint(
            model_name='procedure',
            constraint=models.CheckConstraint(condition=models.Q(('effective_to__isnull', True), ('effective_from__isnull', True), ('effective_to__gte', models.F('effective_from')), _connector='OR'), name='procedure_period_in_order', violation_error_message='Ngày hết hiệu lực phải sau ngày có hiệu lực.'),
        ),
        migrations.AddConstraint(
            model_name='fee',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gte', 0)), name='fee_not_negative', violation_error_message='Mức thu không được âm.'),
        ),
        migrations.AddConstraint(
            model_name='channel',
            constraint=models.UniqueConstraint(fields=('procedure', 'kind'), name='channel_kind_unique', violation_error_message='Cách thức này đã có.'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(fields=('procedure', 'name'), name='case_name_unique', violation_error_message='Trường hợp này đã có.'),
        ),
        migrations.AddConstraint(
            model_name='procedureversion',
            constraint=models.UniqueConstraint(fields=('procedure', 'number'), name='version_number_unique', violation_error_message='Phiên bản này đã có.'),
        ),
        migrations.AddConstraint(
            model_name='readcount',
            constraint=models.UniqueConstraint(fields=('day', 'procedure'), name='read_count_unique', violation_error_message='Đã có.'),
        ),
        migrations.AddConstraint(
            model_name='requireddocument',
            constraint=models.CheckConstraint(condition=models.Q(('requirement', 'required'), models.Q(('condition', ''), _negated=True), _connector='OR'), name='conditional_document_has_condition', violation_error_message='Giấy tờ theo trường hợp phải nêu điều kiện.'),
        ),
        forbid_changes("procedures_procedureversion"),
        forbid_changes("procedures_draftedit"),
    ]
