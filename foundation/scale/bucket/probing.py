"""Check that the bucket does everything that private files need, and no more."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import requests
from django.conf import settings

from foundation.files.away import StorageAway
from foundation.records.beside import Beside
from foundation.scale.bucket import configuration
from foundation.scale.bucket.opening import bucket

if TYPE_CHECKING:
    from foundation.scale.bucket.s3 import Bucket

FOLDER = "probes"
# How long an answer is valid for readiness and metrics, and how long these wait for one.
FRESH_SECONDS, PATIENCE_SECONDS = 60.0, 1.0
_REFUSALS = {
    "403",
    "AccessDenied",
    "AuthorizationHeaderMalformed",
    "InvalidAccessKeyId",
    "RequestTimeTooSkewed",
    "SignatureDoesNotMatch",
}
_EVERYBODY = ("/AllUsers", "/AuthenticatedUsers")


@dataclass(frozen=True)
class Finding:
    """A fault of the bucket, in Vietnamese; `id` is that of the system check."""

    id: str
    text: str
    hint: str


PUBLIC = Finding(
    "storage.E006",
    "Bucket để công khai: người ngoài đọc hoặc liệt kê được ảnh, bằng chứng.",
    "Gỡ ACL và chính sách công khai của bucket ngay; chỉ khoá STORAGE_KEY_ID được vào.",
)
KEPT = Finding(
    "storage.E007",
    "Bucket không cho xoá hẳn: sau khi xoá vẫn còn phiên bản cũ, hoặc không có quyền xem, xoá "
    "phiên bản.",
    "Cho khoá các quyền s3:DeleteObject, s3:DeleteObjectVersion, s3:ListBucketVersions; không bật "
    "Object Lock.",
)


def findings() -> list[Finding]:
    """Write, read and delete an object, and request it as a stranger; return the faults."""
    name, content = f"{FOLDER}/{uuid4().hex}", os.urandom(32)
    try:
        return list(_findings(bucket(), name, content))
    except StorageAway as error:
        return [_said_of(error)]
    except FileNotFoundError:  # the object just written is missing: nodes disagree
        return [_said_of(StorageAway("nonsense"))]


def _findings(store: "Bucket", name: str, content: bytes) -> Iterator[Finding]:
    store.put(name, content)
    try:
        if store.read_range(name, 0, len(content))[0] != content:
            raise StorageAway("nonsense")
        if _is_open(store, name, content) or _says_open(store):
            yield PUBLIC
    finally:
        kept = _is_kept(store, name)
    if kept:
        yield KEPT


def _is_kept(store: "Bucket", name: str) -> bool:
    try:
        store.remove(name)
        return bool(store.versions(name))
    except StorageAway as error:
        if error.reason in _REFUSALS:
            return True
        raise


def _is_open(store: "Bucket", name: str, content: bytes) -> bool:
    """Return True if the object or the list is readable without a key."""
    whole = f"{store.endpoint_url}/{store.bucket_name}"
    read = _as_stranger(f"{whole}/{store.key_of(name)}")
    return read == content or b"<ListBucketResult" in _as_stranger(
        f"{whole}?list-type=2&max-keys=1"
    )


def _as_stranger(address: str) -> bytes:
    """Return the beginning of a 200 answer, else nothing."""
    times = (settings.STORAGE_CONNECT_SECONDS, settings.STORAGE_READ_SECONDS)
    session = requests.Session()
    session.trust_env = False  # no proxy, and no key of a .netrc
    try:
        with session.get(
            address,
            timeout=times,
            stream=True,
            allow_redirects=False,
            verify=settings.STORAGE_CA_FILE or True,
        ) as answer:
            return next(answer.iter_content(1024), b"") if answer.ok else b""
    except requests.RequestException:
        return b""


def _says_open(store: "Bucket") -> bool:
    """Return True if the bucket's own ACL or policy opens it; not every server has these."""

    def policy(client: Any) -> bool:
        status = client.get_bucket_policy_status(Bucket=store.bucket_name)
        return bool(status.get("PolicyStatus", {}).get("IsPublic"))

    def acl(client: Any) -> bool:
        grants = client.get_bucket_acl(Bucket=store.bucket_name).get("Grants", ())
        return any(g.get("Grantee", {}).get("URI", "").endswith(_EVERYBODY) for g in grants)

    return _asked(store, acl) or _asked(store, policy)


def _asked(store: "Bucket", call: Callable[[Any], bool]) -> bool:
    try:
        return store.ask(call)
    except StorageAway:  # unknown here, not allowed, or no policy at all
        return False


def _said_of(error: StorageAway) -> Finding:
    reason = error.reason
    if reason == "NoSuchBucket":
        return Finding("storage.E003", "Không có bucket này.", "Tạo bucket, hoặc sửa STORAGE_URL.")
    if reason in _REFUSALS:
        return Finding(
            "storage.E004",
            f"Kho tệp từ chối khoá ({reason}).",
            "Sửa STORAGE_KEY_ID, STORAGE_SECRET_KEY, STORAGE_REGION; xem quyền khoá, giờ máy.",
        )
    if reason in ("nonsense", "ResponseParserError") or (reason.isdigit() and reason[0] != "5"):
        return Finding(
            "storage.E005",
            "Máy chủ ở STORAGE_URL trả lời không phải kiểu S3.",
            "Sửa STORAGE_URL: địa chỉ máy chủ S3 rồi tên bucket.",
        )
    return Finding(
        "storage.E002",
        f"Không gọi được kho tệp ({reason}): ảnh và bằng chứng trả lời 503.",
        "Xem máy chủ S3, mạng và STORAGE_CA_FILE.",
    )


_recent = Beside(findings)


def recent_findings() -> list[Finding]:
    """Return the faults of the last minute, within a second; none without a bucket."""
    if not configuration.is_set():
        return []
    found = _recent.answer(FRESH_SECONDS, PATIENCE_SECONDS)
    return [_said_of(StorageAway("late"))] if found is None else found
