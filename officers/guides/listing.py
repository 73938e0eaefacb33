"""Which guides there are, and which come first for whom."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

FOLDER = Path(settings.BASE_DIR, "docs", "huong-dan")
PICTURES = FOLDER / "hinh"


@dataclass(frozen=True)
class Guide:
    """One guide.

    The name of its file, its title, and the role that it is for; empty for everybody.
    """

    name: str
    title: str
    role: str = ""

    @property
    def path(self) -> Path:
        """Where it lies."""
        return FOLDER / f"{self.name}.md"


GUIDES: tuple[Guide, ...] = (
    Guide("dang-nhap", "Đăng nhập và xác thực hai lớp"),
    Guide("mot-cua", "Cán bộ một cửa", "Cán bộ một cửa"),
    Guide("tra-loi", "Cán bộ trả lời", "Cán bộ trả lời"),
    Guide("bien-tap", "Biên tập", "Biên tập"),
    Guide("lanh-dao", "Lãnh đạo", "Lãnh đạo"),
    Guide("quan-tri-he-thong", "Quản trị hệ thống", "Quản trị hệ thống"),
    Guide("kiem-tra", "Kiểm tra", "Kiểm tra"),
)
BY_NAME = {guide.name: guide for guide in GUIDES}


def guides_for(user: Any) -> list[Guide]:
    """Return every guide, those for the user's roles first, then what is for everybody.

    Costs one query.
    """
    roles = set(user.groups.values_list("name", flat=True))
    return sorted(GUIDES, key=lambda guide: (guide.role not in roles, bool(guide.role)))
