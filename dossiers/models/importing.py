"""Files that officers load, what is wrong with them, what contradicts us.

And the names that were mapped once.
"""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q

from dossiers.models.dossier import Dossier
from foundation.records.encryption import EncryptedTextField
from offices.models import Office


class DossierImport(models.Model):
    """One file, from its upload to the end.

    Its rows are kept encrypted in blocks, for a while; nothing else of it is.

    `headers` are the columns as written, `keys` what each holds (`dossiers.importing.columns`;
    null: nobody said). `next_block` is where checking or applying goes on: it moves in the
    transaction that carries a block out.
    """

    class State(models.TextChoices):
        """How far it is."""

        MAPPING = "mapping", "Chờ khai báo cột"
        CHECKING = "checking", "Đang kiểm tra"
        READY = "ready", "Đã kiểm tra, chờ ghi"
        APPLYING = "applying", "Đang ghi"
        DONE = "done", "Đã ghi xong"
        CANCELLED = "cancelled", "Đã huỷ"

    file_name = models.CharField(
        "tên tệp", max_length=200, help_text="Tên mà máy của cán bộ gửi lên."
    )
    digest = models.CharField(
        "dấu của tệp", max_length=64, db_index=True, help_text="SHA-256: cùng tệp thì cùng dấu."
    )
    sheet = models.CharField(
        "trang tính", max_length=100, blank=True, help_text="Trang có hồ sơ; trống với tệp CSV."
    )
    epoch_1904 = models.BooleanField(
        "ngày tính từ 1904", default=False, help_text="Tệp Excel đếm ngày từ năm 1904."
    )
    headers = models.JSONField("tiêu đề", default=list, help_text="Các cột như trong tệp.")
    keys = models.JSONField(
        "ý nghĩa các cột", default=list, help_text="Mỗi cột là gì; null khi chưa khai báo."
    )
    as_of = models.DateTimeField(
        "dữ liệu đến lúc", help_text="Lúc tệp được xuất; thay đổi sau lúc này không bị tệp ghi đè."
    )
    office = models.ForeignKey(
        Office, models.PROTECT, verbose_name="đơn vị mặc định", null=True, blank=True, related_name="+",
        help_text="Của dòng không ghi đơn vị xử lý.",
    )  # fmt: skip
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="cán bộ",
        null=True,
        related_name="+",
        help_text="Trống khi do lệnh nhập.",
    )
    state = models.CharField(
        "tình trạng",
        max_length=10,
        choices=State,
        default=State.MAPPING,
        help_text="Đã đến bước nào.",
    )
    total_rows = models.PositiveIntegerField("số dòng", default=0, help_text="Số hồ sơ trong tệp.")
    blocks_count = models.PositiveIntegerField(
        "số phần", default=0, help_text="Tệp được xử lý theo từng phần."
    )
    next_block = models.PositiveIntegerField(
        "phần tiếp theo", default=0, help_text="Các phần trước đã xong."
    )
    repeated = models.JSONField(
        "dòng trùng",
        default=dict,
        help_text="Dòng có mã của dòng khác trong tệp, và vì sao không nhận.",
    )
    created = models.PositiveIntegerField("thêm mới", default=0, help_text="Số hồ sơ mới.")
    moved = models.PositiveIntegerField(
        "cập nhật", default=0, help_text="Số hồ sơ chuyển trạng thái hoặc thêm thông tin."
    )
    unchanged = models.PositiveIntegerField(
        "không đổi", default=0, help_text="Số dòng đã đúng như hệ thống."
    )
    conflicts = models.PositiveIntegerField(
        "mâu thuẫn", default=0, help_text="Số dòng trái với điều đã biết."
    )
    refused = models.PositiveIntegerField(
        "dòng lỗi", default=0, help_text="Số dòng không nhận được."
    )
    started_at = models.DateTimeField("gửi lên lúc", help_text="Lúc cán bộ gửi tệp.")
    finished_at = models.DateTimeField(
        "xong lúc", null=True, blank=True, help_text="Lúc ghi xong hoặc huỷ."
    )

    class Meta:
        verbose_name = "lần nhập hồ sơ"
        verbose_name_plural = "lần nhập hồ sơ"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(next_block__lte=F("blocks_count")),
                name="import_block_within",
                violation_error_message="Phần tiếp theo vượt quá số phần.",
            ),
        ]

    def __str__(self) -> str:
        return f"Lần nhập {self.pk}"

    @property
    def done_share(self) -> int:
        """How much of the present step is done, in percent."""
        return 100 * self.next_block // self.blocks_count if self.blocks_count else 100


