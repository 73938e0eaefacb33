"""Questions, photos, published answers, ratings, follow-ups, figures; and what of them is written once.

Marks are never changed or deleted, nor are questionnaires and what happened to follow-ups. Of a
rating may change: that it is no longer current or held back; what leads to its rater may go and
never come; its words may go or be encrypted anew. Values that may be NULL on both sides are
compared as text, because only PostgreSQL has IS NOT DISTINCT FROM in all cases.
"""

import django.db.models.deletion
import django.utils.timezone
import feedback.questions.template_placeholders
import foundation.records.encryption
import uuid
from django.conf import settings
from django.db import migrations, models

from foundation.database.initial import InitialMigration
from foundation.records.append_only import forbid_changes, forbid_deletes, forbid_updates
from foundation.records.trigrams import trigram_index

# The officer may be NULL on both sides.
QUESTION_MESSAGE = (
    "NEW.question_id <> OLD.question_id OR NEW.author <> OLD.author"
    " OR NEW.at <> OLD.at"
    " OR COALESCE(NEW.officer_id, 0) <> COALESCE(OLD.officer_id, 0)"
)


def _text(row, column):
    return f"COALESCE(CAST({row}.{column} AS text), '')"


def _differs(column):
    return f"{_text('NEW', column)} <> {_text('OLD', column)}"


def _comes(column):
    return f"({_text('NEW', column)} <> '' AND {_differs(column)})"


def _turns_on(column):
    return f"(NEW.{column} AND NOT OLD.{column})"


FIXED = (
    "id", "office_id", "field_id", "procedure_id", "origin", "questionnaire_id", "overall", "aspects", "rated_on", "month",
    "written_on", "version", "follow_up_id",
)  # fmt: skip
RATING = " OR ".join(
    [
        *(_differs(column) for column in FIXED),
        *(_comes(column) for column in ("key", "rater_hash", "owner_hash")),
        *(_turns_on(column) for column in ("current", "held_back")),
        "(OLD.words = '' AND NEW.words <> '')",
        # Set once, by a recount; the hash may be taken away again.
        "(OLD.dossier_hash <> '' AND NEW.dossier_hash <> '' AND NEW.dossier_hash <> OLD.dossier_hash)",
        "(OLD.proved_by <> '' AND NEW.proved_by <> OLD.proved_by)",
        "(OLD.left_out <> '' AND NEW.left_out <> OLD.left_out)",
    ]
)
FOLLOW_UP = " OR ".join(
    [
        *(_differs(column) for column in ("id", "office_id", "opened_on", "decline_by", "ask_by")),
        f"(OLD.ended_on IS NOT NULL AND ({_differs('status')} OR {_differs('ended_on')}))",
        "(OLD.rater = '' AND NEW.rater <> '')",
    ]
)
MESSAGE = " OR ".join(_differs(column) for column in ("id", "follow_up_id", "number", "move", "author", '"on"'))


