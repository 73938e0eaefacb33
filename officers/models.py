"""Reviews of accounts, changes that need a second person, letterheads, steps of the first week."""

from django.contrib.auth.models import Group, User
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from foundation.records.append_only import Expiring
from foundation.records.fields import LinesField
from foundation.records.keys import foreign_key, user_key
from foundation.records.wording import show_moment
from offices.models import Office


class AccountReview(Expiring):
    """A leader reviewed an account with its roles and posts and found it right."""

    MINIMUM_DAYS = 730

    user = user_key("tài khoản", "Tài khoản được rà soát.", related_name="reviews")
    reviewer = user_key("người rà soát", "Ai đã rà soát.", db_index=False)
    roles = models.CharField(
        "vai trò lúc đó",
        max_length=300,
        blank=True,
        help_text="Các nhóm quyền của tài khoản vào lúc rà soát.",
    )
    at = models.DateTimeField("lúc", default=timezone.now, help_text="Thời điểm rà soát.")

    class Meta:
        verbose_name = "lượt rà soát tài khoản"
        verbose_name_plural = "lượt rà soát tài khoản"
        ordering = ["-at", "-pk"]
        permissions = [("review_accounts", "Được rà soát tài khoản của đơn vị mình")]

    def __str__(self) -> str:
        return f"{self.user} – {timezone.localtime(self.at):%d/%m/%Y}"


