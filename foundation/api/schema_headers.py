"""Headers of answers in the API's document: which statuses have them, and what they say."""

from collections.abc import Collection, Mapping
from typing import Any

_COUNTED = frozenset({200, 201, 204, 429})
# Header → (its statuses, schema, description). None: every status.
HEADERS: Mapping[str, tuple[frozenset[int] | None, dict[str, object], str]] = {
    "X-Request-ID": (
        None,
        {"type": "string", "pattern": "^[0-9a-f]{32}$"},
        "Mã yêu cầu, cũng có trong nhật ký.",
    ),
    "Cache-Control": (
        None,
        {"type": "string"},
        "Được giữ lại bao lâu; lỗi không bao giờ được giữ.",
    ),
    "ETag": (
        frozenset({200, 304}),
        {"type": "string", "pattern": '^"[^"]+"$'},
        "Gửi lại trong If-None-Match để nhận 304.",
    ),
    "Retry-After": (
        frozenset({429, 502, 503, 504}),
        {"type": "integer", "minimum": 1},
        "Số giây nên chờ.",
    ),
    "WWW-Authenticate": (
        frozenset({401}),
        {"type": "string", "enum": ["Bearer"]},
        "Cách đăng nhập.",
    ),
    "Allow": (frozenset({405}), {"type": "string"}, "Các thao tác được hỗ trợ."),
    "Content-Language": (
        frozenset({200, 304}),
        {"type": "string", "enum": ["vi", "en", "zh", "ko"]},
        "Ngôn ngữ của câu trả lời.",
    ),
    "RateLimit-Policy": (
        _COUNTED,
        {"type": "string"},
        'Giới hạn: `"citizen";q=60;w=60` là 60 yêu cầu trong 60 giây.',
    ),
    "RateLimit": (
        _COUNTED,
        {"type": "string"},
        'Còn bao nhiêu: `"citizen";r=59;t=12` là còn 59 yêu cầu trong 12 giây.',
    ),
    "Deprecation": (
        frozenset({200, 304}),
        {"type": "string", "pattern": "^@[0-9]+$"},
        "Yêu cầu dùng cách cũ từ lúc này (RFC 9745); xem tham số nào là `deprecated`.",
    ),
    "Sunset": (
        frozenset({200, 304}),
        {"type": "string"},
        "Cách cũ còn dùng được ít nhất đến lúc này (RFC 8594).",
    ),
}
# Answers of some operations have them, and not each.
OPTIONAL = frozenset({"RateLimit-Policy", "RateLimit", "Deprecation", "Sunset"})
# Headers of answers to some operations only.
SOME = frozenset({"ETag", "Content-Language", *OPTIONAL})


def headers_of(status: str, some: Collection[str] = ()) -> dict[str, Any]:
    """Return the headers of an answer; those of SOME only if `some` names them."""
    return {
        name: {"$ref": f"#/components/headers/{name}"}
        for name, (statuses, _schema, _text) in HEADERS.items()
        if (statuses is None or int(status) in statuses) and (name not in SOME or name in some)
    }
