"""The story of the demo's weeks: who works where, what people came for, what went well and badly.

A campaign for the identity card in the fourth week brings twice as many people. The department for
residence falls behind at first and catches up in the last two weeks. Many people search for fines
from traffic cameras, which the catalogue does not have.
"""

from dataclasses import dataclass

from foundation.desk.roles import Role

WEEKS = 6
# The week of the campaign, counted from 0, and how many times as many people came.
CAMPAIGN_WEEK, CAMPAIGN_RUSH = 3, 2.2
CAMPAIGN_FIELD = "cancuoc"
SLOW_OFFICE = "qlhc"
SLOW_UNTIL_WEEK = 4  # dossiers accepted before this week took too long


# Parts of the story that offices play: departments by the end of their ids, the police of the
# province, and the first commune, where the officers work who can sign in.
POLICE, FIRST_COMMUNE = "police", "commune"
TRAFFIC, IMMIGRATION = "csgt", "xnc"  # as the ids of its offices end


@dataclass(frozen=True)
class Work:
    """The dossiers that an office gets a day, and its procedures with their weights."""

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
# The dossiers a day of each commune that takes part.
COMMUNE_DAYS = (7, 8, 5, 6, 5, 4, 3, 3, 2, 2)
COMMUNES = tuple(Work(number, _COMMUNE) for number in COMMUNE_DAYS)
DEPARTMENTS: dict[str, Work] = {
    "qlhc": Work(
        9, (("cancuoc-cap-doi-lai", 7), ("cancuoc-khai-thac-csdl-dan-cu", 2), ("tthc-2-001478", 2))
    ),
    "xnc": Work(10, (("tthc-1-001456", 12), ("tthc-1-001445", 1), ("tthc-1-010384", 1))),
    "csgt": Work(
        10,
        (("tthc-3-000347", 7), ("tthc-3-000348", 3), ("tthc-1-013076", 3), ("tthc-3-000353", 1)),
    ),
    "hsnv": Work(4, (("tthc-3-000333", 1),)),
    "pccc": Work(2, (("tthc-3-000491", 2), ("tthc-3-000489", 1))),
}

# What people search for, and how often a day. The catalogue has an answer to FOUND and none to
# MISSED, which the page about needs shows first.
FOUND = (
    ("lam lai can cuoc", 34),
    ("can cuoc cho tre em", 21),
    ("ho chieu", 30),
    ("dang ky tam tru", 26),
    ("vneid muc 2", 24),
    ("doi bang lai xe", 22),
    ("ly lich tu phap", 14),
    ("sang ten xe may", 13),
    ("nhap khau cho con", 12),
    ("tach khau", 8),
    ("mat bang lai", 9),
    ("xac nhan cu tru", 11),
    ("bien so xe", 8),
    ("gia han tam tru", 6),
    ("pccc quan karaoke", 3),
)
MISSED = (
    ("phat nguoi", 16),
    ("xac nhan tinh trang hon nhan", 6),
    ("dang kiem", 5),
    ("vssid", 4),
    ("giay xac nhan doc than", 3),
    ("hoc ba", 2),
)
READ = (
    ("cancuoc-cap-doi-lai", 60),
    ("tthc-1-001456", 52),
    ("tthc-1-004194", 38),
    ("tthc-3-000228", 36),
    ("tthc-3-000347", 34),
    ("tthc-1-004222", 28),
    ("tthc-3-000333", 22),
    ("tthc-1-013076", 19),
    ("tthc-1-010041", 17),
    ("tthc-3-000348", 12),
)
VISITS_A_DAY = 330
QUESTIONS_A_DAY = 13


@dataclass(frozen=True)
class Post:
    """An officer who signs in with the printed password; `username` comes after the prefix.

    `part` is the part of the story that the officer's office plays.
    """

    username: str
    role: Role
    part: str
    name: str
    title: str
    also: tuple[Role, ...] = ()

    @property
    def roles(self) -> tuple[Role, ...]:
        """All roles; in a ward few people do everything."""
        return (self.role, *self.also)


