"""The guides, and their order for an officer."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import User

from foundation.desk.roles import Role

FOLDER = Path(settings.BASE_DIR, "docs", "huong-dan")
PICTURES = FOLDER / "hinh"


@dataclass(frozen=True)
class Guide:
    """One guide: file name, title, and roles; without roles it is for everybody."""

    name: str
    title: str
    role: Role | None = None
    # Other roles that read the same guide.
    others: tuple[Role, ...] = ()

    @property
    def roles(self) -> frozenset[Role]:
        """The roles for which it is meant first."""
        return frozenset(self.others) | ({self.role} if self.role else set())

    @property
    def path(self) -> Path:
        """The path of its file."""
        return FOLDER / f"{self.name}.md"


GUIDES: tuple[Guide, ...] = (
    Guide("dang-nhap", "Đăng nhập và xác thực hai lớp"),
    Guide("mot-cua", "Cán bộ một cửa", Role.RECEPTIONIST),
    Guide("tra-loi", "Cán bộ trả lời", Role.ANSWERER),
    Guide("tiep-nhan", "Tiếp nhận phản ánh", Role.RECEIVER),
    Guide("xac-minh", "Xác minh phản ánh", Role.VERIFIER),
    Guide("thanh-tra", "Thanh tra", Role.INSPECTORATE),
    Guide("truc-ban", "Trực ban hình sự", Role.CRIME_DUTY),
    Guide("bien-tap", "Biên tập", Role.EDITOR),
    Guide(
        "tin-va-canh-bao",
        "Tin và cảnh báo",
        Role.NEWS_EDITOR,
        (Role.NEWS_APPROVER, Role.SPOKESPERSON, Role.DUTY_LEADER),
    ),
    Guide("nguoi-dich", "Người dịch", Role.TRANSLATOR),
    Guide("lanh-dao", "Lãnh đạo", Role.LEADER),
    Guide("quan-tri-he-thong", "Quản trị hệ thống", Role.ADMINISTRATOR),
    Guide("kiem-tra", "Kiểm tra", Role.AUDITOR),
)
BY_NAME = {guide.name: guide for guide in GUIDES}


def guides_for(user: User) -> list[Guide]:
    """Return every guide: first those of the user's roles, then those for everybody.

    Costs one query.
    """
    own = own_guides(user)
    return sorted(GUIDES, key=lambda guide: (guide not in own, bool(guide.role)))


def own_guides(user: User) -> list[Guide]:
    """Return the guides of the user's roles. Costs one query."""
    roles = set(user.groups.values_list("name", flat=True))
    return [guide for guide in GUIDES if roles & guide.roles]
