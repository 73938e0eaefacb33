"""Addresses of databases: what is wrong with one, and what connections are told."""

import pytest

from foundation.database import addresses
from police_portal.database.databases import database

TWO = "postgres://u:p@10.0.0.1:5433,10.0.0.2/portal?target_session_attrs=read-write"


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("mysql://u@h/d", "postgres://"),
        ("h/d", "postgres://"),
        ("postgres://u@h", "tên cơ sở dữ liệu"),
        ("postgres://u:p#1@h/d", "tên cơ sở dữ liệu"),
        ("postgres://u:p/1@h/d", "cổng"),
        ("postgres://u@h:0/d", "cổng"),
        ("postgres://u@h1:5432,h2:x/d", "cổng"),
        ("postgres://u@[::1/d", "không đọc được"),
        ("postgres://u@h/d?sslmod=require", "sslmod"),
    ],
)
def test_an_address_that_cannot_be_read_is_told_and_lets_modules_load(url, words):
    fault, *_others = addresses.format_faults(url)
    assert words in fault.text
    assert fault.hint
    assert "p#1" not in fault.text + fault.hint
    assert database(url)["NAME"] == "unusable"


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:///:memory:",
        "postgres:///portal",
        "postgres://%2Frun%2Fpostgresql:6432/portal?CONN_MAX_AGE=5",
        "postgres://u@[::1]:5432/portal?sslmode=verify-full&sslrootcert=/ca.pem",
        TWO,
    ],
)
def test_right_addresses_have_no_fault(url):
    assert list(addresses.format_faults(url)) == []


def test_each_host_keeps_its_own_port():
    """One missing port would else move those of all hosts behind it."""
    described = database("postgres://u@h1,[::1]:5433,%2Frun%2Fpg/d?target_session_attrs=read-write")
    assert described["HOST"] == "h1,::1,/run/pg"
    assert described["PORT"] == "5432,5433,5432"


@pytest.mark.parametrize(
    ("url", "words"),
    [
        (TWO.partition("?")[0], ["target_session_attrs"]),
        (TWO.replace("read-write", "any"), ["target_session_attrs"]),
        (TWO.replace("10.0.0.2", ""), ["để trống"]),
        (TWO.replace("10.0.0.2", "10.0.0.1:5433"), ["hai lần"]),
        (TWO.replace("10.0.0.2", "b,c,d"), ["hơn 3"]),
        (TWO, []),
    ],
)
def test_several_hosts_are_told_when_half_configured(url, words):
    found = list(addresses.hosts_faults(url))
    assert len(found) == len(words)
    assert all(word in fault.text for word, fault in zip(words, found, strict=True))


def test_all_hosts_but_one_may_be_cut_off_within_the_wait_of_a_request():
    seconds = database(TWO)["OPTIONS"]["connect_timeout"]
    assert (addresses.MAX_HOSTS - 1) * seconds < 5


def test_what_an_address_says_of_times_is_kept():
    options = database(f"{TWO}&tcp_user_timeout=4000")["OPTIONS"]
    assert (options["tcp_user_timeout"], options["keepalives_idle"]) == (4000, 10)
