"""One dossier, as it stands now. Its history is its events; `dossiers.actions` changes it."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from dossiers.models.applicant import WithApplicant
from dossiers.querysets import DossierQuerySet
from dossiers.validators import MAX_CODE_LENGTH, validate_code
from dossiers.workflow import MAX_NOTE_LENGTH, OPEN, PAUSED, RUNNING, WAITING, Status
from foundation.records.fields import LinesField
from foundation.records.keys import foreign_key
from offices.models import Office, Officer
from offices.working_time.calendar import MAX_LIMIT
from procedures.choices import ChannelKind as Channel
from procedures.choices import TimeUnit
from procedures.models import Procedure, ProcedureVersion


class Source(models.TextChoices):
    """Where a dossier or a change came from."""

    MANUAL = "manual", "Cán bộ nhập"
    IMPORT = "import", "Nhập từ tệp"
    MACHINE = "machine", "Hệ thống kết nối"
    SYSTEM = "system", "Hệ thống tự tính"


class Dossier(WithApplicant):
    """One dossier that an office took or has to decide on.

    `due_at` is the promise that holds now; during a pause (`paused_at`) it is the one from before.
    Late and nearly due depend on the time of day, so they are computed (`DossierQuerySet`) and
    never stored. What a file says is judged by `stated_at`, `known_as_of` and `promised_at`
    (decision 54); a correction of the calendar moves `due_at` as it moves `reckoned_at`.
    """

    code = models.CharField(
        "mã hồ sơ",
        max_length=MAX_CODE_LENGTH,
        unique=True,
        validators=[validate_code],
        help_text="Mã trên giấy tiếp nhận, ví dụ G01.899.909-260916-890028. Không đổi.",
    )
    procedure = foreign_key(
        Procedure, "thủ tục", "Thủ tục của hồ sơ.", related_name="dossiers", db_index=False
    )  # dossier_procedure_newest begins with it
    version = foreign_key(
        ProcedureVersion,
        "phiên bản thủ tục",
        "Bản công bố áp dụng lúc tiếp nhận; trống khi chưa tiếp nhận hoặc thủ tục chưa công bố.",
        null=True,
        db_index=False,
    )  # versions are never deleted, and never looked up from
    channel = models.CharField(
        "cách thức nộp",
        max_length=10,
        choices=Channel,
        default=Channel.DIRECT,
        help_text="Hồ sơ nộp bằng cách nào.",
    )
    office = foreign_key(
        Office, "đơn vị", "Đơn vị giải quyết hồ sơ.", related_name="dossiers", db_index=False
    )  # dossier_office_newest begins with it
    officer = foreign_key(
        Officer,
        "cán bộ phụ trách",
        "Cán bộ đang giải quyết; trống khi chưa phân công.",
        null=True,
        related_name="dossiers",
    )
    status = models.CharField(
        "trạng thái",
        max_length=20,
        choices=Status,
        help_text="Trạng thái hiện nay, do các lần chuyển đặt.",
    )
    status_since = models.DateTimeField(
        "ở trạng thái này từ", help_text="Lúc chuyển sang trạng thái hiện nay."
    )
    stated_at = models.DateTimeField(
        "lần chuyển có nêu giờ",
        null=True,
        blank=True,
        editable=False,
        help_text="Lúc gần nhất mà nguồn hoặc cán bộ nêu cho một lần chuyển; khác với lúc suy ra.",
    )
    known_as_of = models.DateTimeField(
        "biết đến lúc",
        null=True,
        blank=True,
        editable=False,
        help_text="Dữ liệu của tệp hay kết nối làm thay đổi hồ sơ gần nhất có đến lúc này.",
    )
    reason = models.TextField(
        "lý do",
        max_length=MAX_NOTE_LENGTH,
        blank=True,
        help_text="Lý do của trạng thái hiện nay; công dân đọc được.",
    )
    submitted_at = models.DateTimeField("nộp lúc", help_text="Lúc công dân nộp hồ sơ.")
    accepted_at = models.DateTimeField(
        "tiếp nhận lúc", null=True, blank=True, help_text="Thời hạn tính từ lúc này."
    )
    completed_at = models.DateTimeField(
        "xử lý xong lúc", null=True, blank=True, help_text="Lúc có kết quả."
    )
    returned_at = models.DateTimeField(
        "trả kết quả lúc", null=True, blank=True, help_text="Lúc công dân nhận kết quả."
    )

    limit_value = models.PositiveIntegerField(
        "thời hạn",
        null=True,
        blank=True,
        validators=[MaxValueValidator(MAX_LIMIT)],
        help_text="Số của thời hạn đã áp dụng lúc tiếp nhận.",
    )
    limit_unit = models.CharField(
        "đơn vị tính của thời hạn",
        max_length=12,
        choices=TimeUnit,
        blank=True,
        help_text="Ngày làm việc, ngày, tháng, giờ hoặc giờ làm việc.",
    )
    same_day_cutoff = models.BooleanField(
        "nhận sau 15 giờ trả hôm sau",
        default=False,
        help_text="Như thủ tục nêu lúc tiếp nhận; chỉ cho việc trả trong ngày.",
    )
    due_at = models.DateTimeField(
        "hẹn trả", null=True, blank=True, help_text="Hạn hiện nay; hết ngày hẹn nếu hẹn theo ngày."
    )
    promised_at = models.DateTimeField(
        "hẹn trả theo nguồn",
        null=True,
        blank=True,
        editable=False,
        help_text="Ngày hẹn mà giấy hẹn hoặc nguồn nêu gần nhất, trước khi dời tại đây.",
    )
    reckoned_at = models.DateTimeField(
        "hạn tính theo lịch",
        null=True,
        blank=True,
        editable=False,
        help_text="Thời hạn cho ra lúc này theo lịch đã dùng; ngày hẹn dời khi lúc này đổi.",
    )
    paused_at = models.DateTimeField(
        "tạm dừng tính hạn từ", null=True, blank=True, help_text="Trống khi thời hạn đang chạy."
    )
    extended_at = models.DateTimeField(
        "xin lỗi, hẹn lại lúc", null=True, blank=True, help_text="Chỉ được hẹn lại một lần."
    )
    extended_to = models.DateField(
        "hẹn lại đến ngày", null=True, blank=True, help_text="Ngày hẹn mới."
    )
    apology = models.TextField(
        "lời xin lỗi",
        max_length=MAX_NOTE_LENGTH,
        blank=True,
        help_text="Lời xin lỗi và lý do; công dân đọc được.",
    )

    papers = LinesField("giấy tờ cần bổ sung", help_text="Mỗi dòng một giấy tờ; công dân đọc được.")
    supplement_due_on = models.DateField(
        "hạn bổ sung", null=True, blank=True, help_text="Ngày cuối để nộp bổ sung."
    )
    supplements = models.PositiveSmallIntegerField(
        "số lần yêu cầu bổ sung", default=0, help_text="Từ lần thứ hai phải do lãnh đạo."
    )
    fee_due = models.PositiveBigIntegerField(
        "số tiền phải nộp", null=True, blank=True, help_text="Bằng đồng; trống khi không phải nộp."
    )

    source = models.CharField(
        "nguồn",
        max_length=10,
        choices=Source,
        default=Source.MANUAL,
        help_text="Hồ sơ được đưa vào bằng cách nào.",
    )
    events_count = models.PositiveIntegerField(
        "số lần thay đổi", default=0, editable=False, help_text="Số thứ tự của lần thay đổi cuối."
    )
    created_at = models.DateTimeField(
        "đưa vào lúc", editable=False, help_text="Lúc hồ sơ được đưa vào hệ thống này."
    )
    changed_at = models.DateTimeField(
        "thay đổi lúc", editable=False, help_text="Lần thay đổi gần nhất mà hệ thống ghi."
    )

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = "hồ sơ"
        verbose_name_plural = "hồ sơ"
        ordering = ["-changed_at", "-pk"]
        permissions = (
            ("manage_dossier", "Được quyết định như lãnh đạo về hồ sơ"),
            ("correct_dossier", "Được đính chính trạng thái hồ sơ"),
            ("export_dossier", "Được xuất hồ sơ ra tệp"),
        )
        # One index for each question: with 5 million rows none of them may become a scan.
        indexes = [
            models.Index(
                fields=["applicant_phone_hash", "-changed_at", "-id"], name="dossier_phone_newest"
            ),  # "my list"
            models.Index(
                fields=["office", "-changed_at", "-id"], name="dossier_office_newest"
            ),  # an office's list
            models.Index(fields=["-changed_at", "-id"], name="dossier_newest"),  # everybody's list
            models.Index(
                fields=["procedure", "-changed_at", "-id"], name="dossier_procedure_newest"
            ),  # one procedure of many offices
            models.Index(
                fields=["status", "-changed_at", "-id"], name="dossier_status_newest"
            ),  # one status of many offices
            models.Index(
                fields=["office", "status", "-changed_at", "-id"],
                name="dossier_office_status_newest",
            ),  # one status of an office, and how many: of ten years' rows it reads only these
            models.Index(
                fields=["due_at"],
                condition=Q(status__in=sorted(RUNNING)),
                name="dossier_running_due",
            ),  # late, nearly due
            models.Index(
                fields=["due_at", "id"],
                condition=Q(status__in=sorted(OPEN)),
                name="dossier_open_due",
            ),  # the work list, what is due first
            models.Index(  # where open dossiers wait, read from the index alone
                fields=["office", "procedure", "status", "due_at", "status_since"],
                condition=Q(status__in=sorted(OPEN)),
                name="dossier_open_where",
            ),
            models.Index(
                fields=["id_number_hash"],
                condition=~Q(id_number_hash=""),
                name="dossier_id_number",
            ),  # by the number that somebody names at the counter
            models.Index(
                fields=["officer"],
                condition=Q(status__in=sorted(WAITING), officer__isnull=False),
                name="dossier_waiting_for",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(applicant_phone="", applicant_phone_hash="", phone_last4_hash="")
                | (~Q(applicant_phone="") & ~Q(applicant_phone_hash="") & ~Q(phone_last4_hash="")),
                name="dossier_phone_complete",
                violation_error_message="Số điện thoại đi cùng các dấu của nó.",
            ),
            models.CheckConstraint(
                condition=Q(id_last4="", id_last4_hash="")
                | (~Q(id_last4="") & ~Q(id_last4_hash="")),
                name="dossier_id_complete",
                violation_error_message="4 số cuối số định danh đi cùng dấu của nó.",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(accepted_at__gte=F("submitted_at")),
                name="dossier_accepted_after_submitted",
                violation_error_message="Hồ sơ không thể được tiếp nhận trước khi nộp.",
            ),
            models.CheckConstraint(
                condition=Q(returned_at__isnull=True)
                | Q(completed_at__isnull=False, returned_at__gte=F("completed_at")),
                name="dossier_returned_after_completed",
                violation_error_message="Kết quả không thể được trả trước khi có.",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=False) | ~Q(status__in=sorted(RUNNING)),
                name="dossier_running_accepted",
                violation_error_message="Hồ sơ đang giải quyết phải có lúc tiếp nhận.",
            ),
            models.CheckConstraint(
                condition=Q(paused_at__isnull=True) | Q(status__in=sorted(PAUSED)),
                name="dossier_paused_by_status",
                violation_error_message="Thời hạn chỉ tạm dừng ở trạng thái tạm dừng.",
            ),
            models.CheckConstraint(
                condition=Q(limit_value__isnull=True, limit_unit="")
                | (Q(limit_value__isnull=False) & ~Q(limit_unit="")),
                name="dossier_limit_complete",
                violation_error_message="Thời hạn gồm cả số và đơn vị.",
            ),
            models.CheckConstraint(
                condition=Q(extended_at__isnull=True, extended_to__isnull=True, apology="")
                | (Q(extended_at__isnull=False, extended_to__isnull=False) & ~Q(apology="")),
                name="dossier_extension_complete",
                violation_error_message="Hẹn lại phải có ngày hẹn mới và lời xin lỗi.",
            ),
        ]

    def __str__(self) -> str:
        # The code only: Django's admin keeps this text in its history.
        return self.code
