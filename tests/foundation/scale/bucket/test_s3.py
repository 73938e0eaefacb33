"""A bucket of a real server: objects are whole or absent, and deleted for good."""

import os
import time

import pytest
from botocore.exceptions import ClientError, ReadTimeoutError
from botocore.httpsession import URLLib3Session

from foundation.files.away import StorageAway
from foundation.scale.bucket import opening, places
from foundation.scale.bucket.paths import BucketPath
from foundation.scale.bucket.writing import PART, BucketWriter, abandon_before
from foundation.storage.opening import attempt, list_names
from tests.s3 import keep_versions, names, versions


def test_written_objects_are_read_by_ranges(bucket):
    path = BucketPath("sealed/ab/x")
    path.write(bytes(range(200)))
    with path.open() as file:
        assert (file.seek(0, 2), file.seek(10), file.read(5)) == (200, 10, bytes(range(10, 15)))
    assert bucket.read_range(path.whole, 150, 100) == (bytes(range(150, 200)), 200)
    assert names(bucket) == ["portal/sealed/ab/x"]
    assert list(list_names("sealed")) == ["sealed/ab/x"]
    with pytest.raises(NotImplementedError):
        bucket.url(path.whole)


def test_only_a_missing_object_is_reported_as_missing(bucket):
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


def test_a_folder_is_deleted_on_a_server_without_versions(bucket, monkeypatch):
    for name in ("sealed/a.new/0", "sealed/a.new/1", "sealed/a.newer"):
        bucket.put(name, b"x")
    monkeypatch.setattr(bucket, "_versions", lambda _prefix: None)
    bucket.remove_below("sealed/a.new")
    assert names(bucket) == ["portal/sealed/a.newer"]


def test_a_large_object_is_visible_when_complete(bucket):
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


def test_incomplete_objects_are_swept(bucket):
    BucketWriter(bucket, "sealed/left").write(b"x" * PART)
    assert abandon_before(bucket, "sealed", 0) == 0
    assert abandon_before(bucket, "sealed", time.time()) == 1
    assert abandon_before(bucket, "sealed", time.time()) == 0


def test_an_unavailable_bucket_raises_and_recovers(bucket, s3_line):
    bucket.put("photos/a", b"x")
    s3_line.is_cut = True
    with pytest.raises(StorageAway):
        bucket.read_range("photos/a", 0, 1)
    assert not attempt(lambda: bucket.remove("photos/a"))
    s3_line.is_cut = False
    assert bucket.read_range("photos/a", 0, 1) == (b"x", 1)


def test_a_slow_bucket_is_given_up_in_time_and_then_skipped(bucket, s3_line, monkeypatch):
    monkeypatch.setattr(bucket, "_places", places.Places(1, seconds=1.2))
    before = s3_line.connections
    with s3_line.silent():
        for reason in ("late", "rests"):
            with pytest.raises(StorageAway, match=reason):
                bucket.read_range("photos/a", 0, 1)
    assert s3_line.connections == before + 1


# --- a write whose answer is lost ----------------------------------------------------------------


@pytest.fixture
def lose_answer(monkeypatch):
    """Return a function that loses the answer to the first request with this method."""

    def lose(method):
        real, lost = URLLib3Session.send, []

        def send(session, request):
            answer = real(session, request)
            if request.method == method and not lost:
                lost.append(request.url)
                raise ReadTimeoutError(endpoint_url=request.url, error="lost")
            return answer

        monkeypatch.setattr(URLLib3Session, "send", send)
        return lost

    return lose


def test_ones_own_object_counts_as_written(bucket, lose_answer):
    lost = lose_answer("PUT")
    bucket.put("sealed/a", b"x", new=True)
    assert lost
    assert bucket.read_range("sealed/a", 0, 1) == (b"x", 1)


def test_anothers_object_is_not_ours_after_a_lost_answer(bucket, lose_answer):
    bucket.put("sealed/a", b"theirs", new=True)
    lost = lose_answer("PUT")
    with pytest.raises(FileExistsError):
        bucket.put("sealed/a", b"ours", new=True)
    assert lost
    assert bucket.read_range("sealed/a", 0, 9)[0] == b"theirs"


@pytest.fixture
def completing(bucket, monkeypatch):
    """Return a function that completes, or does not, and then refuses as servers do."""

    def refuse(code, carried_out):
        real = bucket.client.complete_multipart_upload

        def complete(**values):
            if carried_out:
                real(**values)
            raise ClientError({"Error": {"Code": code}}, "CompleteMultipartUpload")

        monkeypatch.setattr(bucket.client, "complete_multipart_upload", complete)
        writer = BucketWriter(bucket, "sealed/large")
        writer.write(b"x" * (PART + 1))
        return writer

    return refuse


@pytest.mark.parametrize("code", ["NoSuchUpload", "PreconditionFailed"])
def test_a_completion_refused_because_it_was_done_succeeds(bucket, completing, code):
    completing(code, carried_out=True).finish()
    assert bucket.read_range("sealed/large", 0, 1)[1] == PART + 1


@pytest.mark.parametrize(
    ("code", "error"), [("NoSuchUpload", StorageAway), ("PreconditionFailed", FileExistsError)]
)
def test_a_completion_refused_because_of_another_object_fails(bucket, completing, code, error):
    writer = completing(code, carried_out=False)
    bucket.put("sealed/large", b"theirs")
    with pytest.raises(error):
        writer.finish()
    assert bucket.read_range("sealed/large", 0, 9)[0] == b"theirs"


def test_a_swept_upload_is_not_counted_as_done(completing):
    with pytest.raises(StorageAway, match="NoSuchUpload"):
        completing("NoSuchUpload", carried_out=False).finish()


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_forked_process_has_its_own_threads(bucket):
    bucket.put("photos/a", b"x")
    child = os.fork()
    if child == 0:
        os._exit(0 if opening.bucket() is not bucket else 1)
    _pid, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
