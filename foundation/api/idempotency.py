"""`Idempotency-Key`: a write that is sent twice, because its answer got lost, happens once.

The client chooses a random key. Same caller, operation, key and body: the same answer, made again
from what the first request created. Same key and another body: 422. Without a key every request is
a new write. PUT and DELETE are idempotent by themselves and need no key.

Kept are the caller, the operation, keyed hashes of key and body, and the id of what was created:
nothing personal. Retention deletes them after IDEMPOTENCY_DAYS; a later repetition is a new write.
"""

import hmac
import re
from collections.abc import Callable, Mapping

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
    body: Mapping[str, object],
    create: Callable[[], object],
) -> str:
    """Return the id of what `create` made: now, or when this request was first sent.

    `caller` is an internal id such as `citizen:12`, `body` is validated. `create` runs in this
    transaction and returns an id of at most 64 characters. If the same request comes twice at the
    same time, the second waits for the first. Raises Problem `invalid_request` for a malformed key
    and `idempotency_key_reused` for a key that came with another body.
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
    """Delete a caller's keys, for erasure."""
    IdempotencyKey.objects.filter(caller=caller).delete()


def _key(request: Request) -> str | None:
    sent = request.headers.get(HEADER)
    if sent is not None and not _KEY.fullmatch(sent):
        detail = "Khoá phải có từ 8 đến 200 ký tự ASCII nhìn thấy được, không có dấu cách."
        raise Problem(
            "invalid_request", errors=[FieldError(pointer("header", HEADER), "invalid", detail)]
        )
    return sent


def _canonical(body: Mapping[str, object]) -> bytes:
    """Return the body as bytes, whatever the order of its members."""
    return orjson.dumps(body, default=str, option=orjson.OPT_SORT_KEYS)


def _hash(kind: str, value: bytes) -> str:
    """Return 64 hex digits. Keyed, because a short body could be guessed from a plain hash."""
    return salted_hmac(f"police_portal.idempotency.{kind}", value, algorithm="sha256").hexdigest()
