"""What public texts must not contain: notes to officers, file names, typing mistakes.

One table of rules for the shipped catalogue (`manage.py check_public_texts`, part of `make check`),
for imports and for officers' edits, where it is a warning before publishing.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from procedures.fees.validators import Path, Problems

# Members that citizens never see, in drafts and in all files of the catalogue, and addresses.
NOT_PUBLIC = frozenset(
    {
        *("id", "doubts", "keywords", "reference", "source_title", "source_url", "note", "about"),
        *("url", "link", "form", "replaced_by", "missing", "responsible"),
    }
)


class Rule(NamedTuple):
    """A pattern that no public text may match, and its message."""

    text: str
    pattern: re.Pattern[str]


def _rule(text: str, *patterns: str, flags: int = re.IGNORECASE) -> Rule:
    return Rule(text, re.compile("|".join(patterns), flags))


_SOURCE = r"(?:cổng quốc gia|cổng bộ|trang nguồn|công an (?:tỉnh )?\w+ \w+ \(?\d\d/\d{4})"
_OFFICE = "(?:công an|đơn vị|trụ sở|cơ quan|phòng|nơi (?:nộp|nhận)|số máy|số điện thoại)"
RULES = (
    _rule(
        "là ghi chú cho cán bộ; hãy chuyển sang «điểm cần xác minh»",
        r"\brepo\b|repository|github|gitlab|\bocr\b|\bdocid\b|\bcrawl",
        r"nguồn thứ cấp|bản thu thập|bản chụp|bản tóm tắt|bản tổng hợp|mức gốc|dữ liệu thử",
        r"đơn vị cần bổ sung|cần bổ sung số|trước khi (?:công khai|phát hành)",
        r"(?:chưa|phải) đối chiếu|(?<!thật )(?<!khi )(?:cần|nên) (?:được )?(?:đối chiếu|rà)\b",
        r"cần (?:xác nhận theo|kiểm tra lại)|cần tải mẫu",
        r"kiểm tra (?:mẫu mới|theo thông tư|phiếu giấy)",
        r"(?<!\w)(?:các |theo |trang )?nguồn (?:chưa|không|chỉ|khác|ghi|nêu|quốc gia)\b",
        r"trong nguồn|(?:nên|mức .*) để trống|lỗi (?:nhập|hiển thị)|được .{3,60} dẫn chiếu",
        rf"{_SOURCE}.{{0,40}}\b(?:ghi|niêm yết|viện dẫn)\b|(?:còn|mức) niêm yết",
        r"\(công an [^)]*\d|\(cổng [^)]*\d\d/\d{4}",
        r"đưa vào để người dân tra cứu",
    ),
    _rule(
        "bảo gọi, bảo đến mà không có số, địa chỉ; ghi rõ, hoặc bảo «hỏi»",
        rf"\bgọi (?:điện )?(?:hỏi|trước|(?:cho )?{_OFFICE})\b(?![^.]*\d{{3}})",
        r"(?:đường dây nóng|số máy (?:trực ban|công khai))(?![^.]*\d{3})",
        r"(?<!lần )(?:đến|tới) (?:trụ sở|địa chỉ)(?![^.]*\d)",
    ),
    _rule("là tên tệp", r"\S*\w\.(?:docx?|pdf|xlsx?|rtf|zip|json|py|md)\b", r"%20", r"\w+_\w+"),
    _rule("bị cắt giữa chừng", r"\.\.\.", r"…", r"(?:[,;:–-]|\b(?:và|hoặc|của))\s*$"),
    _rule("có khoảng trắng thừa", r"^\s|\s$", r" {2}", r"[\t\r\xa0]", r" [,.;:!?)”»]", r"[(“«] "),
    _rule("thiếu khoảng trắng", r"[,;:!?)](?=[^\W\d_])", r"(?<=[^\W\d_])\((?=[^\W\d_]{2})"),
    _rule("thiếu khoảng trắng", r"[^\W\d_]{2}\.(?=[A-ZĐÀ-Ỹ])", flags=0),
    _rule("có dấu câu lặp", r"[,;:]\s*[,.;:]", r"\.\s*[,;]"),
    _rule("viết sai chính tả", r"thực hiên\b", r"cấp tinh\b", r"giấy tở\b", r"\bhố sơ\b"),
)
_CHOICE = re.compile(r"[a-z]+(?:_[a-z0-9]+)*")  # such as `needs_recheck`, shown by its label
_BRACKETS = (("(", ")"), ("«", "»"), ("“", "”"))


def faults_of(text: str) -> Iterator[str]:
    """Yield the faults in a text for citizens, each with the words concerned."""
    if _CHOICE.fullmatch(text):
        return
    for rule in RULES:
        if found := rule.pattern.search(_without_paths(text)):
            yield f"«{found[0].strip() or text[:30].strip()}» {rule.text}."
    if any(text.count(opening) != text.count(closing) for opening, closing in _BRACKETS):
        yield "Có dấu ngoặc không đóng hoặc không mở."


def _without_paths(text: str) -> str:
    return re.sub(r"(https?://[\w.-]*\w)[\w./?=&%#-]*", r"\1", text)


def public_text_problems(value: Any, path: Path = ()) -> Problems:
    """Yield (path, Vietnamese text) for each fault in the public texts of a draft or file.

    Every text is public unless its member is in `NOT_PUBLIC`, so new members are checked too.
    """
    if isinstance(value, str):
        yield from ((path, fault) for fault in faults_of(value))
    elif isinstance(value, Mapping):
        for name, member in value.items():
            if name not in NOT_PUBLIC:
                yield from public_text_problems(member, (*path, name))
    elif isinstance(value, list):
        for i, row in enumerate(value):
            yield from public_text_problems(row, (*path, i))
