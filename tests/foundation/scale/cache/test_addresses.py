"""CACHE_URL: accepted values, and those that stop the start."""

import pytest

from foundation.scale.cache import addresses


@pytest.mark.parametrize(
    "url",
    [
        "",
        "redis://127.0.0.1",
        "redis://127.0.0.1:6379/0",
        "rediss://:secret@cache.example.vn:6380/3",
        "rediss://portal:a%2Fb@cache.example.vn/1?ssl_ca_certs=" + __file__,
        "redis://[::1]:6379/15",
        "unix:///run/valkey/valkey.sock?db=2",
    ],
)
def test_valid_addresses_are_accepted(settings, url):
    settings.CACHE_URL = url
    assert addresses.faults() == []
    if url:
        assert addresses.options(url)["connection_class"].__name__.endswith("Connection")


@pytest.mark.parametrize(
    "url",
    [
        "127.0.0.1:6379",
        "http://127.0.0.1:6379/",
        "valkey://127.0.0.1",
        "redis://",
        "redis:///0",
        "redis://:secret@",
        "redis://host:port/0",
        "redis://host:99999/0",
        "redis://host:0/0",
        "redis://host/zero",
        "redis://host/-1",
        "redis://host/16",
        "redis://host/0/1",
        "redis://host/0?socket_timeout=60",
        "redis://host/0#1",
        "rediss://host/0?ssl_cert_reqs=none",
        "rediss://host/0?ssl_ca_certs=/nowhere/ca.pem",
        "unix://",
        "unix:///run/valkey.sock?db=x",
        "redis://[::1/0",
    ],
)
def test_invalid_addresses_stop_the_start(settings, url):
    settings.CACHE_URL = url
    assert len(addresses.faults()) == 1


@pytest.mark.parametrize("prefix", ["", "Hưng Yên", "a:b", "a" * 41, "*"])
def test_invalid_prefixes_stop_the_start(settings, prefix):
    settings.CACHE_PREFIX = prefix
    assert len(addresses.faults()) == 1


@pytest.mark.parametrize(
    ("url", "is_open"),
    [
        ("redis://127.0.0.1/0", False),
        ("unix:///run/valkey.sock", False),
        ("rediss://:secret@cache.example.vn/0", False),
        ("redis://:secret@cache.example.vn/0", True),
        ("rediss://cache.example.vn/0", True),
    ],
)
def test_a_cache_open_to_the_network_is_reported(url, is_open):
    assert addresses.is_open_on_network(url) is is_open


def test_keys_hide_the_caller_and_begin_with_the_prefix(settings):
    settings.CACHE_PREFIX = "hung-yen"
    one, other = addresses.key("token", "0912345678"), addresses.key("token", "0912345679")
    assert one != other
    assert one.startswith("hung-yen:token:")
    assert "0912345678" not in one
