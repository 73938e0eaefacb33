"""A bucket of any S3 server, by django-storages and boto3.

Imported only with STORAGE_URL: it costs each process 0.4 s and 23 MB. Names of objects are the
paths of the files below DATA_DIR/media: random, without anything personal.
"""

import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, TypeVar
from uuid import uuid4

import structlog
import urllib3
from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.files.base import ContentFile, File
from storages.backends.s3 import S3Storage

from foundation.files.away import StorageAway
from foundation.files.guard import require_ours
from foundation.scale.bucket import configuration
from foundation.scale.bucket.places import Places

log = structlog.get_logger("police_portal.storage")
T = TypeVar("T")
ATTEMPTS = 2
# Photos and pictures have 2 MB, pieces of originals 1 MB.
WHOLE = 16 * 1024 * 1024
_CONTENT_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+)", re.ASCII)
_UNKNOWN = {"NotImplemented", "MethodNotAllowed"}
_WRITER = "writer"  # in an object's metadata: identifies the write


class Nonsense(Exception):
    """The answer is not from an S3 server."""


@dataclass(frozen=True)
class Listed:
    """An object: its name, its bytes, and when it was last written."""

    name: str
    size: int
    written_at: datetime


def code_of(error: ClientError) -> str:
    """Return S3's code of an error, such as NoSuchBucket."""
    return str(error.response.get("Error", {}).get("Code", ""))


