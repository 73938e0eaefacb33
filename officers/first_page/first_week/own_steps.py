"""Steps about the name, offices, the calendar and officers; and those that a person confirms."""

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.utils import timezone

from foundation.desk.roles import Role
from officers.first_page.first_week.steps import Found, Place, Step
from officers.first_page.first_week.views import VIEW, panel
from officers.first_page.panels import Panel
from offices import completeness
from offices.installation import is_example, police_name
from offices.models import Office
from offices.working_time import readiness

NEEDED = (Role.LEADER, Role.RECEPTIONIST, Role.ANSWERER)
ADMINISTRATORS = 2  # one alone can be away, and nobody confirms what they do


def _name() -> Found:
    missing = [name for name in ("POLICE_ADDRESS", "POLICE_PHONE") if not getattr(settings, name)]
    missing += ["POLICE_NAME"] if is_example() else []
    words = f"Chưa đặt {', '.join(missing)}." if missing else f"{police_name()}."
    return Found(words, done=not missing)


def _contacts() -> Found:
    counted = completeness.count_lacking(Office.objects.in_force(timezone.localdate()))
    total = counted["total"]
    known = {part: total - counted[part] for part in ("address", "phones", "hours")}
    words = (
        f"Trong {total} đơn vị: {known['address']} có địa chỉ, {known['phones']} có điện thoại, "
        f"{known['hours']} có giờ tiếp dân."
    )
    return Found(words, done=bool(total) and all(number == total for number in known.values()))


def _calendar() -> Found:
    missing = readiness.warnings()
    return Found(" ".join(missing) or "Đủ ngày nghỉ của 12 tháng tới.", done=not missing)


def _officers() -> Found:
    active = User.objects.filter(is_active=True, is_staff=True)
    held = set(
        Group.objects.filter(name__in=NEEDED, user__in=active).values_list("name", flat=True)
    )
    administrators = active.filter(is_superuser=True).count()
    lacking = [role for role in NEEDED if role not in held]
    words = f"{administrators} tài khoản toàn quyền."
    if lacking:
        words += f" Chưa ai giữ vai trò: {', '.join(lacking)}."
    return Found(words, done=administrators >= ADMINISTRATORS and not lacking)


STEPS = (
    Step(
        "name", 10, "Tên, địa chỉ, điện thoại của Công an tỉnh",
        "Người vận hành máy chủ đặt các giá trị này: police-portal setup, hoặc sửa tệp "
        "/etc/police-portal/environment rồi khởi động lại dịch vụ.",
        _name,
    ),
    Step(
        "contacts", 20, "Địa chỉ, điện thoại, giờ tiếp dân của mọi đơn vị",
        "Nhập bảng của tỉnh một lần; đơn vị nào còn thiếu thì ghi ở trang của đơn vị.",
        _contacts,
        (
            Place("Nhập bảng liên hệ", "admin:offices_office_load_contacts", "offices.add_office"),
            Place(
                "Đơn vị còn thiếu", "admin:offices_office_changelist", "offices.view_office",
                (("missing", "any"), ("in_force", "yes")),
            ),
        ),
    ),
    Step(
        "calendar", 40, "Lịch nghỉ của 12 tháng tới",
        "Điền ngày nghỉ của một năm, rồi đối chiếu với thông báo của Chính phủ.",
        _calendar,
        (
            Place(
                "Lịch làm việc", "admin:offices_calendarday_changelist", "offices.view_calendarday"
            ),
        ),
    ),
    Step(
        "officers", 50, "Mời cán bộ",
        "Hai tài khoản toàn quyền; lãnh đạo, cán bộ một cửa và cán bộ trả lời đã được xác nhận.",
        _officers,
        (
            Place("Mời cán bộ", "admin:auth_user_invite", "auth.add_user"),
            Place("Cán bộ", "admin:auth_user_changelist", "auth.view_user"),
        ),
    ),
    Step(
        "level_3", 100, "Hồ sơ an toàn hệ thống thông tin cấp độ 3",
        "Hồ sơ được phê duyệt theo Nghị định 85/2016/NĐ-CP. Ghi ngày và số văn bản phê duyệt.",
    ),
    Step(
        "trial", 110, "Chạy thử với mười người dân",
        "Mười người dân tìm một thủ tục, lấy số và gửi một câu hỏi trên điện thoại của họ.",
    ),
    Step(
        "opening", 120, "Mở cho người dân",
        "Làm sau mọi việc trên. Xác nhận xong thì danh sách này không còn ở trang chính.",
        last=True,
    ),
)  # fmt: skip
PANELS = (Panel(VIEW, "admin/first_week/panel.html", panel, alarm=True),)