class ImportBlock(models.Model):
    """A thousand rows of a file, encrypted: they hold names and phone numbers.

    Deleted some days after the import.
    """

    batch = models.ForeignKey(
        DossierImport,
        models.CASCADE,
        verbose_name="lần nhập",
        related_name="blocks",
        db_index=False,
        help_text="Thuộc lần nhập nào.",
    )
    number = models.PositiveIntegerField("phần", help_text="Thứ tự trong tệp, từ 0.")
    content = EncryptedTextField("nội dung", editable=False, help_text="Các dòng, nén và mã hoá.")

    class Meta:
        verbose_name = "phần của tệp nhập"
        verbose_name_plural = "phần của tệp nhập"
        ordering = ["batch", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "number"],
                name="import_block_unique",
                violation_error_message="Phần này đã có.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id} – {self.number}"


class ImportFault(models.Model):
    """A row that is not taken, and why. The text repeats nothing personal."""

    batch = models.ForeignKey(
        DossierImport,
        models.CASCADE,
        verbose_name="lần nhập",
        related_name="faults",
        db_index=False,
        help_text="Thuộc lần nhập nào.",
    )
    row = models.PositiveIntegerField("dòng", help_text="Dòng trong tệp, dòng đầu là 1.")
    column = models.CharField(
        "cột", max_length=120, blank=True, help_text="Tiêu đề cột; trống khi là cả dòng."
    )
    code = models.CharField("mã lỗi", max_length=40, help_text="Loại lỗi.")
    text = models.CharField("lỗi", max_length=500, help_text="Vì sao không nhận.")
    conflict = models.BooleanField(
        "mâu thuẫn", default=False, help_text="Dòng trái với điều đã biết, không phải dòng lỗi."
    )

    class Meta:
        verbose_name = "dòng lỗi"
        verbose_name_plural = "dòng lỗi"
        ordering = ["row", "pk"]
        indexes = [models.Index(fields=["batch", "row"], name="import_fault_of_batch")]

    def __str__(self) -> str:
        return f"Dòng {self.row}: {self.text}"


