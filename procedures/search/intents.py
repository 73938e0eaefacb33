"""What is to be done, by whom, where: what tells procedures about the same thing apart.

Cấp, cấp lại, đổi, gia hạn and thu hồi share every other word of their names, and citizens rarely
use the official verb: who lost a licence needs cấp lại. Words are folded; each aspect has the words
of names and the words of citizens.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from .phrasebook import PhraseBook
from .words import Syllables


# Compared by identity: each is made once, below.
@dataclass(frozen=True, slots=True, eq=False)
class Aspect:
    """One thing that a procedure may be about.

    Within a family of which a citizen usually wants one.
    """

    family: str
    in_names: str
    in_queries: str
    # Nobody means it without saying so.
    special: bool = True


ASPECTS = (
    Aspect(
        "action",
        "cap moi|lan dau|dang ky mau con dau moi",
        "lan dau|cap moi|chua co|chua tung|moi mua|mua moi|moi thanh lap|moi mo",
        special=False,
    ),
    Aspect(
        "action",
        "cap lai|dang ky lai|cong bo lai|chap thuan lai",
        "cap lai|lam lai|xin lai|dang ky lai|cong bo lai|chap thuan lai|mat|bi mat|roi|danh "
        "roi|roi mat|lam mat|danh mat"
        "|that lac|bi trom|mat cap|troi mat|hong|bi hong|lam hong|hu hong|rach|bi rach|ban "
        "khac|cai khac|con khac|quyen khac"
        "|cuon khac|ban moi|mon|nut|rot|rot mat",
    ),
    Aspect(
        "action",
        "doi|cap doi|dieu chinh|thay doi|cap nhat|sua",
        "doi|doi sang|cap doi|thay|thay doi|sua|sua doi|sua lai|dieu chinh|chinh|chinh "
        "sua|sai|nham|ghi sai|het han|sap het han"
        "|doi ten|doi moi|cap nhat|chuyen sang|mo|gay|rach|hong|bi hong|doi lai",
    ),
    Aspect(
        "action",
        "gia han|het han",
        "gia han|o them|dung tiep|het han|sap het|sap het han|qua han|het hieu luc|keo dai|het "
        "thoi han|qua thoi han|o lai them"
        "|lam tiep|toi han|den han",
    ),
    Aspect(
        "action",
        "thu hoi|giao nop",
        "thu hoi|bi thu hoi|nop lai|tra lai|giao nop|giai the|huy|tuoc|tra|het nien han|dung hoat "
        "dong|ngung|cham dut|thanh ly"
        "|rut phep|rut giay phep|vi pham|thoi hoat dong",
    ),
    Aspect(
        "action", "xoa", "xoa|cat|huy|bo ten|xoa ten|rut|bo|qua doi|chet|don di|tra phong|chuyen di"
    ),
    Aspect("action", "khoa", "khoa|khoa lai|khoa gap|mat dien thoai|lo mat khau"),
    Aspect("action", "mo khoa", "mo khoa|mo lai|bi khoa"),
    Aspect(
        "action",
        "bao mat|trinh bao mat",
        "bao mat|trinh bao|khai bao mat|mat|bi mat|roi|danh roi|that lac|bi trom|moc tui|roi "
        "mat|lam mat|rot|rot mat",
    ),
    Aspect(
        "action",
        "khoi phuc",
        "khoi phuc|tim lai duoc|tim thay|tim duoc|thay lai|dung lai duoc|dung lai|nhat lai duoc",
    ),
    Aspect(
        "activity",
        "van chuyen",
        "van chuyen|cho|cho hang|mang di|mang sang|dua di|chuyen|di chuyen",
    ),
    Aspect("activity", "sua chua", "sua chua|dem di sua|di sua|sua|bao duong"),
    Aspect("activity", "trang bi", "trang bi|mua|duoc cap|mua sam|mua them"),
    Aspect("activity", "su dung", "su dung|dung|duoc dung|tap ban|duoc su dung"),
    Aspect("activity", "khai bao", "khai bao|khai|thong bao|bao"),
    Aspect(
        "place",
        "cap xa|cong an xa",
        "cong an xa|cong an phuong|cap xa|ra xa|ra phuong|o xa|o phuong|tai xa|phuong|xa",
        special=False,
    ),
    Aspect(
        "place",
        "cap tinh|cong an tinh",
        "cong an tinh|cap tinh|len tinh|o tinh|tai tinh|phong csgt|phong canh sat|tinh",
        special=False,
    ),
    Aspect("place", "cap trung uong|tai cuc", "cuc|tai cuc|bo cong an|trung uong"),
    Aspect(
        "way",
        "truc tuyen toan trinh|toan trinh|dien tu|qua trang thong tin dien tu",
        "online|qua mang|tren mang|truc tuyen|toan trinh|cong dich vu cong|khong can ra|qua "
        "app|tai nha|tu lam",
        special=False,
    ),
    Aspect(
        "way",
        "truc tiep|mot phan|phieu giay|bang phieu",
        "truc tiep|tai quay|ra quay|bang giay|phieu giay",
        special=False,
    ),
    Aspect(
        "person",
        "nguoi nuoc ngoai|nuoc ngoai|nguoi khong quoc tich",
        "nuoc ngoai|nguoi nuoc ngoai|khach nuoc ngoai|khach tay|tay|nguoi my|nguoi phap|nguoi "
        "duc|nguoi anh|nguoi nga|nguoi uc"
        "|nguoi han|nguoi nhat|nguoi han quoc|nguoi nhat ban|nguoi trung quoc|nguoi dai "
        "loan|nguoi canada|nguoi an do"
        "|nguoi thai|nguoi lao|nguoi campuchia|quoc te|khach quoc te|ngoai kieu|viet kieu|quoc "
        "tich|ong tay|nguoi ngoai quoc"
        "|cong nhan trung quoc|chuyen gia|khach han|khach trung|khach nhat|khach my|visa|ngoai "
        "quoc",
    ),
    Aspect(
        "person",
        "co quan|to chuc|doanh nghiep",
        "co quan|to chuc|doanh nghiep|cong ty|don vi|truong hoc|phap nhan|hop tac xa|so noi "
        "vu|vien kiem sat|toa an|giam doc"
        "|cong van|bi can|co quan dieu tra",
    ),
    Aspect("person", "quan su", "quan su|bo doi|quan doi|bo quoc phong|linh"),
    Aspect(
        "person", "cong an nhan dan", "cong an nhan dan|trong cong an|nganh cong an|cong an cap"
    ),
    Aspect(
        "harm",
        "bi chet|tu tuat|tien tuat",
        "chet|bi chet|hy sinh|qua doi|tu vong|mai tang|tien tuat",
    ),
    Aspect(
        "harm",
        "bi thuong|tai nan|kham benh|kham chua benh|bi om dau",
        "bi thuong|bi bong|tai nan|vien phi|kham benh|chua benh|kham chua|om dau|bi danh|nam "
        "vien|bi om",
    ),
    Aspect(
        "country",
        "nhan dan lao|di lao|viet lao|viet nam lao",
        "di lao|sang lao|qua lao|ben lao|vieng chan|cong tac lao|bien gioi lao|cua lao",
    ),
    Aspect(
        "country",
        "trung quoc|trung hoa|di cuba",
        "trung quoc|trung hoa|cuba|bac kinh|thuong hai|quang chau",
    ),
    Aspect("weapon", "vu khi quan dung", "quan dung|kiem lam|sung ak|sung truong"),
    Aspect("weapon", "vu khi the thao", "the thao|van dong vien|cau lac bo|doi tuyen|thi dau"),
    Aspect(
        "weapon",
        "cong cu ho tro",
        "cong cu ho tro|dui cui|roi dien|dan cao su|hoi cay|sung dien|sung ban dien|cong so "
        "8|ccht|bao ve|ve si",
    ),
    Aspect("weapon", "vu khi tho so", "tho so|kiem|dao|guom|gia bao|ma tau|giao mac"),
)


def _book(column: Callable[[Aspect], str]) -> PhraseBook[frozenset[Aspect]]:
    """Return a book of the words of one column; the same word may speak of several aspects."""
    meanings: dict[str, set[Aspect]] = {}
    for aspect in ASPECTS:
        for words in column(aspect).split("|"):
            meanings.setdefault(words, set()).add(aspect)
    return PhraseBook((words.split(), frozenset(aspects)) for words, aspects in meanings.items())


_IN_NAMES = _book(lambda aspect: aspect.in_names)
_IN_QUERIES = _book(lambda aspect: aspect.in_queries)

# What an aspect in common is worth; one of the same family that was not asked for; one that nobody
# mentioned.
SHARED, OTHER, UNASKED = 0.12, -0.06, -0.06


def aspects_of_names(names: Iterable[Syllables]) -> frozenset[Aspect]:
    """Return the aspects that the names of a procedure speak of."""
    return frozenset(
        aspect for name in names for _, _, found in _IN_NAMES.find(name) for aspect in found
    )


def aspects_of_query(words: Syllables) -> frozenset[Aspect]:
    """Return the aspects that a citizen's words may mean."""
    return frozenset().union(*[aspects for _, _, aspects in _IN_QUERIES.find(words)])


class Suiting(dict[frozenset[Aspect], float]):
    """By what a score is multiplied for each set of aspects that a procedure may offer.

    Worked out when first asked for.
    """

    def __init__(self, asked: frozenset[Aspect]) -> None:
        super().__init__()
        self._asked = asked

    def __missing__(self, offered: frozenset[Aspect]) -> float:
        self[offered] = factor = 1 + agreement(self._asked, offered)
        return factor


# Few queries ask for more than one aspect, and procedures offer some hundred different sets.
suiting = lru_cache(maxsize=512)(Suiting)


def agreement(asked: frozenset[Aspect], offered: frozenset[Aspect]) -> float:
    """Return by how much a procedure with the aspects `offered` suits a query with the aspects `asked`."""
    asked_families = {aspect.family for aspect in asked}
    total = SHARED * len({aspect.family for aspect in offered & asked})
    for family in {aspect.family for aspect in offered - asked}:
        if family in asked_families and not any(a.family == family for a in offered & asked):
            total += OTHER
        elif any(a.special and a.family == family for a in offered - asked):
            total += UNASKED
    return total
