"""`Idempotency-Key`.

A write that is sent twice, because an answer got lost on its way, happens once.

Same caller, operation, key and body: the same answer, made again from what the first one created.
Same key and another body: 422. The key is a client's own random text; without one every request is
a new write. Operations that are idempotent by themselves (PUT, DELETE) need none.

What is kept is who, which operation, keyed hashes of key and body, and the id of what was created:
nothing personal. Retention deletes it after IDEMPOTENCY_DAYS; later repetitions are new writes.
"""

import hmac
import re
from collections.abc import Callable, Mapping
from typing import Any

import orjson
from django.db import transaction
from django.utils.crypto import salted_hmac
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from foundation.api.models import IdempotencyKey
from foundation.api.problems import FieldError, Problem, pointer

HEADER = "Idempotency-Key"
_KEY = re.compile(r"[!-~]{8,200}")
PARAMETER = OpenApiParameter(
    HEADER,
    {"type": "string", "minLength": 8, "maxLength": 200, "pattern": "^[!-~]+$"},
    OpenApiParameter.HEADER,
    required=False,
    description=(
        "Chuỗi ngẫu nhiên của máy khách, ví dụ một UUID, giữ nguyên khi gửi lại: cùng khoá và "
        "cùng nội dung thì "
        "chỉ thực hiện một lần và nhận cùng câu trả lời; cùng khoá mà khác nội dung thì bị từ "
        "chối (422)."
    ),
)


def once(
    request: Request,
    caller: str,
    operation: str,
    body: Mapping[str, Any],
    create: Callable[[], object],
) -> str:
    """Return the id of what `create` made: now, or when this request was first sent.

    `caller` is an internal id such as `citizen:12`, `body` the validated body, `create` makes the
    thing in this transaction and returns its id (at most 64 characters as text). Of two that are
    sent at once, the second waits for the first. Raises Problem `invalid_request` for what is no
    key, and `idempotency_key_reused`.
    """
    key = _key(request)
    if key is None:
        return str(create())
    with transaction.atomic():
        row, new = IdempotencyKey.objects.get_or_create(
            caller=caller,
            operation=operation,
            key=_hash("key", key.encode()),
            defaults={"body_hash": _hash("body", _canonical(body))},
        )
        if new:
            row.result = str(create())
            row.save(update_fields=["result"])
        elif not hmac.compare_digest(row.body_hash, _hash("body", _canonical(body))):
            raise Problem("idempotency_key_reused")
        return row.result


def forget(caller: str) -> None:
    """Delete what is kept of a caller; for erasure."""
    IdempotencyKey.objects.filter(caller=caller).delete()


def _key(request: Request) -> str | None:
    sent = request.headers.get(HEADER)
    if sent is not None and not _KEY.fullmatch(sent):
        detail = "Khoá phải có từ 8 đến 200 ký tự ASCII nhìn thấy được, không có dấu cách."
        raise Problem(
            "invalid_request", errors=[FieldError(pointer("header", HEADER), "invalid", detail)]
        )
    return sent


def _canonical(body: Mapping[str, Any]) -> bytes:
    """Return the body as bytes that do not depend on the order of its members."""
    return orjson.dumps(body, default=str, option=orjson.OPT_SORT_KEYS)


def _hash(kind: str, value: bytes) -> str:
    """Return 64 hex digits. Keyed, because a short body could be guessed from a plain hash."""
    return salted_hmac(f"police_portal.idempotency.{kind}", value, algorithm="sha256").hexdigest()
