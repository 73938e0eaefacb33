"""The one error for unavailable storage."""

RETRY_SECONDS = 10


class StorageAway(Exception):
    """The bucket does not answer, answers nonsense, or refuses us; `reason` is for the log.

    It never means that a file is missing or broken: that is FileNotFoundError, or an error of the
    reader.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
