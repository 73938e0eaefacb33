"""The log of changes, officers' own views, notes, who looks at what, sent forms and drafts."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from foundation.records.append_only import Expiring
from foundation.records.encryption import EncryptedTextField
from foundation.records.wording import show_moment


class ChangeEntry(Expiring):
    """One change by an officer or a command, with the values before and after.

    Of secrets and personal fields only the names are kept: an entry says nothing about a citizen,
    so it survives an erasure.
    """

    MAX_WHAT = 200
    # The table's triggers keep entries so long, whatever the settings say. The migration has the
    # same number.
    MINIMUM_DAYS = 730

    class Act(models.TextChoices):
        """What happened to the row."""

        ADDED = "added", "Thêm"
        CHANGED = "changed", "Thay đổi"
        DELETED = "deleted", "Xoá"

    class Where(models.TextChoices):
        """From where the change was made."""

        ADMIN = "admin", "Trang quản trị"
        COMMAND = "command", "Lệnh vận hành"

    at = models.DateTimeField("thời điểm", default=timezone.now, help_text="Thời điểm thay đổi.")
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="cán bộ",
        related_name="+",
        null=True,
        blank=True,
        db_index=False,
        help_text="Tài khoản đã thay đổi; trống khi là lệnh vận hành.",
    )
    office = models.ForeignKey(
        settings.OFFICE_MODEL,
        models.PROTECT,
        verbose_name="đơn vị",
        related_name="+",
        null=True,
        blank=True,
        help_text="Nơi công tác của cán bộ vào lúc đó.",
    )
    act = models.CharField(
        "việc", max_length=10, choices=Act.choices, help_text="Dòng được thêm, thay đổi hay xoá."
    )
    what = models.CharField(
        "nội dung", max_length=MAX_WHAT, help_text="Lời của nút bấm, hoặc «Sửa» khi lưu biểu mẫu."
    )
    model = models.CharField(
        "loại dữ liệu", max_length=60, help_text="Loại dòng bị thay đổi, ví dụ «offices.office»."
    )
    key = models.CharField(
        "mã dòng",
        max_length=200,
        blank=True,
        help_text="Mã nội bộ của dòng; trống khi là nhiều dòng.",
    )
    differences = models.JSONField(
        "khác biệt",
        default=list,
        blank=True,
        help_text="Từng ô: trước và sau; ô bí mật chỉ có tên.",
    )
    words = models.TextField(
        "lời để tìm",
        blank=True,
        editable=False,
        help_text="Việc và tên các trường, không dấu; không có giá trị nào.",
    )
    where = models.CharField(
        "nơi", max_length=10, choices=Where.choices, help_text="Thay đổi qua đâu."
    )
    command = models.CharField(
        "lệnh", max_length=60, blank=True, help_text="Tên lệnh vận hành, khi là lệnh."
    )
    request_id = models.CharField(
        "mã yêu cầu",
        max_length=32,
        blank=True,
        help_text="Tìm được cùng yêu cầu trong nhật ký máy chủ.",
    )

    class Meta:
        verbose_name = "lượt thay đổi"
        verbose_name_plural = "nhật ký thay đổi"
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["-at", "-id"], name="change_newest"),
            models.Index(fields=["officer", "-at", "-id"], name="change_officer"),
            models.Index(fields=["model", "key", "-at"], name="change_row"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(officer__isnull=False, command="")
                | (Q(officer__isnull=True) & ~Q(command="")),
                name="change_actor_named",
                violation_error_message="Lượt thay đổi phải nêu cán bộ hoặc tên lệnh.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.what} – {show_moment(self.at)}"


class SavedView(models.Model):
    """A list under filters that an officer chose and named. Only that officer sees it.

    It holds filters and an order, never what was searched for, so it says nothing about a citizen.
    """

    MOST = 12  # of one officer for one list
    MAX_NAME, MAX_QUERY = 40, 500

    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="cán bộ",
        related_name="+",
        db_index=False,  # saved_view_name begins with it
        help_text="Ai đã lưu; xoá khi tài khoản ngừng hoạt động.",
    )
    page = models.CharField(
        "danh sách", max_length=60, help_text="Danh sách nào, ví dụ «dossiers.dossier»."
    )
    name = models.CharField("tên", max_length=MAX_NAME, help_text="Tên do cán bộ đặt.")
    query = models.CharField(
        "bộ lọc", max_length=MAX_QUERY, help_text="Các bộ lọc và thứ tự; không có lời tìm kiếm."
    )

    class Meta:
        verbose_name = "chế độ xem đã lưu"
        verbose_name_plural = "chế độ xem đã lưu"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "page", "name"],
                name="saved_view_name",
                violation_error_message="Đã có chế độ xem mang tên này.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Note(models.Model):
    """What an officer tells colleagues about a row of a work list.

    It stands in a table of its own, which nothing that citizens read ever asks. Words may name a
    citizen: they are encrypted, and go with the citizen's own.
    """

    MAX_TEXT = 1000

    page = models.CharField(
        "trang", max_length=60, help_text="Loại dòng, ví dụ «feedback.question»."
    )
    key = models.CharField("mã dòng", max_length=40, help_text="Mã nội bộ của dòng.")
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="cán bộ",
        related_name="+",
        db_index=False,  # nobody asks for what one officer said
        help_text="Ai đã ghi.",
    )
    text = EncryptedTextField("nội dung", editable=False, help_text="Được mã hoá khi lưu.")
    at = models.DateTimeField("lúc", default=timezone.now, help_text="Thời điểm ghi.")

    class Meta:
        verbose_name = "ghi chú nội bộ"
        verbose_name_plural = "ghi chú nội bộ"
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["page", "key", "id"], name="note_of_row"),
            models.Index(fields=["at"], name="note_at"),
        ]

    def __str__(self) -> str:
        """Name nobody."""
        return f"Ghi chú {self.pk}"


class Mention(models.Model):
    """A colleague whom a note asks to look at the row."""

    note = models.ForeignKey(
        Note,
        models.CASCADE,
        verbose_name="ghi chú",
        related_name="mentions",
        db_index=False,  # mention_once begins with it
        help_text="Ghi chú nhắc đến cán bộ.",
    )
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="cán bộ",
        related_name="+",
        db_index=False,  # mention_unseen begins with it
        help_text="Ai được nhắc.",
    )
    seen_at = models.DateTimeField(
        "xem lúc", null=True, blank=True, help_text="Trống khi chưa mở dòng ấy."
    )

    class Meta:
        verbose_name = "lượt nhắc"
        verbose_name_plural = "lượt nhắc"
        indexes = [
            models.Index(
                fields=["officer", "note"], condition=Q(seen_at__isnull=True), name="mention_unseen"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["note", "officer"],
                name="mention_once",
                violation_error_message="Cán bộ này đã được nhắc.",
            ),
        ]

    def __str__(self) -> str:
        """Name nobody."""
        return f"Lượt nhắc {self.pk}"


class Viewing(models.Model):
    """The row that an officer has on the screen: one for each officer, short-lived."""

    officer = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="cán bộ",
        primary_key=True,
        related_name="+",
        help_text="Ai đang xem.",
    )
    page = models.CharField("trang", max_length=60, help_text="Loại dòng.")
    key = models.CharField("mã dòng", max_length=40, help_text="Mã nội bộ của dòng.")
    at = models.DateTimeField("lúc", help_text="Lần gần nhất trang còn mở; cũ hơn ít phút thì xoá.")

    class Meta:
        verbose_name = "đang xem"
        verbose_name_plural = "đang xem"
        indexes = [models.Index(fields=["page", "key"], name="viewing_row")]

    def __str__(self) -> str:
        """Name nobody."""
        return f"Đang xem {self.page}"


class SentForm(models.Model):
    """A form that an officer sent and the service took, so that it acts once; kept a few days.

    It holds no word of the form: a hash of it, and where the answer led.
    """

    MAX_DRAFT = 40

    fingerprint = models.CharField(
        "dấu của biểu mẫu",
        max_length=64,
        primary_key=True,
        help_text="SHA-256 của người gửi, địa chỉ, mã của trang và nội dung.",
    )
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="cán bộ",
        related_name="+",
        db_index=False,  # sent_form_draft begins with it
        help_text="Ai đã gửi.",
    )
    draft = models.CharField(
        "mã bản nháp",
        max_length=MAX_DRAFT,
        blank=True,
        help_text="Mã ngẫu nhiên của bản đang viết trong trình duyệt.",
    )
    address = EncryptedTextField(
        "trang trả lời", blank=True, editable=False, help_text="Nơi cán bộ được đưa tới; mã hoá."
    )
    at = models.DateTimeField("lúc", default=timezone.now, help_text="Thời điểm nhận.")

    class Meta:
        verbose_name = "biểu mẫu đã nhận"
        verbose_name_plural = "biểu mẫu đã nhận"
        indexes = [
            models.Index(fields=["officer", "draft"], name="sent_form_draft"),
            models.Index(fields=["at"], name="sent_form_at"),
        ]

    def __str__(self) -> str:
        """Name nobody."""
        return f"Biểu mẫu lúc {show_moment(self.at)}"


class Draft(models.Model):
    """What an officer has typed into a form that was not taken yet. Only that officer sees it."""

    MAX_MARK = 40

    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="cán bộ",
        related_name="+",
        db_index=False,  # draft_of_form begins with it
        help_text="Ai đang viết; xoá khi tài khoản ngừng hoạt động.",
    )
    page = models.CharField(
        "trang", max_length=60, help_text="Loại dòng, ví dụ «feedback.question»."
    )
    key = models.CharField(
        "mã dòng", max_length=200, blank=True, help_text="Mã nội bộ của dòng; trống khi thêm mới."
    )
    form = models.CharField("biểu mẫu", max_length=100, help_text="Tên địa chỉ của biểu mẫu.")
    words = EncryptedTextField("nội dung", editable=False, help_text="Được mã hoá khi lưu.")
    mark = models.CharField(
        "mã bản nháp", max_length=MAX_MARK, blank=True, help_text="Mã ngẫu nhiên của trình duyệt."
    )
    at = models.DateTimeField("lúc", default=timezone.now, help_text="Lần gõ gần nhất.")

    class Meta:
        verbose_name = "bản đang viết"
        verbose_name_plural = "bản đang viết"
        indexes = [
            models.Index(fields=["page", "key"], name="draft_of_row"),
            models.Index(fields=["at"], name="draft_at"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "page", "key", "form"],
                name="draft_of_form",
                violation_error_message="Đã có bản đang viết của biểu mẫu này.",
            ),
        ]

    def __str__(self) -> str:
        """Name nobody."""
        return f"Bản đang viết lúc {show_moment(self.at)}"
