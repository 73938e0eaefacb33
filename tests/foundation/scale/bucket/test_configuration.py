"""Settings of the bucket: complete, half and wrong ones."""

import pytest

from foundation.media.storage_checks import check_storage_settings
from foundation.scale.bucket import configuration
from tests.for_each import for_each

WHOLE = {
    "STORAGE_URL": "https://s3.example.vn/portal-files",
    "STORAGE_KEY_ID": "id",
    "STORAGE_SECRET_KEY": "secret",
}


def ids(settings, **values):
    for name, value in values.items():
        setattr(settings, name, value)
    return [message.id for message in check_storage_settings()]


def test_none_or_all_settings_are_valid(settings):
    assert ids(settings) == []
    assert ids(settings, **WHOLE) == []


@pytest.mark.parametrize("missing", WHOLE)
def test_half_of_the_settings_stops_the_start(settings, missing):
    assert ids(settings, **(WHOLE | {missing: ""})) == ["storage.E001"]


@for_each(
    ("url"),
    {
        "no server": "portal-files",
        "no bucket": "https://s3.example.vn/",
        "another scheme": "s3://portal-files",
        "a key in it": "https://id:secret@s3.example.vn/portal-files",
        "a query": "https://s3.example.vn/portal-files?a=b",
        "no port": "https://s3.example.vn:port/portal-files",
        "a name that is none": "https://s3.example.vn/Ảnh",
        "a folder that climbs": "https://s3.example.vn/portal-files/../other",
    },
)
def test_a_wrong_address_stops_the_start(settings, url):
    assert ids(settings, **(WHOLE | {"STORAGE_URL": url})) == ["storage.E001"]


def test_missing_authorities_stop_the_start(settings):
    wrong = {"STORAGE_CA_FILE": "/none.pem"}
    assert ids(settings, **WHOLE, **wrong) == ["storage.E001"]


def test_an_address_has_a_folder_or_none():
    assert configuration.read_address("http://[::1]:9000/files/a/b").prefix == "a/b"
    assert configuration.read_address("https://s3.example.vn/files").prefix == ""
