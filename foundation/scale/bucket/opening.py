"""The bucket of this process."""

from functools import cache
from typing import TYPE_CHECKING

from foundation.processes import forks

if TYPE_CHECKING:
    from foundation.scale.bucket.s3 import Bucket


@cache
def bucket() -> "Bucket":
    """Return the bucket of STORAGE_URL; the first call loads boto3."""
    from foundation.scale.bucket.s3 import Bucket

    return Bucket()


forks.begin(bucket.cache_clear)  # its threads stay with the parent