class Bucket(S3Storage):
    """Private files in a bucket; all methods raise StorageAway if it is unavailable.

    Reading raises FileNotFoundError only if the bucket itself answered that there is no such
    object.
    """

    def __init__(self) -> None:
        address = configuration.address()
        super().__init__(
            endpoint_url=address.endpoint,
            bucket_name=address.bucket,
            location=address.prefix,
            access_key=settings.STORAGE_KEY_ID,
            secret_key=settings.STORAGE_SECRET_KEY,
            security_token=None,
            session_profile=None,
            region_name=settings.STORAGE_REGION,
            verify=settings.STORAGE_CA_FILE or None,
            client_config=_client_config(),
            default_acl=None,
        )
        places = max(1, settings.WEB_THREADS // 2)
        self._places = Places(places, settings.STORAGE_TOTAL_SECONDS)
        self._making = threading.Lock()
        self._client: Any = None

    @property
    def client(self) -> Any:
        """Return boto3's client, which threads may share; the library creates one per thread."""
        with self._making:
            if self._client is None:
                self._client = self._create_session().client(
                    "s3",
                    region_name=self.region_name,
                    endpoint_url=self.endpoint_url,
                    config=self.client_config,
                    verify=self.verify,
                )
        return self._client

    def key_of(self, name: str) -> str:
        """Return the whole name of an object. Raises SuspiciousOperation for one with «..»."""
        return str(self._normalize_name(name))

    def ask(self, call: Callable[[Any], T]) -> T:
        """Return the result of a call of the client, within STORAGE_TOTAL_SECONDS."""
        try:
            return self._places.run(lambda: call(self.client))
        except ClientError as error:
            if code_of(error) == "NoSuchKey":
                raise FileNotFoundError from None
            raise self._away(code_of(error) or "nonsense") from error
        except (BotoCoreError, Boto3Error, urllib3.exceptions.HTTPError, OSError) as error:
            raise self._away(type(error).__name__) from error
        except Nonsense as error:
            raise self._away("nonsense") from error
        except StorageAway as error:
            raise self._away(error.reason) from None

    def _away(self, reason: str) -> StorageAway:
        log.warning("storage_away", reason=reason)
        return StorageAway(reason)

    def put(self, name: str, content: bytes, *, new: bool = False) -> None:
        """Write a whole object; after an error nothing of it exists.

        With `new` FileExistsError is raised if there is one already.
        """
        only_new = {"IfNoneMatch": "*"} if new else {}
        key, mark = self.key_of(name), self.new_mark()

        def call(client: Any) -> None:
            answer = client.put_object(
                Bucket=self.bucket_name,
                Key=key,
                Body=content,
                ContentType="application/octet-stream",
                Metadata=mark,
                **only_new,
            )
            if not answer.get("ETag"):
                raise Nonsense

        try:
            self.ask(call)
        except StorageAway as error:
            if error.reason == "PreconditionFailed":
                if self.was_written(name, mark):
                    return
                raise FileExistsError from None
            if new and error.reason in _UNKNOWN:
                self.put(name, content)
                return
            raise

    @staticmethod
    def new_mark() -> dict[str, str]:
        """Return metadata that identify an object as written by this call."""
        return {_WRITER: uuid4().hex}

    def was_written(self, name: str, mark: dict[str, str]) -> bool:
        """Return True if the existing object is from the write with this mark.

        The library repeats a request whose answer was lost: a write of a new object is then refused
        because of itself.
        """
        where = {"Bucket": self.bucket_name, "Key": self.key_of(name)}
        try:
            answer = self.ask(lambda client: client.head_object(**where))
        except StorageAway as error:
            if error.reason == "404":  # a response without a body has no error code either
                return False
            raise
        return bool(answer.get("Metadata") == mark)

    def read_range(self, name: str, start: int, size: int) -> tuple[bytes, int]:
        """Return up to `size` bytes of an object from byte `start` on, and how many it has."""
        key = self.key_of(name)

        def call(client: Any) -> tuple[bytes, int]:
            wanted = f"bytes={start}-{start + size - 1}"
            answer = client.get_object(Bucket=self.bucket_name, Key=key, Range=wanted)
            with answer["Body"] as body:
                found = _CONTENT_RANGE.fullmatch(answer.get("ContentRange", ""))
                if not found or int(found[1]) != start or int(found[2]) >= start + size:
                    raise Nonsense
                content = body.read(size)
            if len(content) != int(found[2]) + 1 - start:
                raise Nonsense
            return content, int(found[3])

        try:
            return self.ask(call)
        except StorageAway as error:
            if error.reason in ("InvalidRange", "416"):  # an empty object, or one that shrank
                return b"", 0
            raise

    def remove(self, name: str) -> None:
        """Delete an object for good, with all its versions in the bucket."""
        where = {"Bucket": self.bucket_name, "Key": self.key_of(name)}
        self.ask(partial(_delete, where))
        for version in self.versions(name):
            self.ask(partial(_delete, {**where, "VersionId": version}))

    def remove_below(self, folder: str) -> None:
        """Delete everything below a folder for good."""
        whole = self.key_of(folder) + "/"
        found = self._versions(whole)
        if found is None:
            found = [(self.key_of(one.name), None) for one in self.walk(folder)]
        for key, version in found:
            only = {"VersionId": version} if version else {}
            self.ask(partial(_delete, {"Bucket": self.bucket_name, "Key": key, **only}))

    def versions(self, name: str) -> list[str]:
        """Return the existing versions of an object, including deletions; mostly none."""
        key = self.key_of(name)
        return [version for found, version in self._versions(key) or () if found == key and version]

    def _versions(self, prefix: str) -> list[tuple[str, str | None]] | None:
        """Return names and versions of objects; None from a server without versions."""

        def call(client: Any) -> list[tuple[str, str | None]]:
            pages = client.get_paginator("list_object_versions")
            return [
                (one["Key"], str(one["VersionId"]))
                for page in pages.paginate(Bucket=self.bucket_name, Prefix=prefix)
                for one in (*page.get("Versions", ()), *page.get("DeleteMarkers", ()))
            ]

        try:
            return self.ask(call)
        except StorageAway as error:
            if error.reason in _UNKNOWN:
                return None
            raise

    def walk(self, folder: str) -> Iterator[Listed]:
        """Yield the objects below a folder, in the order of names."""
        prefix, after = self.key_of(folder) + "/", ""
        cut = len(self.key_of("x")) - 1  # the common prefix of all names
        while True:
            page = self._page(prefix, after)
            for one in page:
                yield Listed(one["Key"][cut:], one["Size"], one["LastModified"])
            if not page:
                return
            after = page[-1]["Key"]

    def _page(self, prefix: str, after: str) -> list[Any]:
        def call(client: Any) -> list[Any]:
            answer = client.list_objects_v2(
                Bucket=self.bucket_name, Prefix=prefix, StartAfter=after
            )
            if "KeyCount" not in answer and "Name" not in answer:
                raise Nonsense
            return list(answer.get("Contents", ()))

        return self.ask(call)

    # --- Django's names for the same

    def _open(self, name: str, mode: str = "rb") -> File:  # type: ignore[type-arg]
        if mode != "rb":
            raise ValueError(mode)
        return ContentFile(self.read_range(name, 0, WHOLE)[0], name)

    def _save(self, name: str, content: File) -> str:  # type: ignore[type-arg]
        require_ours()
        self.put(name, b"".join(content.chunks()))
        return name

    def delete(self, name: str) -> None:
        """Delete an object for good."""
        require_ours()
        self.remove(name)

    def exists(self, name: str) -> bool:
        """Return True if there is such an object."""
        try:
            self.read_range(name, 0, 1)
        except FileNotFoundError:
            return False
        return True

    def get_modified_time(self, name: str) -> datetime:
        """Return when an object was last written."""
        found = (
            one for one in self._page(self.key_of(name), "") if one["Key"] == self.key_of(name)
        )
        try:
            moment: datetime = next(found)["LastModified"]
        except StopIteration:
            raise FileNotFoundError from None
        return moment

    def url(self, *_args: object, **_options: object) -> str:
        """Refuse: files are shown through addresses of this service only."""
        raise NotImplementedError


def _delete(where: dict[str, str], client: Any) -> None:
    client.delete_object(**where)


def _client_config() -> Config:
    return Config(
        s3={"addressing_style": "path"},
        connect_timeout=settings.STORAGE_CONNECT_SECONDS,
        read_timeout=settings.STORAGE_READ_SECONDS,
        retries={"total_max_attempts": ATTEMPTS, "mode": "standard"},
        max_pool_connections=max(1, settings.WEB_THREADS // 2),
        # Newer clients send sums as trailers, which only newer servers understand.
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
        proxies={},
    )
