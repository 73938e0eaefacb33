"""What happened in the demo's weeks.

Who works where, what people came for, and what went well and badly.

The story that the charts tell: a campaign for the identity card in the third week brings twice the
people; the department for residence falls behind in the first weeks and catches up in the last two;
many look for fines of traffic cameras, of which the catalogue has nothing.
"""

from dataclasses import dataclass

WEEKS = 6
# Which week of the six, from 0, and how many times as many people came.
CAMPAIGN_WEEK, CAMPAIGN_RUSH = 3, 2.2
CAMPAIGN_FIELD = "cancuoc"
SLOW_OFFICE = "phu-tho-qlhc"
SLOW_UNTIL_WEEK = 4  # what came before this week took too long; then it was caught up with


@dataclass(frozen=True)
class Place:
    """An office, the share of dossiers and questions that comes to it.

    And its procedures with their weights.
    """

    office: str
    dossiers_a_day: int
    procedures: tuple[tuple[str, int], ...]


_COMMUNE = (
    ("cancuoc-cap-doi-lai", 8),
    ("tthc-1-004194", 6),  # tạm trú
    ("tthc-1-004222", 5),  # thường trú
    ("tthc-1-010041", 5),  # xác nhận cư trú
    ("tthc-3-000228", 4),  # VNeID
    ("tthc-1-010038", 1),  # tách hộ
    ("tthc-1-002755", 2),  # gia hạn tạm trú
    ("tthc-1-013079", 2),  # đổi đăng ký xe
    ("tthc-3-000243", 1),  # an ninh trật tự
)
_COMMUNES = (
    ("ca-phuong-thanh-mieu", 7),
    ("ca-phuong-viet-tri", 8),
    ("ca-phuong-nong-trang", 5),
    ("ca-phuong-vinh-yen", 6),
    ("ca-phuong-hoa-binh", 5),
    ("ca-phuong-phu-tho", 4),
    ("ca-xa-binh-xuyen", 3),
    ("ca-xa-cam-khe", 3),
    ("ca-xa-doan-hung", 2),
    ("ca-xa-da-bac", 2),
)
PLACES: tuple[Place, ...] = (
    Place(
        "phu-tho-qlhc",
        9,
        (("cancuoc-cap-doi-lai", 7), ("cancuoc-khai-thac-csdl-dan-cu", 2), ("tthc-2-001478", 2)),
    ),
    Place("phu-tho-xnc", 10, (("tthc-1-001456", 12), ("tthc-1-001445", 1), ("tthc-1-010384", 1))),
    Place(
        "phu-tho-csgt",
        10,
        (("tthc-3-000347", 7), ("tthc-3-000348", 3), ("tthc-1-013076", 3), ("tthc-3-000353", 1)),
    ),
    Place("phu-tho-hsnv", 4, (("tthc-3-000333", 1),)),
    Place("phu-tho-pccc", 2, (("tthc-3-000490", 2), ("tthc-3-000489", 1))),
    *(Place(office, number, _COMMUNE) for office, number in _COMMUNES),
)

# Words searched for in a day: how often, and whether the catalogue has an answer. What it has none
# for is what the page about needs shows first.
FOUND = (
    ("lam lai can cuoc", 34), ("can cuoc cho tre em", 21), ("ho chieu", 30), ("dang ky tam tru", 26), ("vneid muc 2", 24),
    ("doi bang lai xe", 22), ("ly lich tu phap", 14), ("sang ten xe may", 13), ("nhap khau cho con", 12), ("tach khau", 8),
    ("mat bang lai", 9), ("xac nhan cu tru", 11), ("bien so xe", 8), ("gia han tam tru", 6), ("pccc quan karaoke", 3),
)  # fmt: skip
MISSED = (
    ("phat nguoi", 16), ("xac nhan tinh trang hon "
                         "nhan", 6), ("dang kiem", 5), ("vssid", 4), ("giay xac nhan doc than", 3), ("hoc ba", 2),
)  # fmt: skip
READ = (
    ("cancuoc-cap-doi-lai", 60), ("tthc-1-001456", 52), ("tthc-1-004194", 38), ("tthc-3-000228", 36), ("tthc-3-000347", 34),
    ("tthc-1-004222", 28), ("tthc-3-000333", 22), ("tthc-1-013076", 19), ("tthc-1-010041", 17), ("tthc-3-000348", 12),
)  # fmt: skip
VISITS_A_DAY = 330
QUESTIONS_A_DAY = 13


@dataclass(frozen=True)
class Post:
    """An officer who signs in with the printed password.

    Name behind the prefix, group, office, public name, title.
    """

    username: str
    role: str
    office: str
    name: str
    title: str


POSTS: tuple[Post, ...] = (
    Post(
        "quantri", "Quản trị hệ thống", "cat-phu-tho", "Thượng uý Lê Quốc Huy", "Quản trị hệ thống"
    ),
    Post("lanhdao", "Lãnh đạo", "cat-phu-tho", "Đại tá Nguyễn Đức Thịnh", "Lãnh đạo Công an tỉnh"),
    Post(
        "lanhdao.phuong",
        "Lãnh đạo",
        "ca-phuong-thanh-mieu",
        "Trung tá Phạm Thu Hà",
        "Trưởng Công an phường",
    ),
    Post(
        "motcua", "Cán bộ một cửa", "ca-phuong-thanh-mieu", "Đại uý Trần Thị Bình", "Cán bộ một cửa"
    ),
    Post("motcua.pc06", "Cán bộ một cửa", "phu-tho-qlhc", "Thiếu tá Đỗ Văn Khoa", "Cán bộ một cửa"),
    Post("traloi", "Cán bộ trả lời", "cat-phu-tho", "Đại uý Vũ Minh Châu", "Cán bộ trả lời"),
    Post("bientap", "Biên tập", "cat-phu-tho", "Thượng uý Ngô Thanh Mai", "Biên tập viên"),
    Post("kiemtra", "Kiểm tra", "cat-phu-tho", "Trung tá Hoàng Văn Sơn", "Cán bộ thanh tra"),
)
