"""The section of a guide that the «?» of a page opens. Each room registers its own pages.

A page is identified like its address: `auth_user_review`, or `auth_user` for all pages of a model
without a row of their own. An officer gets the section of their own role, or else the first.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from officers.guides.listing import BY_NAME, Guide
from officers.guides.rendering import anchor_of


@dataclass(frozen=True)
class Section:
    """A heading of a guide."""

    guide: str
    heading: str

    @property
    def anchor(self) -> str:
        """The anchor of the heading in the guide's page."""
        return anchor_of(self.heading)


_ACCOUNTS = Section("quan-tri-he-thong", "Tạo tài khoản cho một cán bộ")
_OFFICES = Section("quan-tri-he-thong", "Đơn vị và lịch")
_SECURITY = Section("dang-nhap", "Lần đầu: thiết lập điện thoại")

_known: dict[str, tuple[Section, ...]] = {
    "index": (
        Section("dang-nhap", "Trang chính"),
        Section("mot-cua", "Buổi sáng: việc gì trước"),
        Section("tra-loi", "Buổi sáng: việc gì trước"),
        Section("tiep-nhan", "Buổi sáng: việc gì trước"),
        Section("bien-tap", "Buổi sáng: việc gì trước"),
        Section("truc-ban", "Báo động"),
        Section("thanh-tra", "Trước hết"),
        Section("lanh-dao", "Trang chính"),
    ),
    "second-factor": (Section("dang-nhap", "Đổi điện thoại, mất điện thoại"),),
    "second-factor-set-up": (_SECURITY,),
    "second-factor-recovery": (_SECURITY,),
    "own-password": (Section("dang-nhap", "Đăng nhập"),),
    "trends": (Section("lanh-dao", "Trang chính"),),
    "report": (Section("lanh-dao", "Trang chính"),),
    "auth_user": (_ACCOUNTS, Section("kiem-tra", "Đăng nhập")),
    "auth_user_review": (Section("lanh-dao", "Rà soát tài khoản"),),
    "auth_group": (_ACCOUNTS,),
    "officers_letterhead": (Section("lanh-dao", "Báo cáo tháng"),),
    "officers_accesschange": (
        Section("quan-tri-he-thong", "Người thứ hai xác nhận"),
        Section("lanh-dao", "Xác nhận tài khoản"),
    ),
    "axes_accessattempt": (
        Section("quan-tri-he-thong", "Mất điện thoại, bị khoá"),
        Section("kiem-tra", "Đăng nhập"),
    ),
    "desk_changeentry": (Section("kiem-tra", "Ai đã thay đổi gì"),),
    "offices_beat": (Section("lanh-dao", "Địa bàn và lịch trực"),),
    "offices_dutyshift": (Section("lanh-dao", "Địa bàn và lịch trực"),),
    "offices_standin": (Section("lanh-dao", "Khi cán bộ vắng"),),
    "offices_calendarday": (_OFFICES, Section("bien-tap", "Mẫu trả lời và lịch làm việc")),
    "offices_field": (_OFFICES,),
    "offices_openingrule": (_OFFICES, Section("lanh-dao", "Thông tin đơn vị")),
    "offices_office": (
        _OFFICES,
        Section("mot-cua", "Địa chỉ, điện thoại, giờ tiếp dân của đơn vị mình"),
        Section("lanh-dao", "Thông tin đơn vị"),
    ),
}


def register(sections: Mapping[str, tuple[Section, ...]]) -> None:
    """Add the pages of a room; for AppConfig.ready."""
    _known.update(sections)


def pages() -> Mapping[str, tuple[Section, ...]]:
    """Return the sections of all pages, of which an officer gets the one of their own role."""
    return _known


def section_of(page: str, own: Collection[Guide]) -> Section | None:
    """Return the section for a page, preferably from the guides of the officer's own roles.

    A page without a row gets the section of its model, or else None.
    """
    found = next((_known[name] for name in _names(page) if name in _known), ())
    mine = (one for one in found if BY_NAME[one.guide] in own)
    return next(mine, found[0] if found else None)


def _names(page: str) -> list[str]:
    """Return the keys under which a page may be listed: its own, then shorter ones."""
    parts = page.split("_")
    return ["_".join(parts[:end]) for end in range(len(parts), 0, -1)]
