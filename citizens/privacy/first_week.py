"""Steps of the first week that citizens show: the Mini App runs, and says who keeps their data."""

from citizens.models import Citizen
from citizens.privacy.contacts import missing_contacts
from foundation.zalo import configuration
from officers.first_page.first_week.steps import Found, Step


def _mini_app() -> Found:
    """Only somebody who logs in from a phone shows that the Mini App is there and reaches us."""
    zalo = configuration.current()
    if not zalo.mini_app_id:
        return Found("Chưa có mã Mini App.", done=False)
    seen = Citizen.objects.filter(app_id=zalo.app_id).exists()
    words = "Đã có người đăng nhập từ Mini App." if seen else "Chưa ai đăng nhập từ Mini App."
    return Found(words, done=seen)


def _privacy() -> Found:
    missing = missing_contacts()
    words = f"Chưa đặt {', '.join(missing)}." if missing else "Nêu đủ cơ quan và đầu mối liên hệ."
    return Found(words, done=not missing)


STEPS = (
    Step(
        "mini_app", 80, "Đưa Mini App lên Zalo",
        "Người vận hành máy chủ gõ police-portal miniapp rồi tải lên Zalo; sau đó mở Mini App trên "
        "điện thoại và đăng nhập một lần.",
        _mini_app,
    ),
    Step(
        "privacy", 90, "Thông báo về dữ liệu cá nhân",
        "Người vận hành máy chủ đặt các giá trị này trong /etc/police-portal/environment. Người "
        "dân đọc thông báo trước khi đăng nhập.",
        _privacy,
    ),
)  # fmt: skip
