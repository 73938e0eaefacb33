"""A large object, written while it arrives: it is not visible before it is complete."""

from typing import TYPE_CHECKING, Any

from foundation.files.away import StorageAway

if TYPE_CHECKING:
    from foundation.scale.bucket.s3 import Bucket

PART = 5 * 1024 * 1024  # S3's smallest
# Server errors for a completion that was carried out already.
_REPEATED = {"PreconditionFailed", "NoSuchUpload"}


class BucketWriter:
    """Writes an object piece by piece; a part is in memory. Call `finish` or `discard`.

    Listings do not show the rest of a process that died; `abandon_before` deletes it.
    """

    def __init__(self, bucket: "Bucket", name: str) -> None:
        self._bucket, self._name = bucket, name
        self._buffer = bytearray()
        self._upload: str | None = None
        self._mark = bucket.new_mark()
        self._parts: list[dict[str, Any]] = []

    def write(self, content: bytes | memoryview) -> None:
        """Add the next bytes. Raises StorageAway."""
        self._buffer += content
        while len(self._buffer) >= PART:
            self._send(bytes(self._buffer[:PART]))
            del self._buffer[:PART]

    def _send(self, content: bytes) -> None:
        number, where = len(self._parts) + 1, self._where()
        if self._upload is None:
            begun = self._bucket.ask(
                lambda client: client.create_multipart_upload(**where, Metadata=self._mark)
            )
            self._upload = begun.get("UploadId")
        upload = self._upload
        if not upload:
            raise StorageAway("nonsense")
        answer = self._bucket.ask(
            lambda client: client.upload_part(
                **where, UploadId=upload, PartNumber=number, Body=content
            )
        )
        if not answer.get("ETag"):
            raise StorageAway("nonsense")
        self._parts.append({"PartNumber": number, "ETag": answer["ETag"]})

    def _where(self) -> dict[str, str]:
        return {"Bucket": self._bucket.bucket_name, "Key": self._bucket.key_of(self._name)}

    def finish(self) -> None:
        """Complete the object. Raises FileExistsError if one exists already."""
        if self._upload is None:
            self._bucket.put(self._name, bytes(self._buffer), new=True)
            return
        if self._buffer:
            self._send(bytes(self._buffer))
        self._complete(only_new=True)
        self._upload = None

    def _complete(self, *, only_new: bool) -> None:
        where, upload, parts = self._where(), self._upload, {"Parts": self._parts}
        condition = {"IfNoneMatch": "*"} if only_new else {}
        try:
            self._bucket.ask(
                lambda client: client.complete_multipart_upload(
                    **where, UploadId=upload, MultipartUpload=parts, **condition
                )
            )
        except StorageAway as error:
            if only_new and error.reason == "NotImplemented":
                self._complete(only_new=False)
            elif error.reason not in _REPEATED or not self._bucket.was_written(
                self._name, self._mark
            ):
                raise self._refused(error) from None

    def _refused(self, error: StorageAway) -> Exception:
        if error.reason != "PreconditionFailed":
            return error
        self.discard()
        return FileExistsError()

    def discard(self) -> None:
        """Remove the object, or leave it to `abandon_before`. Does nothing the second time."""
        self._buffer.clear()
        upload, where = self._upload, self._where()
        self._upload = None
        if upload is not None:
            abandon(self._bucket, where["Key"], upload)


def abandon(bucket: "Bucket", key: str, upload: str) -> bool:
    """Delete an incomplete object; return False if it is gone."""
    try:
        bucket.ask(
            lambda client: client.abort_multipart_upload(
                Bucket=bucket.bucket_name, Key=key, UploadId=upload
            )
        )
    except StorageAway:  # the nightly sweep retries
        return False
    return True


def abandon_before(bucket: "Bucket", folder: str, moment: float) -> int:
    """Delete incomplete objects below a folder that were begun before this Unix time."""
    prefix = bucket.key_of(folder) + "/"

    def call(client: Any) -> list[Any]:
        pages = client.get_paginator("list_multipart_uploads")
        found = pages.paginate(Bucket=bucket.bucket_name, Prefix=prefix)
        return [one for page in found for one in page.get("Uploads", ())]

    try:
        begun = bucket.ask(call)
    except StorageAway as error:
        if error.reason in ("NotImplemented", "MethodNotAllowed"):
            return 0
        raise
    old = [one for one in begun if one["Initiated"].timestamp() < moment]
    return sum(abandon(bucket, one["Key"], one["UploadId"]) for one in old)
