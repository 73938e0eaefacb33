"""Offices: where citizens go."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from foundation.records.fields import LinesField
from foundation.records.keys import foreign_key
from offices.geography.borders import refuse_outside
from offices.geography.places import Point
from offices.geography.provinces import province_of_office
from offices.models.field import Field, Level
from offices.models.querysets import OfficeQuerySet
from offices.validators import (
    refuse_loop,
    validate_latitude,
    validate_longitude,
    validate_oa_id,
    validate_office_id,
    validate_phones,
)


class Office(models.Model):
    """A police office that citizens deal with. It is ended, with a successor, and not deleted."""

    class Kind(models.TextChoices):
        """The kind of office; it decides about the level."""

        PROVINCE = "province", "Công an cấp tỉnh"
        DEPARTMENT = "department", "Phòng"
        RECEPTION_POINT = "reception_point", "Điểm tiếp dân"
        COMMUNE = "commune", "Công an xã, phường"

    id = models.CharField(
        "mã",
        max_length=80,
        primary_key=True,
        validators=[validate_office_id],
        help_text="Mã cố định không dấu, ví dụ «ca-phuong-thanh-mieu». Không đổi sau khi đã dùng.",
    )
    kind = models.CharField(
        "loại", max_length=20, choices=Kind.choices, help_text="Quyết định cấp của đơn vị."
    )
    parent = foreign_key(
        "self",
        "đơn vị cấp trên",
        "Để trống chỉ với công an tỉnh.",
        null=True,
        related_name="children",
    )
    name = models.CharField(
        "tên", max_length=200, help_text="Tên đầy đủ, ví dụ «Công an phường Thanh Miếu»."
    )
    former_names = LinesField(
        "tên địa danh cũ",
        help_text="Mỗi dòng một xã, phường cũ nay thuộc địa bàn; thêm huyện cũ trong ngoặc khi "
        "trùng tên, ví dụ «Tân Lập (Sông Lô)».",
    )
    area = models.CharField(
        "khu vực",
        max_length=100,
        blank=True,
        help_text="Tỉnh cũ mà đơn vị nằm trong hoặc phục vụ: tên tỉnh rồi «(cũ)». Để trống nếu "
        "phục vụ toàn tỉnh.",
    )
    fields = models.ManyToManyField(
        Field,
        verbose_name="lĩnh vực",
        blank=True,
        related_name="offices",
        help_text="Với công an cấp xã, để trống nghĩa là nhận mọi lĩnh vực có thủ tục cấp xã.",
    )
    address = models.CharField(
        "địa chỉ",
        max_length=300,
        blank=True,
        help_text="Nơi người dân đến; để trống khi chưa có nguồn.",
    )
    receives_visitors = models.BooleanField(
        "tiếp dân tại trụ sở",
        default=True,
        help_text="Tắt khi người dân không nộp trực tiếp ở đây; ghi chú nói vì sao.",
    )
    latitude = models.FloatField(
        "vĩ độ",
        null=True,
        blank=True,
        validators=validate_latitude,
        help_text="Ví dụ 21.3227; ghi cùng kinh độ.",
    )
    longitude = models.FloatField(
        "kinh độ",
        null=True,
        blank=True,
        validators=validate_longitude,
        help_text="Ví dụ 105.4019; ghi cùng vĩ độ.",
    )
    point_approximate = models.BooleanField(
        "vị trí ước chừng",
        default=False,
        help_text="Vị trí là trung tâm xã, chưa phải trụ sở. Tự tắt khi cán bộ ghi vị trí.",
    )
    phones = LinesField(
        "điện thoại",
        validators=[validate_phones],
        help_text="Mỗi dòng một số, có thể kèm tên máy: «0210 3846 123 – Trực ban».",
    )
    oa_id = models.CharField(
        "mã Zalo OA",
        max_length=25,
        blank=True,
        validators=[validate_oa_id],
        help_text="Mã Official Account để người dân nhắn tin.",
    )
    valid_from = models.DateField(
        "từ ngày", null=True, blank=True, help_text="Ngày đầu hoạt động; để trống nếu không rõ."
    )
    valid_to = models.DateField(
        "đến ngày",
        null=True,
        blank=True,
        help_text="Ngày cuối hoạt động; để trống nếu đang hoạt động.",
    )
    successor = foreign_key(
        "self",
        "đơn vị kế thừa",
        "Đơn vị nhận việc khi đơn vị này kết thúc.",
        null=True,
        related_name="predecessors",
    )
    verified = models.BooleanField(
        "đã xác minh", default=False, help_text="Bật khi đơn vị đã xác nhận các thông tin trên."
    )
    note = models.TextField(
        "ghi chú",
        max_length=1000,
        blank=True,
        help_text="Người dân đọc được, ví dụ «Trụ sở làm việc, không tiếp dân».",
    )
    source = models.CharField(
        "nguồn", max_length=300, blank=True, help_text="Thông tin lấy từ đâu."
    )
    as_of = models.DateField("cập nhật đến", null=True, blank=True, help_text="Ngày của nguồn.")
    search_text = models.TextField(
        "văn bản tìm kiếm",
        blank=True,
        editable=False,
        help_text="Tên và tên cũ không dấu, hệ thống tự ghi.",
    )
    imported_fingerprint = models.CharField(
        "dấu vết lần nhập",
        max_length=64,
        blank=True,
        editable=False,
        help_text="Để biết cán bộ đã sửa gì sau lần nhập gần nhất.",
    )
    published_in = models.PositiveBigIntegerField(
        "bản danh bạ",
        default=0,
        editable=False,
        db_index=True,
        help_text="Bản danh bạ có thay đổi gần nhất của đơn vị, hệ thống tự ghi.",
    )

    objects = OfficeQuerySet.as_manager()

    class Meta:
        verbose_name = "đơn vị"
        verbose_name_plural = "đơn vị"
        ordering = ["kind", "search_text", "id"]  # by name without marks, for the officers' search
        permissions = [
            (
                "oversee_every_office",
                "Được quản lý tài khoản, đơn vị và xem nhật ký của mọi đơn vị",
            ),
            ("correct_office", "Được sửa địa chỉ, điện thoại, giờ tiếp dân của đơn vị mình"),
        ]
        constraints = [
            models.CheckConstraint(
                name="office_point_complete",
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                violation_error_message="Ghi cả vĩ độ và kinh độ, hoặc để trống cả hai.",
            ),
            models.CheckConstraint(
                name="office_approximate_point_given",
                condition=Q(point_approximate=False) | Q(latitude__isnull=False),
                violation_error_message="Vị trí ước chừng cần vĩ độ và kinh độ.",
            ),
            models.CheckConstraint(
                name="office_dates_ordered",
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                violation_error_message="Ngày kết thúc không được trước ngày bắt đầu.",
            ),
            models.CheckConstraint(
                name="office_not_its_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                violation_error_message="Đơn vị không thể là cấp trên của chính mình.",
            ),
            models.CheckConstraint(
                name="office_not_its_successor",
                condition=Q(successor__isnull=True) | ~Q(successor=F("id")),
                violation_error_message="Đơn vị không thể kế thừa chính mình.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def works_on(self, day: date) -> bool:
        """Return True if the office is in force on `day`."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )

    @property
    def level(self) -> Level:
        """The level of administration, which follows from the kind."""
        return Level.COMMUNE if self.kind == self.Kind.COMMUNE else Level.PROVINCE

    @property
    def point(self) -> Point | None:
        """The location, if known."""
        if self.latitude is None or self.longitude is None:
            return None
        return Point(self.latitude, self.longitude)

    def clean(self) -> None:
        """Refuse loops of parents or successors, a missing parent, a point elsewhere."""
        super().clean()
        self._refuse_point_elsewhere()
        if self.kind and (self.kind == self.Kind.PROVINCE) != (self.parent_id is None):
            raise ValidationError(
                {
                    "parent": ValidationError(
                        "Mọi đơn vị trừ công an tỉnh cần một đơn vị cấp trên.",
                        code="parent_missing",
                    )
                }
            )
        for name in ("parent", "successor"):
            following = dict(Office.objects.values_list("pk", f"{name}_id"))
            following[self.pk] = getattr(self, f"{name}_id")
            try:
                refuse_loop(following, self.pk)
            except ValidationError as error:
                raise ValidationError({name: error}) from error

    def _refuse_point_elsewhere(self) -> None:
        province = province_of_office(root_id())
        if province is None or self.point is None:
            return
        try:
            refuse_outside(self.point, province)
        except ValidationError as error:
            raise ValidationError({"latitude": error}) from error


def root_id() -> str | None:
    """Return the id of the province's police, the top office; None before it exists."""
    roots = Office.objects.filter(kind=Office.Kind.PROVINCE).order_by("pk")
    return roots.values_list("pk", flat=True).first()
