"""The one error that says that the storage of files cannot be asked now."""

RETRY_SECONDS = 10


class StorageAway(Exception):
    """The bucket does not answer, answers nonsense, or refuses us; `reason` is for the log.

    It never says that a file is missing or broken: that is FileNotFoundError, or what is read.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
