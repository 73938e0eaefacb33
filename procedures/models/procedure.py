"""A procedure as officers edit it: the draft. Citizens get versions rendered from it."""

from django.db import models

from foundation.records.fields import LinesField
from foundation.records.keys import foreign_key
from offices.models import Field
from procedures.choices import FeeStatus, OnlineLevel, Scope, State, Trust
from procedures.validators import (
    validate_applicant_types,
    validate_code,
    validate_codes,
    validate_levels,
    validate_slug,
)


class Procedure(models.Model):
    """Thủ tục hành chính, with the parts listed in NĐ 63/2010 Đ8k2."""

    id = models.CharField(
        "định danh",
        max_length=60,
        primary_key=True,
        validators=[validate_slug],
        help_text="Định danh cố định, không đổi khi mã quốc gia đổi, ví dụ tthc-1-001456.",
    )
    code = models.CharField(
        "mã quốc gia",
        max_length=40,
        blank=True,
        default="",
        validators=[validate_code],
        help_text="Mã trên Cơ sở dữ liệu quốc gia về thủ tục hành chính; để trống nếu chưa công "
        "bố.",
    )
    former_codes = LinesField(
        "mã cũ",
        validators=[validate_codes],
        help_text="Các mã quốc gia trước đây, mỗi dòng một mã.",
    )
    name = models.CharField(
        "tên thủ tục", max_length=1000, help_text="Tên chính thức trên Cổng Dịch vụ công quốc gia."
    )
    current_name = models.CharField(
        "tên mới",
        max_length=1000,
        blank=True,
        help_text="Tên theo quyết định công bố mới hơn, nếu khác tên chính thức.",
    )
    short_name = models.CharField(
        "tên gọn", max_length=200, help_text="Tên dễ hiểu để hiển thị trong kết quả tìm kiếm."
    )
    field = foreign_key(Field, "lĩnh vực", "Lĩnh vực của thủ tục.", related_name="procedures")
    levels = models.JSONField(
        "cấp thực hiện",
        default=list,
        validators=[validate_levels],
        help_text="Cấp công an tiếp nhận hồ sơ.",
    )
    scope = models.CharField(
        "phạm vi",
        max_length=10,
        choices=Scope,
        default=Scope.LOCAL,
        help_text="Địa phương có tiếp nhận thủ tục này không.",
    )
    implementing_agency = models.CharField(
        "cơ quan thực hiện", max_length=500, blank=True, help_text="Nơi nộp hồ sơ."
    )
    deciding_agency = models.CharField(
        "cơ quan quyết định",
        max_length=500,
        blank=True,
        help_text="Cơ quan có thẩm quyền giải quyết.",
    )
    applicants = LinesField(
        "đối tượng thực hiện", help_text="Ai được nộp hồ sơ, mỗi dòng một đối tượng."
    )
    applicant_types = models.JSONField(
        "nhóm đối tượng",
        default=list,
        blank=True,
        validators=[validate_applicant_types],
        help_text="Dùng để lọc kết quả.",
    )
    online_level = models.CharField(
        "mức độ trực tuyến",
        max_length=10,
        choices=OnlineLevel,
        blank=True,
        help_text="Để trống nếu chưa rõ hoặc không có.",
    )
    online_note = models.CharField(
        "lý do chưa toàn trình",
        max_length=500,
        blank=True,
        help_text="Bắt buộc khi dịch vụ công trực tuyến là một phần.",
    )
    document_sets = models.PositiveSmallIntegerField(
        "số bộ hồ sơ", null=True, blank=True, help_text="Để trống nếu nguồn không nêu."
    )
    results = LinesField("kết quả", help_text="Kết quả giải quyết, mỗi dòng một kết quả.")
    conditions = LinesField("yêu cầu, điều kiện", help_text="Mỗi dòng một điều kiện.")
    same_day_cutoff = models.BooleanField(
        "nhận sau 15 giờ trả hôm sau",
        default=False,
        help_text="Chỉ cho thủ tục giải quyết trong ngày mà quy định nêu rõ mốc 15 giờ.",
    )
    fee_status = models.CharField(
        "mức độ tin cậy của phí, lệ phí",
        max_length=24,
        choices=FeeStatus,
        default=FeeStatus.UNVERIFIED,
        help_text="Chỉ «miễn phí» và «đã xác định» được hiển thị là mức chính thức.",
    )
    trust = models.CharField(
        "mức độ tin cậy",
        max_length=16,
        choices=Trust,
        default=Trust.NEEDS_RECHECK,
        help_text="Nội dung này còn đúng không.",
    )
    applicability_note = models.CharField(
        "ghi chú áp dụng", max_length=500, blank=True, help_text="Khi chỉ áp dụng ở một số nơi."
    )
    public_doubt = models.CharField(
        "điều người dân nên biết",
        max_length=300,
        blank=True,
        help_text="Một câu dễ hiểu khi nội dung còn chỗ chưa chắc và người dân cần biết điều đó.",
    )
    doubts = LinesField(
        "điểm cần xác minh",
        help_text="Cho cán bộ, không hiện cho người dân: chỗ nguồn mâu thuẫn hoặc chưa chắc, mỗi "
        "dòng một điểm. Còn dòng nào thì thủ tục còn trong danh sách cần kiểm tra lại.",
    )
    official_sources = models.PositiveSmallIntegerField(
        "số nguồn chính thức", default=0, help_text="Bao nhiêu nguồn chính thức khớp nhau."
    )
    as_of = models.DateField(
        "dữ liệu tính đến", help_text="Ngày của nguồn mới nhất mà nội dung dựa vào."
    )
    listed_on_ministry_portal = models.DateField(
        "còn trên cổng Bộ Công an",
        null=True,
        blank=True,
        help_text="Ngày gần nhất thấy thủ tục trên cổng của Bộ.",
    )
    publication_decision = models.CharField(
        "quyết định công bố", max_length=60, blank=True, help_text="Số quyết định công bố thủ tục."
    )
    effective_from = models.DateField(
        "có hiệu lực từ", null=True, blank=True, help_text="Để trống nếu nguồn không nêu."
    )
    effective_to = models.DateField(
        "hết hiệu lực", null=True, blank=True, help_text="Để trống nếu còn hiệu lực."
    )
    closed_from = models.DateField(
        "dừng từ",
        null=True,
        blank=True,
        help_text="Ngày đầu tiên không còn nhận hồ sơ; để trống nếu đang nhận.",
    )
    closed_to = models.DateField(
        "dừng đến hết",
        null=True,
        blank=True,
        help_text="Ngày cuối cùng còn dừng, theo văn bản; để trống nếu bãi bỏ hẳn.",
    )
    closed_note = models.CharField(
        "vì sao dừng, làm gì thay",
        max_length=500,
        blank=True,
        db_default="",
        default="",
        help_text="Câu cho người dân: văn bản nào bỏ, nay làm thế nào.",
    )
    receiving_field = models.CharField(
        "nộp ở đơn vị của lĩnh vực",
        max_length=40,
        blank=True,
        db_default="",
        default="",
        help_text="Mã lĩnh vực; chỉ ghi khi đơn vị của lĩnh vực khác tiếp nhận.",
    )
    keywords = LinesField("từ khoá", help_text="Cách người dân gọi thủ tục này, mỗi dòng một cách.")
    state = models.CharField(
        "trạng thái",
        max_length=10,
        choices=State,
        default=State.DRAFT,
        editable=False,
        help_text="Do việc công bố đặt.",
    )
    superseded_by = foreign_key(
        "self",
        "thay thế bởi",
        "Thủ tục mới thay cho thủ tục này.",
        null=True,
        related_name="supersedes",
    )
    folded = models.TextField(
        "chữ để tìm",
        editable=False,
        blank=True,
        help_text="Tên, mã và từ khoá không dấu; dùng trong quản trị.",
    )
    differs = models.BooleanField(
        "khác bản công bố",
        null=True,
        editable=False,
        help_text="Công bố thì người dân thấy nội dung khác. Trống: chưa so lại từ lần sửa cuối.",
    )
    imported = models.CharField(
        "dấu vết lần nhập",
        max_length=64,
        editable=False,
        blank=True,
        help_text="Dấu của bản nháp ngay sau lần nhập tệp gần nhất.",
    )
    edited_at = models.DateTimeField(
        "sửa lúc", auto_now=True, help_text="Lần lưu bản nháp gần nhất."
    )
    published_at = models.DateTimeField(
        "công bố lúc", null=True, editable=False, help_text="Lần công bố gần nhất."
    )

    class Meta:
        verbose_name = "thủ tục"
        verbose_name_plural = "thủ tục"
        ordering = ("field__order", "short_name", "id")
        permissions = (("publish_procedure", "Được công bố và gỡ thủ tục"),)
        constraints = (
            models.UniqueConstraint(
                fields=["code"],
                condition=~models.Q(code=""),
                name="procedure_code_unique",
                violation_error_message="Mã quốc gia này đã thuộc về một thủ tục khác.",
            ),
            models.CheckConstraint(
                condition=models.Q(effective_to__isnull=True)
                | models.Q(effective_from__isnull=True)
                | models.Q(effective_to__gte=models.F("effective_from")),
                name="procedure_period_in_order",
                violation_error_message="Ngày hết hiệu lực không được trước ngày có hiệu lực.",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_to__isnull=True)
                | models.Q(closed_to__gte=models.F("closed_from")),
                name="closure_in_order",
                violation_error_message="Ngày cuối còn dừng không được trước ngày bắt đầu dừng.",
            ),
        )

    def __str__(self) -> str:
        return self.short_name or self.name

    @property
    def title(self) -> str:
        """The current official name."""
        return self.current_name or self.name
