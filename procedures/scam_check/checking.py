"""What can be said of a message, number, account or link: never that it is safe."""

from typing import Any

from procedures.publishing.snapshot import catalogue
from procedures.scam_check.marks import links_in, numbers_in
from procedures.scam_check.warned import warnings_of
from procedures.search.doors import Door, Source
from procedures.translations.sentences import say, say_day, speaking

ORIGIN = "scam_check"
MAX_LENGTH = 4_000
MOST = 5
_STATE = ("vneid", "congan", "dichvucong", "chinhphu", "gov-", "-gov", "gov.", "bocongan", "csgt")
_LIKE_STATE = {
    "title": "Đường dẫn giống trang của Nhà nước",
    "text": "Trang của Nhà nước có đuôi .gov.vn; đường dẫn này thì không.",
}
_KNOWN = "Có trong cảnh báo ngày {day}: «{title}»."
_SIGNS = "Chưa có trong cảnh báo; dấu hiệu: {signs}."
_NOTHING = (
    "Chưa có trong cảnh báo, chưa thấy dấu hiệu quen thuộc. Điều đó không có nghĩa là đáng tin."
)
ADVICE = (
    "Không bấm đường dẫn, không đọc mã OTP, chưa chuyển tiền. Gọi lại nơi được nhắc tên bằng số tự "
    "tìm. Đã chuyển tiền thì gọi ngay ngân hàng, rồi báo công an."
)


def check(text: str, language: str = "") -> dict[str, Any]:
    """Return the answer in `language`, in the shape of `ScamCheckSerializer`."""
    warnings = warnings_of(text)[:MOST]
    with speaking(language, {}):
        signs = [{name: say(said) for name, said in sign.items()} for sign in signs_in(text)[:MOST]]
        return {
            "verdict": _verdict(warnings, signs),
            "is_known": bool(warnings),
            "warnings": warnings,
            "signs": signs,
            "advice": say(ADVICE),
        }


def signs_in(text: str) -> list[dict[str, str]]:
    """Return the signs of a scam in `text`: those that officers keep, and links like a State's."""
    posts = catalogue.current().index.posts_in(text, ORIGIN)
    signs = [{"title": post.name, "text": post.reason} for post in posts]
    return [_LIKE_STATE, *signs] if any(map(_is_like_state, links_in(text))) else signs


def _is_like_state(link: str) -> bool:
    host = link.partition("/")[0]
    return not host.endswith(".gov.vn") and any(word in host for word in _STATE)


def _verdict(warnings: list[Any], signs: list[dict[str, str]]) -> str:
    if warnings:
        newest = warnings[0]
        return say(_KNOWN, day=say_day(newest["published_on"]), title=newest["title"])
    if signs:
        return say(_SIGNS, signs="; ".join(sign["title"].lower() for sign in signs))
    return say(_NOTHING)


def find(text: str) -> list[Door]:
    """Return the door to the check if `text` has a link or a long number."""
    if not _may_have_marks(text) or not (numbers_in(text) or links_in(text)):
        return []
    return [
        {
            "origin": ORIGIN,
            "id": "check",
            "title": say("Có phải lừa đảo?"),
            "reason": say(
                "So số điện thoại, số tài khoản, đường dẫn, tin nhắn với cảnh báo đã đăng."
            ),
        }
    ]


def _may_have_marks(text: str) -> bool:
    """Return True for a full stop inside or eight digits: most searches end here."""
    return "." in text[1:-1] or sum(map(str.isdigit, text)) >= 8  # noqa: PLR2004


SOURCE = Source(find, alone=True, pasted=True)