class ImportConflict(models.Model):
    """What a file or the connector says against what we know.

    An officer settles it; until then nothing changes.

    `differences` are {"key", "title", "known", "said"}, without the values of personal columns.
    `row` is the whole row, encrypted, for the one who accepts it. `mark` stands for what is said:
    the same thing said again adds nothing.
    """

    class State(models.TextChoices):
        """Whether somebody has decided."""

        OPEN = "open", "Chờ quyết định"
        ACCEPTED = "accepted", "Lấy theo tệp"
        REJECTED = "rejected", "Giữ như hệ thống"

    dossier = models.ForeignKey(
        Dossier,
        models.PROTECT,
        verbose_name="hồ sơ",
        related_name="conflicts",
        db_index=False,
        help_text="Hồ sơ có mâu thuẫn.",
    )
    batch = models.ForeignKey(
        DossierImport,
        models.SET_NULL,
        verbose_name="lần nhập",
        null=True,
        related_name="+",
        help_text="Trống khi do hệ thống kết nối.",
    )
    row_number = models.PositiveIntegerField(
        "dòng", default=0, help_text="Dòng trong tệp; 0 khi do hệ thống kết nối."
    )
    mark = models.CharField(
        "dấu nội dung",
        max_length=64,
        editable=False,
        help_text="Để cùng một mâu thuẫn không ghi hai lần.",
    )
    differences = models.JSONField(
        "khác nhau", encoder=DjangoJSONEncoder, help_text="Điều đã biết và điều tệp nói."
    )
    row = EncryptedTextField(
        "dòng của tệp",
        editable=False,
        blank=True,
        help_text="Được mã hoá khi lưu; xoá khi đã quyết định.",
    )
    state = models.CharField(
        "quyết định",
        max_length=8,
        choices=State,
        default=State.OPEN,
        help_text="Cán bộ đã quyết định chưa.",
    )
    note = models.CharField(
        "lý do quyết định", max_length=500, blank=True, help_text="Cán bộ ghi khi quyết định."
    )
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="người quyết định",
        null=True,
        related_name="+",
        help_text="Ai quyết định.",
    )
    settled_at = models.DateTimeField("quyết định lúc", null=True, help_text="Lúc quyết định.")
    at = models.DateTimeField("lúc", help_text="Lúc phát hiện.")

    class Meta:
        verbose_name = "mâu thuẫn khi nhập"
        verbose_name_plural = "mâu thuẫn khi nhập"
        ordering = ["-pk"]
        permissions = (("settle_conflict", "Được quyết định mâu thuẫn khi nhập hồ sơ"),)
        indexes = [models.Index(fields=["-id"], condition=Q(state="open"), name="conflict_open")]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "mark"],
                name="conflict_unique",
                violation_error_message="Mâu thuẫn này đã ghi.",
            ),
            models.CheckConstraint(
                condition=Q(state="open", settled_at__isnull=True)
                | (~Q(state="open") & Q(settled_at__isnull=False, row="")),
                name="conflict_settled",
                violation_error_message="Mâu thuẫn đã quyết định thì có lúc quyết định và không "
                "giữ dòng của tệp.",
            ),
        ]

    def __str__(self) -> str:
        return f"Mâu thuẫn {self.pk}"


class ColumnName(models.Model):
    """A header that an officer mapped once; later files with it need no mapping."""

    folded = models.CharField(
        "tiêu đề không dấu",
        max_length=120,
        primary_key=True,
        help_text="Không dấu, không cách, để so sánh.",
    )
    written = models.CharField("tiêu đề", max_length=120, help_text="Như trong tệp.")
    key = models.CharField(
        "là cột", max_length=20, help_text="Cột của hồ sơ, hoặc «ignored» để bỏ qua."
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="cán bộ",
        null=True,
        related_name="+",
        help_text="Ai khai báo.",
    )
    at = models.DateTimeField("lúc", help_text="Lần khai báo gần nhất.")

    class Meta:
        verbose_name = "tên cột đã khai báo"
        verbose_name_plural = "tên cột đã khai báo"
        ordering = ["folded"]

    def __str__(self) -> str:
        return self.written


class OfficeName(models.Model):
    """What other systems call an office; mapped once."""

    folded = models.CharField(
        "tên không dấu", max_length=200, primary_key=True, help_text="Không dấu, để so sánh."
    )
    written = models.CharField("tên trong tệp", max_length=200, help_text="Như hệ thống khác ghi.")
    office = models.ForeignKey(
        Office,
        models.PROTECT,
        verbose_name="đơn vị",
        related_name="+",
        help_text="Đơn vị mang tên này.",
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="cán bộ",
        null=True,
        related_name="+",
        help_text="Ai khai báo.",
    )
    at = models.DateTimeField("lúc", help_text="Lần khai báo gần nhất.")

    class Meta:
        verbose_name = "tên đơn vị đã khai báo"
        verbose_name_plural = "tên đơn vị đã khai báo"
        ordering = ["folded"]

    def __str__(self) -> str:
        return self.written
