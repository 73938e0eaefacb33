"""A bucket of a real server: objects are whole or not there, go for good, and it may be away."""

import time

import pytest

from foundation.storage import places
from foundation.storage.away import StorageAway
from foundation.storage.opening import attempt, list_names
from foundation.storage.paths import BucketPath
from foundation.storage.writing import PART, BucketWriter, abandon_before
from tests.s3 import keep_versions, names, versions


def test_what_was_written_is_read_by_ranges(bucket):
    path = BucketPath("sealed/ab/x")
    path.write(bytes(range(200)))
    with path.open() as file:
        assert (file.seek(0, 2), file.seek(10), file.read(5)) == (200, 10, bytes(range(10, 15)))
    assert bucket.read_range(path.whole, 150, 100) == (bytes(range(150, 200)), 200)
    assert names(bucket) == ["portal/sealed/ab/x"]
    assert list(list_names("sealed")) == ["sealed/ab/x"]
    with pytest.raises(NotImplementedError):
        bucket.url(path.whole)


def test_only_a_missing_object_is_missing(bucket):
    with pytest.raises(FileNotFoundError):
        bucket.read_range("none", 0, 1)
    bucket.bucket_name = "no-such-bucket"
    with pytest.raises(StorageAway, match="NoSuchBucket"):
        bucket.read_range("none", 0, 1)


def test_a_deleted_object_is_gone_with_all_its_versions(bucket):
    keep_versions(bucket)
    bucket.put("photos/a", b"first")
    bucket.put("photos/a", b"second")
    bucket.put("photos/ab", b"another")
    bucket.remove("photos/a")
    assert [one["Key"] for one in versions(bucket)] == ["portal/photos/ab"]


def test_a_folder_goes_on_a_server_that_knows_no_versions(bucket, monkeypatch):
    for name in ("sealed/a.new/0", "sealed/a.new/1", "sealed/a.newer"):
        bucket.put(name, b"x")
    monkeypatch.setattr(bucket, "_versions", lambda _prefix: None)
    bucket.remove_below("sealed/a.new")
    assert names(bucket) == ["portal/sealed/a.newer"]


def test_a_large_object_is_seen_when_it_is_whole(bucket):
    writer = BucketWriter(bucket, "sealed/large")
    writer.write(b"x" * (PART + 1))
    assert names(bucket) == []
    writer.finish()
    assert bucket.read_range("sealed/large", 0, 1)[1] == PART + 1
    second = BucketWriter(bucket, "sealed/large")
    second.write(b"y" * (PART + 1))
    with pytest.raises(FileExistsError):
        second.finish()
    assert bucket.read_range("sealed/large", 0, 1)[0] == b"x"


def test_what_never_became_whole_is_swept(bucket):
    BucketWriter(bucket, "sealed/left").write(b"x" * PART)
    assert abandon_before(bucket, "sealed", 0) == 0
    assert abandon_before(bucket, "sealed", time.time()) == 1
    assert abandon_before(bucket, "sealed", time.time()) == 0


def test_away_it_says_so_and_comes_back(bucket, s3_line):
    bucket.put("photos/a", b"x")
    s3_line.is_cut = True
    with pytest.raises(StorageAway):
        bucket.read_range("photos/a", 0, 1)
    assert not attempt(lambda: bucket.remove("photos/a"))
    s3_line.is_cut = False
    assert bucket.read_range("photos/a", 0, 1) == (b"x", 1)


def test_slow_it_is_given_up_in_time_and_then_not_asked(bucket, s3_line, monkeypatch):
    monkeypatch.setattr(bucket, "_places", places.Places(1, seconds=1.2))
    s3_line.delay = 2.0
    before, began = s3_line.connections, time.perf_counter()
    for reason in ("late", "rests"):
        with pytest.raises(StorageAway, match=reason):
            bucket.read_range("photos/a", 0, 1)
    assert time.perf_counter() - began < 2.0
    assert s3_line.connections == before + 1
