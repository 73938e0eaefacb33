"""Django's upload handler that seals files on arrival: no plain byte reaches the disk."""

from dataclasses import dataclass
from functools import partial
from uuid import UUID, uuid4

from django.core.files.uploadhandler import FileUploadHandler, StopUpload

from foundation.media.file_types import HEAD, UNKNOWN, Refused, declared_type
from foundation.media.sealed_files import Sealed, SealedWriter, delete_sealed, path_of
from foundation.storage.opening import attempt


class TooLarge(Exception):
    """More data came than the request may have; `most` is the limit in bytes."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


@dataclass(frozen=True)
class ReceivedFile:
    """A sealed file: its id, the sender's name for it, and the written file."""

    file_id: UUID
    name: str
    sealed: Sealed


class SealingUploadHandler(FileUploadHandler):
    """Seals the files of one request, `most_files` with `most_bytes` together; lists `received`.

    It stops at the first byte too many and at a file of a kind that is not accepted, sets the
    reason in `refused`, and removes everything. The parsing code must call `discard` on failure.
    """

    def __init__(self, most_bytes: int, most_files: int) -> None:
        super().__init__()
        self.received: list[ReceivedFile] = []
        self.refused: Exception | None = None
        self._most_bytes, self._most_files, self._bytes = most_bytes, most_files, 0
        self._writer: SealedWriter | None = None
        self._file_id, self._head = uuid4(), b""

    def new_file(self, *args: object, **kwargs: object) -> None:
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        if len(self.received) == self._most_files:
            self._stop(Refused(f"Mỗi lần chỉ gửi được tối đa {self._most_files} tệp."))
        self._file_id, self._head = uuid4(), b""
        self._writer = SealedWriter(path_of(self._file_id), self._file_id)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Seal the next bytes."""
        self._bytes += len(raw_data)
        if self._bytes > self._most_bytes:
            self._stop(TooLarge(self._most_bytes))
        if len(self._head) < HEAD:
            self._head += raw_data[:HEAD]
            if len(self._head) >= HEAD and declared_type(self._head) is None:
                self._stop(Refused(UNKNOWN))
        if self._writer:
            self._writer.write(raw_data)

    def _stop(self, why: Exception) -> None:
        self.refused = why
        self.discard()
        raise StopUpload(connection_reset=True)

    def file_complete(self, file_size: int) -> None:
        """Store the file; Django lists none, because there is no plain one to read."""
        if self._writer:
            received = ReceivedFile(self._file_id, self.file_name or "", self._writer.finish())
            self._writer = None
            self.received.append(received)

    def upload_interrupted(self) -> None:
        self.discard()

    def discard(self) -> None:
        """Delete all files of this request."""
        if self._writer:
            self._writer.discard()
            self._writer = None
        for one in self.received:
            attempt(partial(delete_sealed, one.file_id))
        self.received.clear()
