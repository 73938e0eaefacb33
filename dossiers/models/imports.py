"""Files that officers load, their rows, and what is wrong with the rows."""

from django.db import models
from django.db.models import F, Q

from foundation.records.encryption import EncryptedTextField
from foundation.records.keys import foreign_key, user_key
from offices.models import Office


class DossierImport(models.Model):
    """One file, from its upload to the end. Only its rows are kept, encrypted, and for a while.

    `headers` are the columns as written; `keys` what each one holds (`dossiers.importing.columns`;
    null if nobody said). `next_block` is where checking or writing continues: it moves in the
    transaction that processes a block.
    """

    class State(models.TextChoices):
        """How far the import is."""

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
    office = foreign_key(Office, "đơn vị mặc định", "Của dòng không ghi đơn vị xử lý.", null=True)
    started_by = user_key("cán bộ", "Trống khi do lệnh nhập.", null=True, blank=False)
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
    planned = models.JSONField(
        "dòng sẽ ghi",
        default=dict,
        help_text="Vị trí trong tệp của những dòng đầu sẽ được ghi; trống khi đã ghi.",
    )
    created = models.PositiveIntegerField("thêm mới", default=0, help_text="Số hồ sơ mới.")
    moved = models.PositiveIntegerField(
        "cập nhật", default=0, help_text="Số hồ sơ chuyển trạng thái hoặc thêm thông tin."
    )
    unchanged = models.PositiveIntegerField(
        "không đổi", default=0, help_text="Số dòng đã đúng như hệ thống."
    )
    conflicts = models.PositiveIntegerField(
        "chưa khớp", default=0, help_text="Số dòng trái với điều đã biết."
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
    """A thousand rows of a file, encrypted because they hold names and phone numbers.

    Deleted some days after the import.
    """

    batch = foreign_key(
        DossierImport,
        "lần nhập",
        "Thuộc lần nhập nào.",
        related_name="blocks",
        on_delete=models.CASCADE,
        db_index=False,
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
    """A row that was refused, and why. The text repeats nothing personal."""

    batch = foreign_key(
        DossierImport,
        "lần nhập",
        "Thuộc lần nhập nào.",
        related_name="faults",
        on_delete=models.CASCADE,
        db_index=False,
    )
    row = models.PositiveIntegerField("dòng", help_text="Dòng trong tệp, dòng đầu là 1.")
    column = models.CharField(
        "cột", max_length=120, blank=True, help_text="Tiêu đề cột; trống khi là cả dòng."
    )
    code = models.CharField("mã lỗi", max_length=40, help_text="Loại lỗi.")
    text = models.CharField("lỗi", max_length=500, help_text="Vì sao không nhận.")
    conflict = models.BooleanField(
        "chưa khớp", default=False, help_text="Dòng trái với điều đã biết, không phải dòng lỗi."
    )

    class Meta:
        verbose_name = "dòng lỗi"
        verbose_name_plural = "dòng lỗi"
        ordering = ["row", "pk"]
        indexes = [models.Index(fields=["batch", "row"], name="import_fault_of_batch")]

    def __str__(self) -> str:
        return f"Dòng {self.row}: {self.text}"
