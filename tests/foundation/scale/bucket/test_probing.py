"""`check --deploy`, readiness and metrics report faults of the bucket."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from foundation.media import storage_checks
from foundation.scale.bucket import opening, probing
from tests.s3 import keep_versions, names, versions


def told():
    return [message.id for message in storage_checks.check_storage()]


def states():
    return {one.name: [value for _labels, value in one.read()] for one in storage_checks.STATES}


def test_a_private_bucket_has_no_findings_and_keeps_nothing(bucket):
    keep_versions(bucket)
    assert told() == []
    assert versions(bucket) == []
    assert list(storage_checks.warnings()) == []
    assert states() == {"storage_up": [1.0], "storage_public": [0.0]}


def test_without_a_bucket_nothing_is_checked():
    assert told() == []
    assert states() == {"storage_up": [], "storage_public": []}


def test_an_acl_for_everybody_is_reported(bucket):
    bucket.client.put_bucket_acl(Bucket=bucket.bucket_name, ACL="public-read")
    assert told() == ["storage.E006"]
    assert states() == {"storage_up": [1.0], "storage_public": [1.0]}


def test_a_policy_for_everybody_is_reported(bucket):
    everybody = {
        "Effect": "Allow",
        "Principal": "*",
        "Action": "s3:GetObject",
        "Resource": f"arn:aws:s3:::{bucket.bucket_name}/*",
    }
    policy = json.dumps({"Version": "2012-10-17", "Statement": [everybody]})
    bucket.client.put_bucket_policy(Bucket=bucket.bucket_name, Policy=policy)
    assert told() == ["storage.E006"]


def test_a_missing_bucket_is_reported(bucket):
    bucket.client.delete_bucket(Bucket=bucket.bucket_name)
    assert told() == ["storage.E003"]
    (warning,) = storage_checks.warnings()
    assert warning.startswith("Không có bucket này.")


def test_an_unavailable_bucket_is_reported(bucket, s3_line):
    s3_line.is_cut = True
    assert told() == ["storage.E002"]
    assert states()["storage_up"] == [0.0]


def test_undeletable_versions_are_reported(bucket, monkeypatch):
    keep_versions(bucket)
    monkeypatch.setattr(bucket, "remove", lambda _name: None)
    assert told() == ["storage.E007"]
    assert names(bucket) != []


@pytest.fixture
def answering(settings):
    """Return a function that starts a server with the same answer to every request."""
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
def test_other_servers_and_refusals_are_reported(answering, status, body, code):
    answering(status, body)
    assert told() == [code]


def test_disagreeing_nodes_are_reported_and_checked_again(bucket, monkeypatch):
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
