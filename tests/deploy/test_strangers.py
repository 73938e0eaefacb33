"""What strangers do through nginx, while a second client must not notice."""

import json
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest
from django.db import connection  # noqa: F401  # named by the mark below

from announcements.actions import ending
from announcements.publishing.snapshot import announcements as snapshot
from citizens.models import Consent, Purpose
from offices.snapshot import directory
from police_portal import health
from procedures.publishing.snapshot import catalogue
from tests.announcements.conftest import now, offices  # noqa: F401  # fixtures
from tests.announcements.factories import approver_of, published
from tests.citizens.factories import citizen, token_of
from tests.deploy import running_nginx
from tests.deploy.two_instances import behind_nginx, post, second_client, status_of
from tests.for_each import for_each
from tests.foundation.media.pictures import picture
from tests.procedures.factories import publish_procedure

pytestmark = [
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer"),
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(running_nginx.NGINX is None, reason="nginx is not installed"),
]
SEARCH = "/api/v1/procedures/?search=ho+chieu"
ASKED = 8


@pytest.fixture
def service(settings, tmp_path):
    """Return nginx and its two instances, with a procedure."""
    publish_procedure()
    catalogue.current(), directory.current()
    with behind_nginx(tmp_path, settings) as both:
        yield both


@pytest.fixture
def nginx(service):
    return service[0]


LONG = {
    "a slash is added": "/api/v1/procedures?" + "a" * 7_900,
    "a slash is added, and each letter quoted": "/api/v1/procedures?" + '"' * 1_300,
    "a slash is added to a path of quoted letters": "/tin/" + "%C3%A9" * 600,
    "signing in": "/quan-tri/?" + "a=/&" * 1_800,
    "signing in, each letter quoted": "/quan-tri/reports/report/?" + "%2F" * 1_300,
    "signing in, each letter quoted twice": "/quan-tri/reports/report/?" + '"' * 1_300,
    "longer than any address": "/api/v1/procedures?" + "a" * 8_001,
    "longer than a line": "/api/v1/procedures?" + "a" * 17_000,
    "a printed address": "/m/news/" + "a" * 7_900,
    "documents": "/api/docs?" + "b" * 7_900,
}


@for_each("path", list(LONG.values()), ids=list(LONG))
def test_no_address_takes_an_instance_out_of_service(nginx, path):
    with second_client(nginx, SEARCH, at_least=ASKED) as seen:
        answers = {status_of(nginx.ask("127.0.0.8", path)) for _time in range(ASKED)}
    assert set(seen) == {200}
    assert answers <= {301, 302, 404, 414}


def test_a_long_address_ends_at_nginx_in_vietnamese(service):
    nginx, instances = service
    for one in instances:
        one.stop()
    head, body = nginx.ask(path="/api/v1/procedures/?search=" + "a" * 8_000)
    assert (head.split()[1], '"code":"address_too_long"' in body) == ("414", True)
    head, body = nginx.ask(path="/quan-tri/?" + "a" * 8_000)
    assert (head.split()[1], "<h1>Địa chỉ quá dài</h1>" in body) == ("414", True)


def test_strangers_learn_of_readiness_nothing_but_itself(nginx, monkeypatch):
    monkeypatch.setattr(health, "SECONDS_PER_PART", 30)
    head, body = nginx.ask(path="/health/ready/")
    assert (head.split()[1], body) == ("200", '{"status": "ok"}')


@pytest.mark.usefixtures("offices")
def test_what_was_withdrawn_comes_back_from_no_cache_whatever_fails(service):
    nginx, instances = service
    row = published("scam_warning", title="Cảnh báo giả mạo thử")
    api = "/api/v1/announcements/"
    paths = [api, f"{api}{row.slug}/", f"/tin/{row.slug}/", f"/m/news/{row.slug}/?web"]
    paths += ["/api/v1/procedures/?search=canh+bao+gia+mao"]
    for _time in range(2):
        assert {status_of(nginx.ask(path=path)) for path in paths} == {200}
    ending.withdraw(row, approver_of(), "Đã hết.")
    snapshot.refresh()
    after = [nginx.ask(path=path) for path in paths]
    assert [status_of(one) for one in after] == [200, 410, 410, 410, 200]
    for one in instances:
        one.stop()
    failed = [nginx.ask(path=path) for path in paths]
    assert [status_of(one) for one in failed[:4]] == [502] * 4
    assert not any(row.title in body for _head, body in after + failed)


PICTURE = picture(3500, 3500, form="PNG", mode="1", colour=1)
FORM = "multipart/form-data; boundary=x"
PHOTO = (
    b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n'
    b"Content-Type: image/jpeg\r\n\r\n" + picture() + b"\r\n--x--\r\n"
)


def upload_as_stranger(nginx, times):
    """Send pictures under a new ticket; return the statuses."""
    given = json.loads(post(nginx, "/api/v1/evidence/ticket/", "application/json", b"")[1])
    path = urlsplit(given["upload_url"])
    address = f"{path.path}?{path.query}"
    return [post(nginx, address, "image/png", PICTURE)[0] for _time in range(times)]


def test_strangers_pictures_keep_no_citizens_photo_out(service, settings, tmp_path):
    settings.SEALED_ROOT, settings.MEDIA_ROOT = tmp_path / "sealed", tmp_path / "media"
    settings.PHOTOS_AT_ONCE = 1
    who = citizen()
    Consent.objects.create(citizen=who, purpose=Purpose.PHOTO, granted=True)
    session = {"Authorization": f"Bearer {token_of(who)}"}
    with ThreadPoolExecutor(3) as strangers:
        sent = [strangers.submit(upload_as_stranger, service[0], 3) for _stranger in range(3)]
        own = [post(service[0], "/api/v1/photos/", FORM, PHOTO, **session)[0] for _time in range(6)]
        assert own == [200] * 6
        assert [one.result() for one in sent] == [[200] * 3] * 3