POSTS: tuple[Post, ...] = (
    Post("quantri", Role.ADMINISTRATOR, POLICE, "Thượng uý Lê Quốc Huy", "Quản trị hệ thống"),
    Post("lanhdao", Role.LEADER, POLICE, "Đại tá Nguyễn Đức Thịnh", "Lãnh đạo Công an cấp tỉnh"),
    Post(
        "lanhdao.phuong",
        Role.LEADER,
        FIRST_COMMUNE,
        "Trung tá Phạm Thu Hà",
        "Trưởng Công an phường",
    ),
    Post(
        "motcua",
        Role.RECEPTIONIST,
        FIRST_COMMUNE,
        "Đại uý Trần Thị Bình",
        "Cán bộ một cửa",
    ),
    Post("motcua.pc06", Role.RECEPTIONIST, SLOW_OFFICE, "Thiếu tá Đỗ Văn Khoa", "Cán bộ một cửa"),
    Post(
        "motcua.pa08",
        Role.RECEPTIONIST,
        IMMIGRATION,
        "Đại uý Nguyễn Hồng Vân",
        "Cán bộ tiếp nhận hộ chiếu",
    ),
    Post(
        "kiemnhiem",
        Role.RECEPTIONIST,
        FIRST_COMMUNE,
        "Thượng uý Hà Kim Liên",
        "Cán bộ tổng hợp",
        also=(Role.ANSWERER, Role.RECEIVER, Role.VERIFIER),
    ),
    Post("traloi", Role.ANSWERER, POLICE, "Đại uý Vũ Minh Châu", "Cán bộ trả lời"),
    Post("tiepnhan", Role.RECEIVER, FIRST_COMMUNE, "Thượng uý Phan Thị Nga", "Cán bộ tiếp nhận"),
    Post("xacminh", Role.VERIFIER, FIRST_COMMUNE, "Đại uý Lý Văn Tám", "Cán bộ xác minh"),
    Post("thanhtra", Role.INSPECTORATE, POLICE, "Thiếu tá Đinh Quang Minh", "Cán bộ thanh tra"),
    Post("trucban", Role.CRIME_DUTY, POLICE, "Thượng uý Tạ Đình Lâm", "Trực ban hình sự"),
    Post("tiepnhan.tinh", Role.RECEIVER, POLICE, "Đại uý Lương Thị Hoà", "Cán bộ tiếp nhận"),
    Post("tiepnhan.csgt", Role.RECEIVER, TRAFFIC, "Trung uý Đào Xuân Lộc", "Cán bộ tiếp nhận"),
    Post("xacminh.csgt", Role.VERIFIER, TRAFFIC, "Thượng uý Tạ Đình Khôi", "Cán bộ xác minh"),
    Post("lanhdao.csgt", Role.LEADER, TRAFFIC, "Trung tá Đoàn Mạnh Tiến", "Phó Trưởng phòng"),
    Post("bientap", Role.EDITOR, POLICE, "Thượng uý Ngô Thanh Mai", "Biên tập viên"),
    Post("bientaptin", Role.NEWS_EDITOR, POLICE, "Trung uý Mai Thị Sen", "Biên tập viên"),
    Post("duyettin", Role.NEWS_APPROVER, POLICE, "Trung tá Cao Văn Bách", "Phó Trưởng phòng"),
    Post("phatngon", Role.SPOKESPERSON, POLICE, "Đại tá Lương Minh Đức", "Người phát ngôn"),
    Post("lanhdaotruc", Role.DUTY_LEADER, POLICE, "Thượng tá Kiều Anh Dũng", "Lãnh đạo trực"),
    Post("nguoidich", Role.TRANSLATOR, POLICE, "Trung uý Bùi Hải Yến", "Cán bộ phiên dịch"),
    Post("kiemtra", Role.AUDITOR, POLICE, "Trung tá Hoàng Văn Sơn", "Cán bộ thanh tra"),
)