class Migration(InitialMigration):

    dependencies = [
        ('citizens', '0001_initial'),
        ('dossiers', '0001_initial'),
        ('official_accounts', '0001_initial'),
        ('offices', '0001_initial'),
        ('procedures', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Questionnaire',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(help_text='Thứ tự, từ 1.', unique=True, verbose_name='phiên bản')),
                ('in_force_on', models.DateField(help_text='Từ ngày này người dân được hỏi theo phiên bản này.', verbose_name='áp dụng từ')),
                ('source', models.CharField(help_text='Văn bản ban hành bộ câu hỏi.', max_length=300, verbose_name='nguồn')),
                ('aspects', models.JSONField(help_text='Danh sách {"key", "label"} theo thứ tự hỏi; mã tiêu chí không dấu, không đổi giữa các phiên bản.', verbose_name='tiêu chí')),
            ],
            options={
                'verbose_name': 'bộ câu hỏi đánh giá',
                'verbose_name_plural': 'bộ câu hỏi đánh giá',
                'ordering': ['-number'],
            },
        ),
        migrations.CreateModel(
            name='SatisfactionRelease',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField(help_text='Ngày đầu của tháng đã công bố.', unique=True, verbose_name='tháng')),
                ('at', models.DateTimeField(help_text='Sau khi không ai còn thay được đánh giá của tháng.', verbose_name='công bố lúc')),
                ('lines', models.JSONField(help_text='Mỗi đơn vị → các đơn vị từ ngay dưới công an tỉnh đến chính nó, như lúc công bố.', verbose_name='đơn vị cấp trên')),
            ],
            options={
                'verbose_name': 'lần công bố mức hài lòng',
                'verbose_name_plural': 'các lần công bố mức hài lòng',
                'ordering': ['-month'],
                'permissions': (('export_satisfactionrelease', 'Được xuất số liệu hài lòng ra tệp'),),
                'default_permissions': ('view',),
            },
        ),
        migrations.CreateModel(
            name='UsedMark',
            fields=[
                ('mark', models.CharField(help_text='Dấu một chiều của thứ đã dùng.', max_length=64, primary_key=True, serialize=False, verbose_name='dấu')),
                ('expires_at', models.DateTimeField(db_index=True, help_text='Sau lúc này dòng được xoá; trống thì giữ mãi.', null=True, verbose_name='hết hạn lúc')),
            ],
            options={
                'verbose_name': 'dấu đã dùng khi đánh giá',
                'verbose_name_plural': 'dấu đã dùng khi đánh giá',
            },
        ),
        migrations.CreateModel(
            name='AnswerTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(help_text='Để cán bộ chọn, ví dụ «Hướng dẫn nộp trực tuyến».', max_length=100, unique=True, verbose_name='tên mẫu')),
                ('text', models.TextField(help_text='Có thể dùng {thủ tục}, {thời hạn}, {lệ phí}, {giấy tờ}, {đơn vị}, {địa chỉ}: hệ thống điền theo câu hỏi.', max_length=4000, validators=[feedback.questions.template_placeholders.validate_placeholders], verbose_name='nội dung')),
                ('enabled', models.BooleanField(default=True, help_text='Tắt để cán bộ không còn thấy mẫu này khi trả lời.', verbose_name='đang dùng')),
                ('field', models.ForeignKey(blank=True, help_text='Để trống nếu dùng cho mọi lĩnh vực.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.field', verbose_name='lĩnh vực')),
            ],
            options={
                'verbose_name': 'mẫu trả lời',
                'verbose_name_plural': 'mẫu trả lời',
                'ordering': ['title'],
            },
        ),
        migrations.CreateModel(
            name='FollowUp',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, help_text='Mã ngẫu nhiên, không theo thứ tự.', primary_key=True, serialize=False, verbose_name='mã')),
                ('status', models.CharField(choices=[('waiting', 'Chờ xử lý'), ('asked_back', 'Chờ người đánh giá bổ sung'), ('handled', 'Đã xử lý, chờ công bố kết quả'), ('declined', 'Không xử lý'), ('published', 'Đã công bố kết quả')], default='waiting', help_text='Việc xử lý ở bước nào.', max_length=10, verbose_name='tình trạng')),
                ('opened_on', models.DateField(help_text='Ngày có đánh giá chưa hài lòng; không lưu giờ.', verbose_name='mở ngày')),
                ('decline_by', models.DateField(help_text='2 ngày làm việc (QĐ 766/QĐ-TTg).', verbose_name='hạn từ chối')),
                ('ask_by', models.DateField(help_text='5 ngày làm việc (QĐ 766/QĐ-TTg).', verbose_name='hạn hỏi thêm')),
                ('handle_by', models.DateField(help_text='15 ngày làm việc, không tính thời gian chờ bổ sung (QĐ 766/QĐ-TTg).', verbose_name='hạn xử lý')),
                ('publish_by', models.DateField(blank=True, help_text='2 ngày làm việc sau khi xử lý (QĐ 766/QĐ-TTg).', null=True, verbose_name='hạn công bố')),
                ('due_on', models.DateField(blank=True, help_text='Hạn của việc tiếp theo; trống khi không đến lượt đơn vị.', null=True, verbose_name='hạn')),
                ('asked_on', models.DateField(blank=True, help_text='Lần hỏi thêm gần nhất.', null=True, verbose_name='hỏi thêm ngày')),
                ('handled_on', models.DateField(blank=True, help_text='Ngày ghi kết quả xử lý.', null=True, verbose_name='xử lý ngày')),
                ('ended_on', models.DateField(blank=True, help_text='Ngày công bố kết quả hoặc không xử lý.', null=True, verbose_name='kết thúc ngày')),
                ('rater', foundation.records.encryption.EncryptedTextField(blank=True, editable=False, help_text='Được mã hoá, chỉ để báo kết quả; xoá khi kết thúc. Cán bộ không thấy.', verbose_name='nơi báo kết quả')),
                ('office', models.ForeignKey(db_index=False, help_text='Đơn vị mà lãnh đạo xử lý.', on_delete=django.db.models.deletion.PROTECT, related_name='follow_ups', to='offices.office', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'xử lý đánh giá chưa hài lòng',
                'verbose_name_plural': 'đánh giá chưa hài lòng',
            },
        ),
        migrations.CreateModel(
            name='FollowUpEvent',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, help_text='Mã ngẫu nhiên, không theo thứ tự.', primary_key=True, serialize=False, verbose_name='mã')),
                ('number', models.PositiveSmallIntegerField(help_text='Từ 1.', verbose_name='thứ tự')),
                ('move', models.CharField(choices=[('open', 'Mở do đánh giá chưa hài lòng'), ('decline', 'Không xử lý'), ('ask_back', 'Hỏi thêm người đánh giá'), ('reply', 'Người đánh giá bổ sung'), ('handle', 'Ghi kết quả xử lý'), ('publish', 'Công bố kết quả')], help_text='Điều đã xảy ra.', max_length=10, verbose_name='việc')),
                ('status', models.CharField(choices=[('waiting', 'Chờ xử lý'), ('asked_back', 'Chờ người đánh giá bổ sung'), ('handled', 'Đã xử lý, chờ công bố kết quả'), ('declined', 'Không xử lý'), ('published', 'Đã công bố kết quả')], help_text='Ở bước nào sau việc này.', max_length=10, verbose_name='tình trạng sau đó')),
                ('on', models.DateField(help_text='Ngày thay đổi; không lưu giờ.', verbose_name='ngày')),
                ('follow_up', models.ForeignKey(db_index=False, help_text='Việc đã thay đổi.', on_delete=django.db.models.deletion.PROTECT, related_name='events', to='feedback.followup', verbose_name='việc xử lý')),
                ('officer', models.ForeignKey(blank=True, db_index=False, help_text='Trống khi người đánh giá làm.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='cán bộ')),
            ],
            options={
                'verbose_name': 'diễn biến xử lý',
                'verbose_name_plural': 'diễn biến xử lý',
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='FollowUpMessage',
            fields=[
                ('author', models.CharField(choices=[('citizen', 'Công dân'), ('officer', 'Cán bộ')], help_text='Công dân hay cán bộ.', max_length=10, verbose_name='ai nói')),
                ('text', foundation.records.encryption.EncryptedTextField(editable=False, help_text='Được mã hoá khi lưu.', verbose_name='nội dung')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, help_text='Mã ngẫu nhiên, không theo thứ tự.', primary_key=True, serialize=False, verbose_name='mã')),
                ('number', models.PositiveSmallIntegerField(help_text='Từ 1.', verbose_name='thứ tự')),
                ('move', models.CharField(choices=[('open', 'Mở do đánh giá chưa hài lòng'), ('decline', 'Không xử lý'), ('ask_back', 'Hỏi thêm người đánh giá'), ('reply', 'Người đánh giá bổ sung'), ('handle', 'Ghi kết quả xử lý'), ('publish', 'Công bố kết quả')], help_text='Lời này được nói khi nào.', max_length=10, verbose_name='việc')),
                ('on', models.DateField(help_text='Ngày nói; không lưu giờ.', verbose_name='ngày')),
                ('follow_up', models.ForeignKey(db_index=False, help_text='Việc mà lời này thuộc về.', on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='feedback.followup', verbose_name='việc xử lý')),
            ],
            options={
                'verbose_name': 'lời trao đổi khi xử lý',
                'verbose_name_plural': 'lời trao đổi khi xử lý',
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='NeedCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('week', models.DateField(help_text='Ngày thứ Hai của tuần mà câu hỏi đến.', verbose_name='tuần')),
                ('procedure', models.CharField(blank=True, help_text='Định danh thủ tục được hỏi; trống nếu không rõ thủ tục.', max_length=60, verbose_name='thủ tục')),
                ('words', models.CharField(blank=True, help_text='Hai âm tiết không dấu đi liền; trống là mọi câu hỏi.', max_length=60, verbose_name='cặp từ')),
                ('questions', models.IntegerField(default=0, help_text='Số câu hỏi có cặp từ này trong tuần.', verbose_name='số câu hỏi')),
                ('office', models.ForeignKey(db_index=False, help_text='Đơn vị, tính cả các đơn vị cấp dưới.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'số câu hỏi theo tuần',
                'verbose_name_plural': 'số câu hỏi theo tuần',
            },
        ),
        migrations.CreateModel(
            name='Poster',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, help_text='Mã ngẫu nhiên có trong áp phích.', primary_key=True, serialize=False, verbose_name='mã')),
                ('place', models.CharField(help_text='Ví dụ «Quầy 3, tầng 1»; in trên áp phích.', max_length=100, verbose_name='nơi dán')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, help_text='Thời điểm tạo.', verbose_name='tạo lúc')),
                ('revoked_at', models.DateTimeField(blank=True, editable=False, help_text='Từ lúc này mã không dùng được nữa; trống khi còn dùng.', null=True, verbose_name='thu hồi lúc')),
                ('field', models.ForeignKey(blank=True, help_text='Trống nếu hỏi chung.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.field', verbose_name='lĩnh vực')),
                ('made_by', models.ForeignKey(editable=False, help_text='Cán bộ đã tạo.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người tạo')),
                ('office', models.ForeignKey(help_text='Đơn vị mà áp phích hỏi ý kiến.', on_delete=django.db.models.deletion.PROTECT, related_name='posters', to='offices.office', verbose_name='đơn vị')),
                ('procedure', models.ForeignKey(blank=True, help_text='Trống nếu hỏi chung.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='procedures.procedure', verbose_name='thủ tục')),
                ('revoked_by', models.ForeignKey(blank=True, editable=False, help_text='Trống khi còn dùng.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người thu hồi')),
            ],
            options={
                'verbose_name': 'áp phích đánh giá',
                'verbose_name_plural': 'áp phích đánh giá',
                'ordering': ['-made_at', 'pk'],
                'permissions': (('show_rating_qr', 'Được mở mã QR đánh giá và in áp phích tại quầy'),),
            },
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(choices=[('app', 'Mini App'), ('oa', 'Tin nhắn Zalo OA')], default='app', help_text='Câu hỏi đến bằng đường nào.', max_length=10, verbose_name='kênh')),
                ('rule', models.CharField(blank=True, help_text='Quy tắc đã chọn đơn vị.', max_length=20, verbose_name='vì sao đến đơn vị này')),
                ('account', models.ForeignKey(blank=True, help_text='Tài khoản Zalo mà câu hỏi được nhắn tới; trả lời đi từ chính tài khoản ấy.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='official_accounts.officialaccount', verbose_name='Official Account')),
                ('words', models.TextField(blank=True, editable=False, help_text='Câu hỏi không dấu, đã che số điện thoại và giấy tờ; để tìm và thống kê.', verbose_name='từ khoá')),
                ('status', models.CharField(choices=[('waiting', 'Chờ tiếp nhận'), ('taken', 'Đang được trả lời'), ('asked_back', 'Chờ công dân bổ sung'), ('answered', 'Đã trả lời'), ('solved', 'Công dân xác nhận đã giải quyết'), ('closed', 'Kết thúc, không trả lời'), ('merged', 'Đã gộp vào câu hỏi khác')], default='waiting', help_text='Câu hỏi đang ở bước nào.', max_length=12, verbose_name='tình trạng')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, help_text='Lúc câu hỏi đến.', verbose_name='hỏi lúc')),
                ('due_at', models.DateTimeField(blank=True, help_text='Trống khi không đến lượt cán bộ.', null=True, verbose_name='hạn trả lời')),
                ('ended_at', models.DateTimeField(blank=True, help_text='Công dân hỏi tiếp được trong 14 ngày.', null=True, verbose_name='trả lời hoặc kết thúc lúc')),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now, help_text='Lần thay đổi gần nhất.', verbose_name='thay đổi lúc')),
                ('erased_at', models.DateTimeField(blank=True, help_text='Từ lúc này không còn lời nào của công dân.', null=True, verbose_name='xoá nội dung lúc')),
                ('citizen', models.ForeignKey(blank=True, db_index=False, help_text='Ai hỏi; trống khi đã xoá dữ liệu hoặc người nhắn Zalo OA chưa từng đăng nhập.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='citizens.citizen', verbose_name='công dân')),
                ('dossier', models.ForeignKey(blank=True, help_text='Hồ sơ của công dân được hỏi, nếu có.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='dossiers.dossier', verbose_name='hồ sơ')),
                ('field', models.ForeignKey(blank=True, help_text='Lĩnh vực của câu hỏi, nếu biết.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.field', verbose_name='lĩnh vực')),
                ('merged_into', models.ForeignKey(blank=True, help_text='Câu hỏi trả lời chung.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='feedback.question', verbose_name='gộp vào')),
                ('office', models.ForeignKey(db_index=False, help_text='Đơn vị có trách nhiệm trả lời.', on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='offices.office', verbose_name='đơn vị')),
                ('officer', models.ForeignKey(blank=True, help_text='Ai đã nhận trả lời; trống khi đang chờ.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='cán bộ trả lời')),
                ('procedure', models.ForeignKey(blank=True, help_text='Thủ tục được hỏi, nếu có.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='procedures.procedure', verbose_name='thủ tục')),
            ],
            options={
                'verbose_name': 'câu hỏi',
                'verbose_name_plural': 'câu hỏi',
                'permissions': (('answer_question', 'Được trả lời câu hỏi của công dân'), ('lead_question', 'Được điều hành việc trả lời như lãnh đạo')),
            },
        ),
        migrations.CreateModel(
            name='FaqEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('question', models.CharField(help_text='Như người dân hay hỏi; không có gì riêng của ai.', max_length=300, verbose_name='câu hỏi')),
                ('answer', models.TextField(help_text='Không có số điện thoại, số giấy tờ, tên hay địa chỉ của ai.', max_length=4000, verbose_name='câu trả lời')),
                ('state', models.CharField(choices=[('draft', 'Bản nháp'), ('published', 'Đang công bố'), ('withdrawn', 'Đã gỡ')], default='draft', editable=False, help_text='Người dân có thấy không.', max_length=10, verbose_name='trạng thái')),
                ('updated_at', models.DateTimeField(auto_now=True, help_text='Lần sửa bản nháp gần nhất.', verbose_name='sửa lúc')),
                ('drafted_by', models.ForeignKey(blank=True, editable=False, help_text='Ai soạn bản nháp; người đó sửa được cho tới khi công bố.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người soạn')),
                ('field', models.ForeignKey(blank=True, help_text='Để lọc; trống nếu là việc chung.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.field', verbose_name='lĩnh vực')),
                ('procedures', models.ManyToManyField(blank=True, help_text='Hiện trên trang của các thủ tục này.', related_name='faq_entries', to='procedures.procedure', verbose_name='thủ tục')),
                ('source', models.ForeignKey(blank=True, editable=False, help_text='Câu hỏi mà bản nháp được soạn từ đó.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='faq_entries', to='feedback.question', verbose_name='từ câu hỏi')),
            ],
            options={
                'verbose_name': 'câu trả lời công khai',
                'verbose_name_plural': 'câu trả lời công khai',
                'ordering': ['-updated_at', '-pk'],
                'permissions': (('publish_faqentry', 'Được công bố và gỡ câu trả lời công khai'),),
            },
        ),
        migrations.CreateModel(
            name='QuestionDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(help_text='Ngày theo giờ Việt Nam.', verbose_name='ngày')),
                ('asked', models.IntegerField(default=0, help_text='Câu hỏi đến đơn vị trong ngày.', verbose_name='câu hỏi đến')),
                ('answered', models.IntegerField(default=0, help_text='Câu hỏi được trả lời lần đầu trong ngày, tính cho đơn vị trả lời.', verbose_name='đã trả lời')),
                ('in_time', models.IntegerField(default=0, help_text='Trong số đã trả lời: không muộn hơn hạn trả lời.', verbose_name='trả lời đúng hạn')),
                ('minutes', models.BigIntegerField(default=0, help_text='Tổng số phút từ lúc hỏi đến câu trả lời đầu tiên.', verbose_name='phút chờ trả lời')),
                ('office', models.ForeignKey(db_index=False, help_text='Đơn vị có số liệu này.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'hỏi đáp trong ngày',
                'verbose_name_plural': 'hỏi đáp theo ngày',
                'ordering': ['-day', 'office'],
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='QuestionEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('move', models.CharField(choices=[('ask', 'Công dân hỏi'), ('take', 'Nhận trả lời'), ('release', 'Trả lại hàng chờ'), ('assign', 'Giao cán bộ trả lời'), ('answer', 'Trả lời'), ('ask_back', 'Hỏi thêm công dân'), ('reply', 'Công dân bổ sung'), ('pass_on', 'Chuyển đơn vị khác'), ('merge', 'Gộp câu hỏi trùng'), ('close', 'Kết thúc, không trả lời'), ('solve', 'Công dân xác nhận đã giải quyết'), ('reopen', 'Công dân hỏi tiếp'), ('erase', 'Xoá nội dung')], help_text='Điều đã xảy ra.', max_length=10, verbose_name='việc')),
                ('status', models.CharField(choices=[('waiting', 'Chờ tiếp nhận'), ('taken', 'Đang được trả lời'), ('asked_back', 'Chờ công dân bổ sung'), ('answered', 'Đã trả lời'), ('solved', 'Công dân xác nhận đã giải quyết'), ('closed', 'Kết thúc, không trả lời'), ('merged', 'Đã gộp vào câu hỏi khác')], help_text='Câu hỏi ở bước nào sau việc này.', max_length=12, verbose_name='tình trạng sau đó')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, help_text='Thời điểm thay đổi.', verbose_name='lúc')),
                ('office', models.ForeignKey(help_text='Đơn vị có trách nhiệm sau việc này.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='đơn vị sau đó')),
                ('officer', models.ForeignKey(blank=True, db_index=False, help_text='Trống khi công dân hoặc hệ thống làm.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='cán bộ')),
                ('question', models.ForeignKey(help_text='Câu hỏi đã thay đổi.', on_delete=django.db.models.deletion.PROTECT, related_name='events', to='feedback.question', verbose_name='câu hỏi')),
            ],
            options={
                'verbose_name': 'diễn biến của câu hỏi',
                'verbose_name_plural': 'diễn biến của câu hỏi',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='QuestionMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('author', models.CharField(choices=[('citizen', 'Công dân'), ('officer', 'Cán bộ')], help_text='Công dân hay cán bộ.', max_length=10, verbose_name='ai nói')),
                ('text', foundation.records.encryption.EncryptedTextField(editable=False, help_text='Được mã hoá khi lưu.', verbose_name='nội dung')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, help_text='Thời điểm nói.', verbose_name='lúc')),
                ('officer', models.ForeignKey(blank=True, db_index=False, help_text='Trống khi công dân nói.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='cán bộ')),
                ('question', models.ForeignKey(help_text='Câu hỏi mà lời này thuộc về.', on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='feedback.question', verbose_name='câu hỏi')),
            ],
            options={
                'verbose_name': 'tin nhắn của câu hỏi',
                'verbose_name_plural': 'tin nhắn của câu hỏi',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Photo',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, help_text='Mã ngẫu nhiên, không đoán được.', primary_key=True, serialize=False, verbose_name='mã')),
                ('path', models.CharField(editable=False, help_text='Nơi lưu riêng, không có địa chỉ công khai.', max_length=100, unique=True, verbose_name='tệp')),
                ('width', models.PositiveIntegerField(help_text='Số điểm ảnh theo chiều ngang.', verbose_name='rộng')),
                ('height', models.PositiveIntegerField(help_text='Số điểm ảnh theo chiều dọc.', verbose_name='cao')),
                ('uploaded_at', models.DateTimeField(default=django.utils.timezone.now, help_text='Ảnh không được gửi kèm sẽ bị xoá sau đó.', verbose_name='tải lên lúc')),
                ('citizen', models.ForeignKey(blank=True, help_text='Ai gửi; trống khi đã thuộc về tin nhắn.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='photos', to='citizens.citizen', verbose_name='công dân')),
                ('message', models.ForeignKey(blank=True, help_text='Tin nhắn mà ảnh được gửi kèm; trống khi chưa gửi.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='photos', to='feedback.questionmessage', verbose_name='tin nhắn')),
            ],
            options={
                'verbose_name': 'ảnh',
                'verbose_name_plural': 'ảnh',
                'ordering': ['uploaded_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Rating',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, help_text='Mã ngẫu nhiên, không theo thứ tự.', primary_key=True, serialize=False, verbose_name='mã')),
                ('key', models.UUIDField(editable=False, help_text='Mã mà chỉ người đánh giá thấy; trống khi chính họ đã thay hoặc đã xoá.', null=True, unique=True, verbose_name='mã của người đánh giá')),
                ('origin', models.CharField(choices=[('dossier', 'Hồ sơ đã xong'), ('counter', 'Mã QR tại quầy'), ('poster', 'Áp phích tại quầy')], help_text='Hồ sơ hay lần đến quầy.', max_length=10, verbose_name='đánh giá')),
                ('overall', models.PositiveSmallIntegerField(help_text='Từ 1 (rất không hài lòng) đến 5 (rất hài lòng).', verbose_name='mức hài lòng chung')),
                ('aspects', models.JSONField(blank=True, default=dict, help_text='Mã tiêu chí → điểm từ 1 đến 5; tiêu chí bỏ qua thì không có.', verbose_name='theo tiêu chí')),
                ('words', foundation.records.encryption.EncryptedTextField(blank=True, editable=False, help_text='Được mã hoá khi lưu; chỉ lãnh đạo đọc nguyên văn.', verbose_name='lời nhận xét')),
                ('held_back', models.BooleanField(default=False, editable=False, help_text='Lời có từ ngữ xúc phạm: lãnh đạo xem trước khi cán bộ khác đọc.', verbose_name='đang giữ lại')),
                ('rated_on', models.DateField(help_text='Ngày đánh giá lần đầu; không lưu giờ. Thống kê tính theo ngày này.', verbose_name='ngày đánh giá')),
                ('month', models.DateField(editable=False, help_text='Ngày đầu của tháng đánh giá: đánh giá chỉ được xem theo tháng.', verbose_name='tháng')),
                ('written_on', models.DateField(help_text='Ngày của lần đánh giá này; khác ngày đánh giá khi đã thay.', verbose_name='ngày ghi')),
                ('version', models.PositiveSmallIntegerField(default=1, help_text='1 là lần đầu; mỗi lần thay thêm một.', verbose_name='lần')),
                ('current', models.BooleanField(default=True, editable=False, help_text='Tắt khi đã được thay bằng lần sau, hoặc không tính vì lý do bên dưới.', verbose_name='đang tính')),
                ('left_out', models.CharField(blank=True, choices=[('weak_proof', 'Chỉ chứng minh bằng bốn số cuối'), ('same_dossier', 'Hồ sơ đã có đánh giá khác'), ('same_day', 'Đã đánh giá đơn vị trong ngày'), ('stuffed', 'Lãnh đạo cấp trên xác nhận là đánh giá khống')], editable=False, help_text='Trống khi đang tính hoặc đã được thay.', max_length=12, verbose_name='không tính vì')),
                ('rater_hash', models.CharField(blank=True, editable=False, help_text='Để mỗi người đánh giá một lần; không dẫn tới ai.', max_length=64, verbose_name='dấu một lần')),
                ('owner_hash', models.CharField(blank=True, editable=False, help_text='Để người đó xem và xoá được; không dẫn tới ai.', max_length=64, verbose_name='dấu của người đánh giá')),
                ('dossier_hash', models.CharField(blank=True, editable=False, help_text='Để mỗi hồ sơ chỉ tính một đánh giá; không dẫn tới hồ sơ nào.', max_length=64, verbose_name='dấu của hồ sơ')),
                ('proved_by', models.CharField(blank=True, choices=[('phone', 'Số điện thoại đã xác minh'), ('slip', 'Mã tra cứu trên giấy tiếp nhận')], editable=False, help_text='Người đánh giá đã chứng minh hồ sơ là của mình bằng gì; trống với lần đến quầy.', max_length=5, verbose_name='chứng minh bằng')),
                ('field', models.ForeignKey(blank=True, db_index=False, help_text='Chỉ để tính chung, nếu biết.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.field', verbose_name='lĩnh vực')),
                ('follow_up', models.ForeignKey(blank=True, editable=False, help_text='Việc xử lý đánh giá chưa hài lòng này.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='ratings', to='feedback.followup', verbose_name='xử lý')),
                ('office', models.ForeignKey(db_index=False, help_text='Đơn vị được đánh giá.', on_delete=django.db.models.deletion.PROTECT, related_name='ratings', to='offices.office', verbose_name='đơn vị')),
                ('procedure', models.ForeignKey(blank=True, db_index=False, help_text='Chỉ để tính chung, nếu biết.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='ratings', to='procedures.procedure', verbose_name='thủ tục')),
                ('questionnaire', models.ForeignKey(db_index=False, help_text='Phiên bản đã trả lời.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='feedback.questionnaire', verbose_name='bộ câu hỏi')),
            ],
            options={
                'verbose_name': 'đánh giá',
                'verbose_name_plural': 'đánh giá',
                'ordering': ['-month', 'id'],
                'permissions': (('lead_rating', 'Được đọc nguyên văn đánh giá và xử lý đánh giá chưa hài lòng như lãnh đạo'),),
            },
        ),
        migrations.CreateModel(
            name='RatingAlarm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rule', models.CharField(choices=[('visits_of_day', 'Nhiều đánh giá tại quầy trong một ngày'), ('dossiers_of_day', 'Nhiều đánh giá hồ sơ trong một ngày'), ('few_raters', 'Phần lớn đánh giá của ít người')], help_text='Vì sao có cảnh báo.', max_length=20, verbose_name='dấu hiệu')),
                ('first', models.DateField(help_text='Ngày đầu của khoảng có dấu hiệu.', verbose_name='từ ngày')),
                ('last', models.DateField(help_text='Ngày cuối của khoảng có dấu hiệu.', verbose_name='đến ngày')),
                ('count', models.PositiveIntegerField(help_text='Bao nhiêu đánh giá có dấu hiệu.', verbose_name='số đánh giá')),
                ('verdict', models.CharField(blank=True, choices=[('fine', 'Bình thường, vẫn tính'), ('stuffed', 'Đánh giá khống, không tính')], editable=False, help_text='Trống khi lãnh đạo cấp trên chưa xem xét.', max_length=7, verbose_name='kết luận')),
                ('note', models.CharField(blank=True, editable=False, help_text='Vì sao kết luận vậy.', max_length=300, verbose_name='căn cứ')),
                ('reviewed_on', models.DateField(blank=True, editable=False, help_text='Trống khi chưa xem xét.', null=True, verbose_name='ngày kết luận')),
                ('office', models.ForeignKey(help_text='Đơn vị được đánh giá.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='đơn vị')),
                ('reviewed_by', models.ForeignKey(blank=True, editable=False, help_text='Trống khi chưa xem xét.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người kết luận')),
            ],
            options={
                'verbose_name': 'cảnh báo đánh giá khống',
                'verbose_name_plural': 'cảnh báo đánh giá khống',
                'ordering': ['-last', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='RatingTotal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField(help_text='Ngày đầu của tháng đánh giá.', verbose_name='tháng')),
                ('field', models.CharField(blank=True, help_text='Mã lĩnh vực; trống khi không biết.', max_length=20, verbose_name='lĩnh vực')),
                ('procedure', models.CharField(blank=True, help_text='Mã thủ tục; trống khi không biết.', max_length=80, verbose_name='thủ tục')),
                ('questionnaire', models.PositiveSmallIntegerField(help_text='Phiên bản mà người dân đã trả lời.', verbose_name='phiên bản bộ câu hỏi')),
                ('measure', models.CharField(help_text='«overall» là mức chung, còn lại là mã tiêu chí.', max_length=40, verbose_name='số đo')),
                ('count', models.IntegerField(default=0, help_text='Bao nhiêu người đã trả lời.', verbose_name='số đánh giá')),
                ('total', models.IntegerField(default=0, help_text='Tổng các mức từ 1 đến 5.', verbose_name='tổng điểm')),
                ('satisfied', models.IntegerField(default=0, help_text='Bao nhiêu mức từ 4 trở lên.', verbose_name='số hài lòng')),
                ('office', models.ForeignKey(db_index=False, help_text='Đơn vị được đánh giá.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'tổng đánh giá',
                'verbose_name_plural': 'tổng đánh giá',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='PublishedFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('office', models.CharField(blank=True, help_text='Mã đơn vị, gồm cả đơn vị trực thuộc; trống là toàn tỉnh.', max_length=80, verbose_name='đơn vị')),
                ('field', models.CharField(blank=True, help_text='Mã lĩnh vực; trống là mọi lĩnh vực.', max_length=20, verbose_name='lĩnh vực')),
                ('procedure', models.CharField(blank=True, help_text='Mã thủ tục; trống là mọi thủ tục.', max_length=80, verbose_name='thủ tục')),
                ('measure', models.CharField(help_text='«overall» là mức chung, còn lại là mã tiêu chí.', max_length=40, verbose_name='số đo')),
                ('first', models.DateField(help_text='Tháng đầu có đánh giá; đơn vị ít đánh giá được gộp vài tháng.', verbose_name='từ tháng')),
                ('last', models.DateField(help_text='Tháng cuối.', verbose_name='đến tháng')),
                ('count', models.IntegerField(help_text='Từ 5 trở lên.', verbose_name='số đánh giá')),
                ('total', models.IntegerField(help_text='Tổng các mức từ 1 đến 5.', verbose_name='tổng điểm')),
                ('satisfied', models.IntegerField(help_text='Bao nhiêu mức từ 4 trở lên.', verbose_name='số hài lòng')),
                ('release', models.ForeignKey(db_index=False, help_text='Lần công bố có số liệu này.', on_delete=django.db.models.deletion.PROTECT, related_name='figures', to='feedback.satisfactionrelease', verbose_name='lần công bố')),
            ],
            options={
                'verbose_name': 'số liệu hài lòng đã công bố',
                'verbose_name_plural': 'số liệu hài lòng đã công bố',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='FaqVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(help_text='Thứ tự, từ 1.', verbose_name='phiên bản')),
                ('state', models.CharField(choices=[('draft', 'Bản nháp'), ('published', 'Đang công bố'), ('withdrawn', 'Đã gỡ')], help_text='Công bố hay gỡ.', max_length=10, verbose_name='trạng thái')),
                ('question', models.CharField(help_text='Đúng như người dân thấy.', max_length=300, verbose_name='câu hỏi')),
                ('answer', models.TextField(help_text='Đúng như người dân thấy.', max_length=4000, verbose_name='câu trả lời')),
                ('field', models.CharField(blank=True, help_text='Mã lĩnh vực lúc công bố.', max_length=20, verbose_name='lĩnh vực')),
                ('procedures', models.JSONField(blank=True, default=list, help_text='Mã các thủ tục lúc công bố.', verbose_name='thủ tục')),
                ('reason', models.CharField(blank=True, help_text='Vì sao công bố hoặc gỡ.', max_length=300, verbose_name='lý do')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, help_text='Thời điểm công bố hoặc gỡ.', verbose_name='lúc')),
                ('entry', models.ForeignKey(db_index=False, help_text='Câu trả lời được công bố hoặc gỡ.', on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='feedback.faqentry', verbose_name='câu trả lời công khai')),
                ('officer', models.ForeignKey(blank=True, help_text='Ai công bố hoặc gỡ.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='cán bộ')),
            ],
            options={
                'verbose_name': 'phiên bản câu trả lời',
                'verbose_name_plural': 'phiên bản câu trả lời',
                'ordering': ['-pk'],
                'constraints': [models.UniqueConstraint(fields=('entry', 'number'), name='faq_version_number', violation_error_message='Phiên bản này đã có.')],
            },
        ),
        migrations.AddIndex(
            model_name='followup',
            index=models.Index(fields=['office', 'opened_on'], name='follow_up_office_day'),
        ),
        migrations.AddIndex(
            model_name='followup',
            index=models.Index(condition=models.Q(('status__in', ('waiting', 'handled'))), fields=['office', 'due_on', 'id'], name='follow_up_queue'),
        ),
        migrations.AddIndex(
            model_name='followup',
            index=models.Index(condition=models.Q(('status__in', ('waiting', 'handled'))), fields=['due_on', 'id'], name='follow_up_due'),
        ),
        migrations.AddConstraint(
            model_name='followup',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['declined', 'published']), ('ended_on__isnull', False), ('rater', '')), models.Q(('status__in', ('waiting', 'handled', 'asked_back')), ('ended_on__isnull', True)), _connector='OR'), name='follow_up_ended_dated', violation_error_message='Việc xử lý đã kết thúc thì có ngày kết thúc và không còn giữ nơi báo kết quả.'),
        ),
        migrations.AddConstraint(
            model_name='followup',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('due_on__isnull', False), ('status__in', ('waiting', 'handled'))), models.Q(models.Q(('status__in', ('waiting', 'handled')), _negated=True), ('due_on__isnull', True)), _connector='OR'), name='follow_up_due_while_ours', violation_error_message='Hạn có khi và chỉ khi đến lượt đơn vị.'),
        ),
        migrations.AddConstraint(
            model_name='followupevent',
            constraint=models.UniqueConstraint(fields=('follow_up', 'number'), name='follow_up_event_number', violation_error_message='Thứ tự này đã có.'),
        ),
        migrations.AddConstraint(
            model_name='followupmessage',
            constraint=models.UniqueConstraint(fields=('follow_up', 'number'), name='message_of_follow_up', violation_error_message='Thứ tự này đã có.'),
        ),
        migrations.AddIndex(
            model_name='needcount',
            index=models.Index(condition=models.Q(('words', '')), fields=['office', 'week'], name='need_totals'),
        ),
        migrations.AddIndex(
            model_name='needcount',
            index=models.Index(condition=models.Q(('words__gt', '')), fields=['office', 'week', '-questions'], name='need_often'),
        ),
        migrations.AddConstraint(
            model_name='needcount',
            constraint=models.UniqueConstraint(fields=('office', 'week', 'procedure', 'words'), name='need_count_unique', violation_error_message='Đã có.'),
        ),
        migrations.AddIndex(
            model_name='question',
            index=models.Index(fields=['citizen', '-changed_at', '-id'], name='question_of_citizen'),
        ),
        migrations.AddIndex(
            model_name='question',
            index=models.Index(fields=['office', '-changed_at', '-id'], name='question_office_newest'),
        ),
        migrations.AddIndex(
            model_name='question',
            index=models.Index(fields=['-changed_at', '-id'], name='question_newest'),
        ),
        migrations.AddIndex(
            model_name='question',
            index=models.Index(condition=models.Q(('status__in', ('waiting', 'taken'))), fields=['office', 'due_at', 'id'], name='question_queue'),
        ),
        migrations.AddIndex(
            model_name='question',
            index=models.Index(condition=models.Q(('status__in', ('waiting', 'taken'))), fields=['due_at', 'id'], name='question_due'),
        ),
        migrations.AddIndex(
            model_name='question',
            index=models.Index(condition=models.Q(('status', 'asked_back')), fields=['office', '-changed_at', '-id'], name='question_asked_back'),
        ),
        migrations.AddIndex(
            model_name='question',
            index=models.Index(condition=models.Q(('erased_at__isnull', True)), fields=['asked_at'], name='question_with_words'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['answered', 'solved', 'closed', 'merged']), ('ended_at__isnull', False)), models.Q(('status__in', ('waiting', 'taken', 'asked_back')), ('ended_at__isnull', True)), _connector='OR'), name='question_ended_dated', violation_error_message='Câu hỏi đã trả lời hoặc kết thúc thì có thời điểm, chưa thì không.'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['taken', 'asked_back']), _negated=True), ('officer__isnull', False), _connector='OR'), name='question_taken_by_somebody', violation_error_message='Câu hỏi đã được nhận thì có cán bộ trả lời.'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('due_at__isnull', False), ('status__in', ('waiting', 'taken'))), models.Q(models.Q(('status__in', ('waiting', 'taken')), _negated=True), ('due_at__isnull', True)), _connector='OR'), name='question_due_while_ours', violation_error_message='Hạn trả lời có khi và chỉ khi đến lượt cán bộ.'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('merged_into__isnull', False), ('status', 'merged')), models.Q(models.Q(('status', 'merged'), _negated=True), ('merged_into__isnull', True)), _connector='OR'), name='question_merged_somewhere', violation_error_message='Câu hỏi đã gộp thì có câu hỏi nhận gộp.'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(('erased_at__isnull', True), models.Q(('citizen__isnull', True), ('dossier__isnull', True), ('words', '')), _connector='OR'), name='question_erased_is_nobodys', violation_error_message='Câu hỏi đã xoá nội dung thì không còn dẫn tới ai.'),
        ),
        migrations.AddConstraint(
            model_name='questionday',
            constraint=models.UniqueConstraint(fields=('office', 'day'), name='questionday_once', violation_error_message='Đơn vị đã có số liệu của ngày này.'),
        ),
        migrations.AddConstraint(
            model_name='questionmessage',
            constraint=models.CheckConstraint(condition=models.Q(('author', 'officer'), ('officer__isnull', True), _connector='OR'), name='message_of_citizen_by_nobody', violation_error_message='Lời của công dân không do cán bộ ghi.'),
        ),
        migrations.AddIndex(
            model_name='photo',
            index=models.Index(condition=models.Q(('message__isnull', True)), fields=['uploaded_at'], name='photo_unused'),
        ),
        migrations.AddConstraint(
            model_name='photo',
            constraint=models.CheckConstraint(condition=models.Q(('citizen__isnull', False), ('message__isnull', False), _connector='OR'), name='photo_belongs_somewhere', violation_error_message='Ảnh thuộc về công dân đã gửi hoặc tin nhắn.'),
        ),
        migrations.AddIndex(
            model_name='rating',
            index=models.Index(condition=models.Q(('current', True)), fields=['office', 'month', 'id'], name='rating_office_month'),
        ),
        migrations.AddIndex(
            model_name='rating',
            index=models.Index(condition=models.Q(('owner_hash', ''), _negated=True), fields=['owner_hash'], name='rating_owner'),
        ),
        migrations.AddIndex(
            model_name='rating',
            index=models.Index(condition=models.Q(('rater_hash', ''), _negated=True), fields=['rater_hash'], name='rating_rater'),
        ),
        migrations.AddConstraint(
            model_name='rating',
            constraint=models.UniqueConstraint(condition=models.Q(('current', True), models.Q(('rater_hash', ''), _negated=True)), fields=('rater_hash',), name='rating_once', violation_error_message='Mỗi người chỉ có một đánh giá cho một hồ sơ hoặc một lần đến quầy.'),
        ),
        migrations.AddConstraint(
            model_name='rating',
            constraint=models.UniqueConstraint(condition=models.Q(('current', True), models.Q(('dossier_hash', ''), _negated=True)), fields=('dossier_hash',), name='rating_once_for_dossier', violation_error_message='Mỗi hồ sơ chỉ tính một đánh giá.'),
        ),
        migrations.AddConstraint(
            model_name='rating',
            constraint=models.CheckConstraint(condition=models.Q(('left_out', ''), ('current', False), _connector='OR'), name='rating_left_out_is_not_counted', violation_error_message='Đánh giá có lý do không tính thì không được tính.'),
        ),
        migrations.AddConstraint(
            model_name='rating',
            constraint=models.CheckConstraint(condition=models.Q(('overall__gte', 1), ('overall__lte', 5)), name='rating_overall_one_to_five', violation_error_message='Mức hài lòng chung từ 1 đến 5.'),
        ),
        migrations.AddConstraint(
            model_name='rating',
            constraint=models.CheckConstraint(condition=models.Q(('follow_up__isnull', True), ('overall__lte', 2), _connector='OR'), name='rating_followed_up_is_low', violation_error_message='Chỉ đánh giá chưa hài lòng mới có việc xử lý.'),
        ),
        migrations.AddConstraint(
            model_name='rating',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('rater_hash', ''), _negated=True), models.Q(('owner_hash', ''), _negated=True)), models.Q(('dossier_hash', ''), ('key__isnull', True), ('owner_hash', ''), ('rater_hash', ''), ('words', '')), _connector='OR'), name='rating_erased_is_nobodys', violation_error_message='Đánh giá đã xoá thì không còn lời và không còn dấu của ai.'),
        ),
        migrations.AddConstraint(
            model_name='ratingalarm',
            constraint=models.UniqueConstraint(fields=('office', 'rule', 'last'), name='rating_alarm_once', violation_error_message='Đã có cảnh báo này.'),
        ),
        migrations.AddConstraint(
            model_name='ratingalarm',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reviewed_by', None), ('reviewed_on', None), ('verdict', '')), models.Q(models.Q(('verdict', ''), _negated=True), ('reviewed_by__isnull', False), ('reviewed_on__isnull', False)), _connector='OR'), name='rating_alarm_reviewed_whole', violation_error_message='Kết luận phải có người và ngày.'),
        ),
        migrations.AddConstraint(
            model_name='ratingtotal',
            constraint=models.UniqueConstraint(fields=('month', 'office', 'field', 'procedure', 'questionnaire', 'measure'), name='rating_total_once', violation_error_message='Tổng này đã có.'),
        ),
        migrations.AddConstraint(
            model_name='publishedfigure',
            constraint=models.UniqueConstraint(fields=('office', 'field', 'procedure', 'last', 'measure'), name='published_figure_once', violation_error_message='Số liệu này đã được công bố.'),
        ),
        migrations.AddConstraint(
            model_name='publishedfigure',
            constraint=models.CheckConstraint(condition=models.Q(('count__gte', 5)), name='published_figure_of_five', violation_error_message='Chỉ công bố từ 5 đánh giá trở lên.'),
        ),
        forbid_changes("feedback_questionevent"),
        forbid_changes("feedback_faqversion"),
        forbid_updates("feedback_questionmessage", QUESTION_MESSAGE),
        trigram_index("question_words_trigrams", "feedback_question", "words"),
        forbid_changes("feedback_questionnaire"),
        forbid_updates("feedback_rating", RATING),
        forbid_deletes("feedback_rating"),
        forbid_updates("feedback_followup", FOLLOW_UP),
        forbid_deletes("feedback_followup"),
        forbid_updates("feedback_followupmessage", MESSAGE),
        forbid_changes("feedback_followupevent"),
        forbid_changes("feedback_satisfactionrelease"),
        forbid_changes("feedback_publishedfigure"),
        forbid_updates("feedback_ratingalarm", "OLD.verdict <> ''"),
        forbid_deletes("feedback_ratingalarm"),
    ]
