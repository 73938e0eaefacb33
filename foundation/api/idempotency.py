"""`Idempotency-Key`: a write that is sent twice, because its answer got lost, happens once.

The client chooses a random key. Same caller, operation, key and body: the same answer, rendered
again from what the first request created. Same key and another body: 422. Without a key every
request is a new write. PUT and DELETE are idempotent by themselves and need no key.

We store the caller, the operation, keyed hashes of key and body, and the id of what was created:
nothing personal. Retention deletes them after IDEMPOTENCY_DAYS; a later repetition is a new write.

If the answer contains a secret, guessing key and body would reveal it: such writes accept long
random keys only, and the secret is derived from the key and from random bytes of this one write.
"""

import hmac
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time

import orjson
from django.db import connection, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from foundation.api.models import IdempotencyKey
from foundation.api.problems import FieldError, Problem, pointer
from foundation.database.inserting import insert_or_get

HEADER = "Idempotency-Key"
_KEY = re.compile(r"[!-~]{8,200}")
# 128 random bits are 22 letters of base 64, 32 hexadecimal digits, or a UUID. 32 random hexadecimal
# digits have fewer than 8 different ones once in 2 million.
RANDOM_LENGTH, RANDOM_LETTERS = 22, 8
SALT_BYTES = 16
# SQL, because every write with a key does this, and a query costs the ORM more to compile.
_RESULT = "UPDATE api_idempotencykey SET result = %s WHERE id = %s"
MALFORMED = "Khoá phải có từ 8 đến 200 ký tự ASCII nhìn thấy được, không có dấu cách."
GUESSABLE = "Khoá phải ngẫu nhiên và có ít nhất 22 ký tự, ví dụ một UUID."
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


def once(  # noqa: PLR0913  # who does what, with which body, and what is kept of it
    request: Request,
    caller: str,
    operation: str,
    body: Mapping[str, object],
    create: Callable[[], object],
    *,
    timeless: bool = False,
) -> str:
    """Return the id of what `create` created: now, or when this request was first sent.

    `caller` is an internal id such as `citizen:12`, `body` is validated. `create` runs in this
    transaction and returns an id of at most 64 characters. If the same request comes twice at the
    same time, the second waits for the first. Raises Problem `invalid_request` for a malformed key
    and `idempotency_key_reused` for a key that came with another body. With `timeless` only the day
    is stored, to hide the time.
    """
    key = _key(request)
    if key is None:
        return str(create())
    write = Write(caller, operation, key, timeless=timeless)
    return _once(write, body, lambda _row: create()).result


def once_with_seed(
    request: Request,
    caller: str,
    operation: str,
    body: Mapping[str, object],
    create: Callable[[str], object],
) -> tuple[str, str]:
    """Do the same as `once` for an answer with a secret; return the id and the secret's seed.

    `create` gets the seed, 64 hexadecimal digits. Also raises Problem `invalid_request` for a key
    that could be guessed.
    """
    key = _key(request)
    if key is None:
        seed = secrets.token_hex(32)
        return str(create(seed)), seed
    if len(key) < RANDOM_LENGTH or len(set(key)) < RANDOM_LETTERS:
        raise _refusal("guessable", GUESSABLE)
    row = _once(
        Write(caller, operation, key, secrets.token_hex(SALT_BYTES)),
        body,
        lambda row: create(_seed(key, row.salt)),
    )
    if not row.salt:  # of a version whose secrets were derived from the key alone
        raise Problem("idempotency_key_reused")
    return row.result, _seed(key, row.salt)


@dataclass(frozen=True)
class Write:
    """A write: caller, operation, key, and the random part of the secret in its answer."""

    caller: str
    operation: str
    key: str = field(repr=False)
    salt: str = field(default="", repr=False)
    timeless: bool = False

    @property
    def at(self) -> datetime:
        """The time of the write; midnight if the time of day must stay hidden."""
        now = timezone.localtime()
        return datetime.combine(now, time(), now.tzinfo) if self.timeless else now


def _once(
    write: Write, body: Mapping[str, object], create: Callable[[IdempotencyKey], object]
) -> IdempotencyKey:
    body_hash = _hash("body", _canonical(body))
    with transaction.atomic():
        row, new = insert_or_get(
            IdempotencyKey(
                caller=write.caller, operation=write.operation, salt=write.salt, at=write.at,
                key=_hash("key", write.key.encode()), body_hash=body_hash,
            ),
            "caller", "operation", "key",
        )  # fmt: skip
        if new:
            row.result = str(create(row))
            with connection.cursor() as cursor:
                cursor.execute(_RESULT, [row.result, row.pk])
        elif not hmac.compare_digest(row.body_hash, body_hash):
            raise Problem("idempotency_key_reused")
    return row


def _seed(key: str, salt: str) -> str:
    """Return the seed of a secret. It cannot be computed without the client's key."""
    return _hash("seed", f"{salt}\0{key}".encode())


def forget(caller: str) -> None:
    """Delete a caller's keys, for erasure."""
    IdempotencyKey.objects.filter(caller=caller).delete()


def _key(request: Request) -> str | None:
    sent = request.headers.get(HEADER)
    if sent is not None and not _KEY.fullmatch(sent):
        raise _refusal("invalid", MALFORMED)
    return sent


def _refusal(code: str, detail: str) -> Problem:
    return Problem("invalid_request", errors=[FieldError(pointer("header", HEADER), code, detail)])


def _canonical(body: Mapping[str, object]) -> bytes:
    """Return the body as bytes, independent of the order of its members."""
    return orjson.dumps(body, default=str, option=orjson.OPT_SORT_KEYS)


def _hash(kind: str, value: bytes) -> str:
    """Return 64 hex digits. Keyed, because a short body could be guessed from a plain hash."""
    return salted_hmac(f"police_portal.idempotency.{kind}", value, algorithm="sha256").hexdigest()
