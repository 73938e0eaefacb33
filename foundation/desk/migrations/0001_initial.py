import django.db.models.deletion
import django.utils.timezone
import foundation.records.encryption
from django.conf import settings
from django.db import migrations, models

from foundation.database.initial import InitialMigration
from foundation.records.append_only import forbid_changes, forbid_updates
from foundation.records.trigrams import trigram_index

# The words may only be encrypted again with another key, or go.
NOTE = (
    "NEW.page <> OLD.page OR NEW.key <> OLD.key OR NEW.officer_id <> OLD.officer_id"
    " OR NEW.at <> OLD.at"
)


class Migration(InitialMigration):

    dependencies = [
        ('offices', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ChangeEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, help_text='Thời điểm thay đổi.', verbose_name='thời điểm')),
                ('act', models.CharField(choices=[('added', 'Thêm'), ('changed', 'Thay đổi'), ('deleted', 'Xoá')], help_text='Dòng được thêm, thay đổi hay xoá.', max_length=10, verbose_name='việc')),
                ('what', models.CharField(help_text='Lời của nút bấm, hoặc «Sửa» khi lưu biểu mẫu.', max_length=200, verbose_name='nội dung')),
                ('model', models.CharField(help_text='Loại dòng bị thay đổi, ví dụ «offices.office».', max_length=60, verbose_name='loại dữ liệu')),
                ('key', models.CharField(blank=True, help_text='Mã nội bộ của dòng; trống khi là nhiều dòng.', max_length=100, verbose_name='mã dòng')),
                ('differences', models.JSONField(blank=True, default=list, help_text='Từng ô: trước và sau; ô bí mật chỉ có tên.', verbose_name='khác biệt')),
                ('words', models.TextField(blank=True, editable=False, help_text='Việc và tên các trường, không dấu; không có giá trị nào.', verbose_name='lời để tìm')),
                ('where', models.CharField(choices=[('admin', 'Trang quản trị'), ('command', 'Lệnh vận hành')], help_text='Thay đổi qua đâu.', max_length=10, verbose_name='nơi')),
                ('command', models.CharField(blank=True, help_text='Tên lệnh vận hành, khi là lệnh.', max_length=60, verbose_name='lệnh')),
                ('request_id', models.CharField(blank=True, help_text='Tìm được cùng yêu cầu trong nhật ký máy chủ.', max_length=32, verbose_name='mã yêu cầu')),
                ('office', models.ForeignKey(blank=True, help_text='Nơi công tác của cán bộ vào lúc đó.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='đơn vị')),
                ('officer', models.ForeignKey(blank=True, db_index=False, help_text='Tài khoản đã thay đổi; trống khi là lệnh vận hành.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='cán bộ')),
            ],
            options={
                'verbose_name': 'lượt thay đổi',
                'verbose_name_plural': 'nhật ký thay đổi',
                'ordering': ['-at', '-pk'],
                'indexes': [models.Index(fields=['-at', '-id'], name='change_newest'), models.Index(fields=['officer', '-at', '-id'], name='change_officer'), models.Index(fields=['model', 'key', '-at'], name='change_row')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('command', ''), ('officer__isnull', False)), models.Q(('officer__isnull', True), models.Q(('command', ''), _negated=True)), _connector='OR'), name='change_actor_named', violation_error_message='Lượt thay đổi phải nêu cán bộ hoặc tên lệnh.')],
            },
        ),
        migrations.CreateModel(
            name='SavedView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page', models.CharField(help_text='Danh sách nào, ví dụ «dossiers.dossier».', max_length=60, verbose_name='danh sách')),
                ('name', models.CharField(help_text='Tên do cán bộ đặt.', max_length=40, verbose_name='tên')),
                ('query', models.CharField(help_text='Các bộ lọc và thứ tự; không có lời tìm kiếm.', max_length=500, verbose_name='bộ lọc')),
                ('officer', models.ForeignKey(db_index=False, help_text='Ai đã lưu; xoá khi tài khoản ngừng hoạt động.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='cán bộ')),
            ],
            options={
                'verbose_name': 'chế độ xem đã lưu',
                'verbose_name_plural': 'chế độ xem đã lưu',
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(fields=('officer', 'page', 'name'), name='saved_view_name', violation_error_message='Đã có chế độ xem mang tên này.')],
            },
        ),
        trigram_index("change_words_trigrams", "desk_changeentry", "words"),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page', models.CharField(help_text='Loại dòng, ví dụ «feedback.question».', max_length=60, verbose_name='trang')),
                ('key', models.CharField(help_text='Mã nội bộ của dòng.', max_length=40, verbose_name='mã dòng')),
                ('text', foundation.records.encryption.EncryptedTextField(editable=False, help_text='Được mã hoá khi lưu.', verbose_name='nội dung')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, help_text='Thời điểm ghi.', verbose_name='lúc')),
                ('officer', models.ForeignKey(db_index=False, help_text='Ai đã ghi.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='cán bộ')),
            ],
            options={
                'verbose_name': 'ghi chú nội bộ',
                'verbose_name_plural': 'ghi chú nội bộ',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Mention',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seen_at', models.DateTimeField(blank=True, help_text='Trống khi chưa mở dòng ấy.', null=True, verbose_name='xem lúc')),
                ('officer', models.ForeignKey(db_index=False, help_text='Ai được nhắc.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='cán bộ')),
                ('note', models.ForeignKey(db_index=False, help_text='Ghi chú nhắc đến cán bộ.', on_delete=django.db.models.deletion.CASCADE, related_name='mentions', to='desk.note', verbose_name='ghi chú')),
            ],
            options={
                'verbose_name': 'lượt nhắc',
                'verbose_name_plural': 'lượt nhắc',
            },
        ),
        migrations.CreateModel(
            name='Viewing',
            fields=[
                ('officer', models.OneToOneField(help_text='Ai đang xem.', on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL, verbose_name='cán bộ')),
                ('page', models.CharField(help_text='Loại dòng.', max_length=60, verbose_name='trang')),
                ('key', models.CharField(help_text='Mã nội bộ của dòng.', max_length=40, verbose_name='mã dòng')),
                ('at', models.DateTimeField(help_text='Lần gần nhất trang còn mở; cũ hơn ít phút thì xoá.', verbose_name='lúc')),
            ],
            options={
                'verbose_name': 'đang xem',
                'verbose_name_plural': 'đang xem',
                'indexes': [models.Index(fields=['page', 'key'], name='viewing_row')],
            },
        ),
        migrations.AddIndex(
            model_name='note',
            index=models.Index(fields=['page', 'key', 'id'], name='note_of_row'),
        ),
        migrations.AddIndex(
            model_name='note',
            index=models.Index(fields=['at'], name='note_at'),
        ),
        migrations.AddIndex(
            model_name='mention',
            index=models.Index(condition=models.Q(('seen_at__isnull', True)), fields=['officer', 'note'], name='mention_unseen'),
        ),
        migrations.AddConstraint(
            model_name='mention',
            constraint=models.UniqueConstraint(fields=('note', 'officer'), name='mention_once', violation_error_message='Cán bộ này đã được nhắc.'),
        ),
        forbid_changes("desk_changeentry", deletable_after=730),
        forbid_updates("desk_note", NOTE),
    ]
