"""Printed addresses lead to the Mini App, and serve people without Zalo."""

import pytest

from dossiers.notices import DOSSIER
from feedback.ratings.qr import RATING
from foundation.zalo import deep_links
from tests.for_each import for_each
from tests.offices.factories import office, province
from tests.procedures.factories import publish_procedure

pytestmark = pytest.mark.django_db
PHONE = {"User-Agent": "Mozilla/5.0 (Linux; Android 15) Mobile"}
PATH = "/m/office/ca-xa-thu/"


@pytest.fixture
def hamlet(settings):
    settings.ZALO_MINI_APP_ID = "123"
    return office("ca-xa-thu", kind="commune", name="Công an xã Thử", address="Thôn 1",
                  phones=["0210 3846 123 – Trực ban"], parent=province())  # fmt: skip


def test_a_phone_is_redirected_with_the_source_of_the_link(client, hamlet):
    answer = client.get(f"{PATH}?utm_source=poster", headers=PHONE)
    assert (answer.status_code, answer["Location"]) == (
        302,
        "https://zalo.me/s/123/?office=ca-xa-thu&utm_source=poster",
    )


@for_each(("path", "headers"), [(PATH, {}), (f"{PATH}?web", PHONE)])
def test_without_zalo_there_is_a_page(client, hamlet, path, headers):
    page = client.get(path, headers=headers).content.decode()
    assert "<h1>Công an xã Thử</h1>" in page
    assert "Địa chỉ: Thôn 1" in page
    assert 'href="tel:02103846123"' in page


@for_each(
    "path",
    [
        "/m/office/khong-co/",
        "/m/dossier/A-1/",
        "/m/rating/forged/",
        "/m/x/y/",
        f"/m/office/{'x' * 601}/",
    ],
)
def test_unprinted_addresses_are_not_found(client, hamlet, path):
    assert client.get(path).status_code == 404


def test_an_unknown_source_is_dropped(client, hamlet):
    answer = client.get(PATH, {"utm_source": "a&rating=x"}, headers=PHONE)
    assert answer["Location"] == "https://zalo.me/s/123/?office=ca-xa-thu"


def test_a_procedure_without_the_mini_app_has_a_page(client, settings):
    settings.ZALO_MINI_APP_ID = ""
    row = publish_procedure()
    assert row.name in client.get(f"/m/procedure/{row.pk}/", headers=PHONE).content.decode()


def test_printed_addresses_are_our_own(settings):
    settings.PUBLIC_URL, settings.ZALO_MINI_APP_ID = "https://a.example", "123"
    printed = deep_links.printed(RATING, "p.abc:1", "poster")
    assert printed == "https://a.example/m/rating/p.abc:1/?utm_source=poster"
    assert deep_links.value_in(printed, RATING) == "p.abc:1"
    with pytest.raises(ValueError, match="dossier"):
        deep_links.printed(DOSSIER, "A-1")