class AccessChange(models.Model):
    """A change that gives others more reach: a second person confirms it.

    It is about an account, which is locked until then, or about an office or a role, which stay
    unchanged until then: `wanted` has their new values.
    """

    class Outcome(models.TextChoices):
        """The decision of the second person."""

        WAITING = "waiting", "Chờ xác nhận"
        CONFIRMED = "confirmed", "Đã xác nhận"
        REFUSED = "refused", "Đã từ chối"

    account = user_key(
        "tài khoản",
        "Tài khoản được mở hoặc được thêm quyền; chưa xác nhận thì chưa dùng được.",
        related_name="access_changes",
        null=True,
    )
    office = foreign_key(
        Office,
        "đơn vị",
        "Đơn vị được chuyển về dưới đơn vị khác; chưa xác nhận thì vẫn ở chỗ cũ.",
        null=True,
    )
    role = foreign_key(
        Group,
        "vai trò",
        "Vai trò được thêm quyền; chưa xác nhận thì chưa có quyền đó.",
        null=True,
    )
    wanted = models.JSONField(
        "sẽ thành",
        null=True,
        blank=True,
        help_text="Điều được ghi vào đơn vị hoặc vai trò khi xác nhận.",
    )
    what = models.TextField("thay đổi", help_text="Điều đã được làm với tài khoản.")
    changed_by = user_key(
        "người thay đổi", "Ai đã thay đổi; người này không tự xác nhận được.", db_index=False
    )
    changed_at = models.DateTimeField(
        "thay đổi lúc", default=timezone.now, help_text="Thời điểm thay đổi."
    )
    is_password_known = models.BooleanField(
        "mật khẩu do người khác đặt",
        default=False,
        help_text="Bật đến khi chủ tài khoản đổi mật khẩu do người khác đặt.",
    )
    lets_in = models.BooleanField(
        "người thay đổi có thể vào tài khoản",
        default=False,
        db_default=False,
        help_text="Tài khoản mới, mật khẩu mới hoặc đặt lại xác thực hai lớp.",
    )
    outcome = models.CharField(
        "kết quả",
        max_length=10,
        choices=Outcome.choices,
        default=Outcome.WAITING,
        help_text="Người thứ hai đã xác nhận hay từ chối.",
    )
    settled_by = user_key(
        "người xác nhận",
        "Ai đã xác nhận hoặc từ chối; trống khi là lệnh vận hành.",
        null=True,
        db_index=False,
    )
    settled_at = models.DateTimeField(
        "xác nhận lúc",
        null=True,
        blank=True,
        help_text="Thời điểm xác nhận hoặc từ chối.",
    )

    class Meta:
        verbose_name = "thay đổi tài khoản"
        verbose_name_plural = "xác nhận tài khoản"
        ordering = ["-changed_at", "-pk"]
        permissions = [("confirm_accesschange", "Xác nhận thay đổi tài khoản của người khác")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(account=F("changed_by")),
                name="access_change_of_another",
                violation_error_message="Chỉ ghi thay đổi tài khoản của người khác.",
            ),
            models.CheckConstraint(
                condition=Q(settled_by__isnull=True)
                | ~Q(settled_by=F("changed_by")) & ~Q(settled_by=F("account")),
                name="access_change_second_person",
                violation_error_message="Phải do người thứ hai xác nhận.",
            ),
            models.CheckConstraint(
                condition=Q(outcome="waiting", settled_at__isnull=True, settled_by__isnull=True)
                | ~Q(outcome="waiting") & Q(settled_at__isnull=False),
                name="access_change_settled_whole",
                violation_error_message="Kết quả và thời điểm xác nhận phải cùng có.",
            ),
            models.CheckConstraint(
                condition=Q(account__isnull=False, office__isnull=True, role__isnull=True)
                | Q(account__isnull=True, office__isnull=False, role__isnull=True)
                | Q(account__isnull=True, office__isnull=True, role__isnull=False),
                name="access_change_of_one",
                violation_error_message="Ghi đúng một: tài khoản, đơn vị hoặc vai trò.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} – {show_moment(self.changed_at)}"

    @property
    def subject(self) -> models.Model:
        """The account, office or role that was changed."""
        return next(filter(None, (self.account, self.office, self.role)))  # exactly one


class PastPassword(models.Model):
    """A password that an administrator set, hashed as Django keeps it."""

    KEPT = 10

    user = user_key("tài khoản", "Tài khoản của người quản trị.", related_name="past_passwords")
    password = models.CharField(
        "mật khẩu đã băm", max_length=128, help_text="Chỉ để so sánh; không đọc ngược được."
    )
    set_at = models.DateTimeField(
        "đặt lúc", default=timezone.now, help_text="Khi nào mật khẩu được đặt."
    )

    class Meta:
        verbose_name = "mật khẩu đã dùng"
        verbose_name_plural = "mật khẩu đã dùng"
        ordering = ["-set_at", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.user} – {timezone.localtime(self.set_at):%d/%m/%Y}"

    @classmethod
    def note(cls, user: User) -> None:
        """Keep the current password of `user`, and the last ten in all."""
        cls.objects.create(user=user, password=user.password)
        theirs = cls.objects.filter(user=user)
        theirs.exclude(pk__in=[one.pk for one in theirs[: cls.KEPT]]).delete()


class Letterhead(models.Model):
    """The first and last lines of an office's papers (NĐ 30/2020/NĐ-CP, Phụ lục I).

    Empty fields have defaults: `officers.month_report.headings`.
    """

    office = models.OneToOneField(
        Office,
        models.PROTECT,
        verbose_name="đơn vị",
        related_name="letterhead",
        help_text="Đơn vị ban hành văn bản.",
    )
    superior = models.CharField(
        "cơ quan chủ quản",
        max_length=200,
        blank=True,
        help_text="Dòng trên cùng bên trái; để trống là đơn vị cấp trên.",
    )
    symbol = models.CharField(
        "ký hiệu",
        max_length=30,
        blank=True,
        help_text="Chữ viết tắt tên đơn vị trong số, ký hiệu, ví dụ «CAT-PV01».",
    )
    place = models.CharField(
        "địa danh",
        max_length=60,
        blank=True,
        help_text="Đứng trước ngày tháng; để trống là tên tỉnh, với công an xã là tên xã.",
    )
    signer_title = LinesField(
        "quyền hạn, chức vụ người ký",
        help_text="Mỗi dòng một dòng trên văn bản, ví dụ «KT. GIÁM ĐỐC» rồi «PHÓ GIÁM ĐỐC».",
    )
    signer_name = models.CharField(
        "họ tên người ký",
        max_length=100,
        blank=True,
        help_text="Cấp bậc, họ tên dưới chữ ký; để trống khi chưa rõ ai ký.",
    )
    recipients = LinesField(
        "nơi nhận",
        help_text="Mỗi dòng một nơi, ví dụ «Bộ Công an (để báo cáo)»; dòng lưu được thêm cuối.",
    )

    class Meta:
        verbose_name = "thể thức văn bản"
        verbose_name_plural = "thể thức văn bản của đơn vị"
        ordering = ["office"]
        default_permissions = ("view", "add", "change")

    def __str__(self) -> str:
        return f"Thể thức văn bản của {self.office}"


class ConfirmedStep(models.Model):
    """What a person did before the service was opened and no program can see."""

    MAX_NOTE = 300

    step = models.CharField("việc", max_length=40, unique=True, help_text="Mã của việc.")
    officer = user_key(
        "cán bộ", "Ai xác nhận việc này đã làm xong.", db_index=False
    )  # a province has three rows
    day = models.DateField("ngày hoàn thành", help_text="Ngày việc này được làm xong.")
    note = models.CharField(
        "ghi chú", max_length=MAX_NOTE, blank=True, help_text="Ví dụ số văn bản phê duyệt."
    )
    at = models.DateTimeField("lúc", auto_now=True, help_text="Thời điểm xác nhận.")

    class Meta:
        verbose_name = "việc đã xác nhận khi bắt đầu"
        verbose_name_plural = "việc đã xác nhận khi bắt đầu"
        default_permissions = ("view", "add")

    def __str__(self) -> str:
        return f"{self.step}, {self.day:%d/%m/%Y}"
