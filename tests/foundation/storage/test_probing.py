"""`check --deploy`, readiness and metrics tell what is wrong with the bucket."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from foundation.media import storage_checks
from foundation.storage import opening, probing
from tests.s3 import keep_versions, names, versions


def told():
    return [message.id for message in storage_checks.check_storage()]


def states():
    return {one.name: [value for _labels, value in one.read()] for one in storage_checks.STATES}


def test_of_a_private_bucket_nothing_is_told_and_nothing_stays(bucket):
    keep_versions(bucket)
    assert told() == []
    assert versions(bucket) == []
    assert list(storage_checks.warnings()) == []
    assert states() == {"storage_up": [1.0], "storage_public": [0.0]}


def test_without_a_bucket_nothing_is_asked():
    assert told() == []
    assert states() == {"storage_up": [], "storage_public": []}


def test_an_acl_for_everybody_is_told(bucket):
    bucket.client.put_bucket_acl(Bucket=bucket.bucket_name, ACL="public-read")
    assert told() == ["storage.E006"]
    assert states() == {"storage_up": [1.0], "storage_public": [1.0]}


def test_a_policy_for_everybody_is_told(bucket):
    everybody = {
        "Effect": "Allow",
        "Principal": "*",
        "Action": "s3:GetObject",
        "Resource": f"arn:aws:s3:::{bucket.bucket_name}/*",
    }
    policy = json.dumps({"Version": "2012-10-17", "Statement": [everybody]})
    bucket.client.put_bucket_policy(Bucket=bucket.bucket_name, Policy=policy)
    assert told() == ["storage.E006"]


def test_a_missing_bucket_is_told(bucket):
    bucket.client.delete_bucket(Bucket=bucket.bucket_name)
    assert told() == ["storage.E003"]
    (warning,) = storage_checks.warnings()
    assert warning.startswith("Không có bucket này.")


def test_away_is_told(bucket, s3_line):
    s3_line.is_cut = True
    assert told() == ["storage.E002"]
    assert states()["storage_up"] == [0.0]


def test_versions_that_may_not_be_deleted_are_told(bucket, monkeypatch):
    keep_versions(bucket)
    monkeypatch.setattr(bucket, "remove", lambda _name: None)
    assert told() == ["storage.E007"]
    assert names(bucket) != []


@pytest.fixture
def answering(settings):
    """Return a function that puts a server there that gives every request the same answer."""
    servers = []

    def start(status, body):
        class Always(BaseHTTPRequestHandler):
            def answer(self):
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_GET = do_PUT = answer  # noqa: N815  # http.server's names

            def log_message(self, *arguments):
                pass

        servers.append(HTTPServer(("127.0.0.1", 0), Always))
        threading.Thread(target=servers[-1].serve_forever, daemon=True).start()
        settings.STORAGE_URL = f"http://127.0.0.1:{servers[-1].server_port}/files"
        settings.STORAGE_KEY_ID = settings.STORAGE_SECRET_KEY = "x"
        opening.bucket.cache_clear()

    yield start
    opening.bucket.cache_clear()
    for server in servers:
        server.shutdown()
        server.server_close()


DENIED = b"<Error><Code>SignatureDoesNotMatch</Code><Message>x</Message></Error>"


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [
        (200, b"<html>Welcome</html>", "storage.E005"),
        (404, b"<html>Not found</html>", "storage.E005"),
        (403, DENIED, "storage.E004"),
        (500, b"", "storage.E002"),
    ],
)
def test_who_is_no_s3_and_who_refuses_us_is_told(answering, status, body, code):
    answering(status, body)
    assert told() == [code]


def test_nodes_that_disagree_are_told_and_asked_again(bucket, monkeypatch):
    real, asked = bucket.read_range, []

    def read_range(*arguments):
        asked.append(arguments)
        if len(asked) == 1:
            raise FileNotFoundError
        return real(*arguments)

    monkeypatch.setattr(bucket, "read_range", read_range)
    monkeypatch.setattr(probing, "FRESH_SECONDS", 0.0)
    monkeypatch.setattr(probing, "PATIENCE_SECONDS", 10.0)
    assert states()["storage_up"] == [0.0]
    assert states()["storage_up"] == [1.0]
