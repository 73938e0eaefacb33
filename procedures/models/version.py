"""What was published and what was edited: rows that are written once and never changed."""

from django.db import models

from foundation.records.append_only import AppendOnly
from foundation.records.keys import foreign_key, user_key
from foundation.records.wording import show_moment
from procedures.choices import State
from procedures.models.procedure import Procedure


class ProcedureVersion(AppendOnly):
    """One publication or withdrawal: what citizens get, who decided, when and why."""

    procedure = foreign_key(Procedure, "thủ tục", "Thủ tục được công bố.", related_name="versions")
    number = models.PositiveIntegerField("phiên bản", help_text="Tăng dần trong mỗi thủ tục.")
    state = models.CharField("loại", max_length=10, choices=State, help_text="Công bố hay gỡ.")
    document = models.TextField(
        "nội dung", help_text="JSON mà người dân nhận được vào ngày công bố."
    )
    fees = models.JSONField(
        "phí theo ngày",
        default=dict,
        help_text="Mọi mức thu, miễn, giảm có ngày vào lúc công bố; ngày nào thì tính ngày ấy.",
    )
    forms = models.JSONField(
        "biểu mẫu theo ngày",
        default=list,
        help_text="Mọi biểu mẫu, cả mẫu thay thế, vào lúc công bố; ngày nào thì hiện mẫu ngày ấy.",
    )
    translations = models.JSONField(
        "bản dịch",
        default=dict,
        help_text="Bản dịch vào lúc công bố, theo ngôn ngữ, kèm câu gốc của từng câu.",
    )
    card = models.TextField("thẻ", help_text="JSON trong danh sách kết quả.")
    search_entry = models.JSONField(
        "dữ liệu tìm kiếm", help_text="Tên, từ khoá, mã và giá trị lọc."
    )
    etag = models.CharField("dấu nội dung", max_length=40, help_text="ETag của nội dung.")
    published_at = models.DateTimeField("lúc", help_text="Thời điểm công bố.")
    published_by = user_key(
        "người công bố", "Trống nếu do lệnh nhập dữ liệu.", null=True, blank=False
    )
    reason = models.CharField("lý do", max_length=300, help_text="Vì sao công bố hoặc gỡ.")

    class Meta:
        verbose_name = "phiên bản"
        verbose_name_plural = "phiên bản"
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(
                fields=["procedure", "number"],
                name="version_number_unique",
                violation_error_message="Phiên bản này đã có.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.procedure}, phiên bản {self.number}"


class DraftEdit(AppendOnly):
    """One saved state of a draft with its parts, for comparison by officers."""

    procedure = foreign_key(Procedure, "thủ tục", "Thủ tục được sửa.", related_name="edits")
    draft = models.JSONField("bản nháp", help_text="Toàn bộ bản nháp sau khi lưu.")
    saved_at = models.DateTimeField("lúc", help_text="Thời điểm lưu.")
    saved_by = user_key("người sửa", "Trống nếu do lệnh nhập dữ liệu.", null=True, blank=False)

    class Meta:
        verbose_name = "lần sửa"
        verbose_name_plural = "lần sửa"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.procedure_id} – {show_moment(self.saved_at)}"
