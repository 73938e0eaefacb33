"""System checks of keys, sessions, limits and the development login."""

import pytest
from django.core.checks import run_checks

from citizens.checks import keys_fit_the_data
from tests.citizens.factories import PHONE, citizen
from tests.police_portal import production

DATA, HASH, OLD = (f"{prefix}{production.SECRET}" for prefix in ("data", "hash", "old"))
GOOD = {
    "DEBUG": False,
    "SECRET_KEY": production.SECRET,
    "SECRET_KEY_FALLBACKS": [],
    "DATA_KEYS": [DATA],
    "HASH_KEY": HASH,
    "DEVELOPMENT_LOGIN": False,
    "ZALO_APP_ID": "4012345678901234567",
    "ZALO_APP_SECRET": "an-app-secret",
}
CATALOGUE_ONLY = {"ZALO_APP_ID": "", "ZALO_APP_SECRET": ""}


def found(settings, **values):
    """Return the ids of the checks that fail under the settings `values`.

    Each finding must have a text and a hint.
    """
    for name, value in {**GOOD, **values}.items():
        setattr(settings, name, value)
    messages = [
        message
        for message in run_checks(tags=["security"])
        if str(message.id).startswith("citizens.")
    ]
    assert all(message.msg and message.hint and message.is_serious() for message in messages)
    return sorted(message.id.removeprefix("citizens.") for message in messages)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, []),
        ({"DATA_KEYS": []}, ["E001"]),
        ({"HASH_KEY": ""}, ["E002"]),
        ({"DATA_KEYS": [], "HASH_KEY": "", **CATALOGUE_ONLY}, []),
        ({"DATA_KEYS": ["short"], **CATALOGUE_ONLY}, ["E001"]),
        ({"DATA_KEYS": [DATA, "ab" * 40]}, ["E001"]),
        ({"DATA_KEYS": ["development-only-data-" + "0" * 50]}, ["E001"]),
        ({"HASH_KEY": "development-only-hash-" + "0" * 50}, ["E002"]),
        ({"HASH_KEY": "short", **CATALOGUE_ONLY}, ["E002"]),
        ({"HASH_KEY": DATA}, ["E003"]),
        ({"HASH_KEY": production.SECRET}, ["E003"]),
        ({"DATA_KEYS": [DATA, production.SECRET]}, ["E003"]),
        ({"SECRET_KEY_FALLBACKS": [HASH]}, ["E003"]),
        ({"SECRET_KEY_FALLBACKS": [OLD]}, []),
        ({"SECRET_KEY_FALLBACKS": [OLD, "short"]}, ["E004"]),
        ({"DEVELOPMENT_LOGIN": True}, ["E005"]),
        ({"NOTICES_PER_SECOND": 0.0}, ["E009"]),
        ({"NOTICES_CHANNEL_ORDER": ["user"]}, ["E010"]),
        ({"NOTICES_QUIET_TEXT": "đêm"}, ["E010"]),
        ({"NOTICES_SILENT_CHANNELS": ["sms"]}, ["E010"]),
        ({"DEBUG": True, "DATA_KEYS": [], "HASH_KEY": "", "DEVELOPMENT_LOGIN": True}, []),
    ],
)
def test_settings_unfit_for_production_are_found(settings, values, expected):
    assert found(settings, **values) == expected


@pytest.mark.parametrize(("name", "value"), [("HASH_KEY", OLD), ("DATA_KEYS", [OLD])])
def test_keys_that_do_not_fit_the_data_are_found(db, settings, name, value):
    citizen(PHONE)
    assert keys_fit_the_data(databases=["default"]) == []
    setattr(settings, name, value)
    assert [message.id for message in keys_fit_the_data(databases=["default"])] == ["citizens.E008"]
    assert keys_fit_the_data(databases=None) == []


def test_without_phones_any_keys_fit(db, settings):
    citizen()
    settings.HASH_KEY, settings.DATA_KEYS = "", []
    assert keys_fit_the_data(databases=["default"]) == []


ZALO = {"ZALO_APP_ID": GOOD["ZALO_APP_ID"], "ZALO_APP_SECRET": GOOD["ZALO_APP_SECRET"]}


def test_the_web_server_refuses_to_start_without_keys():
    done = production.run(
        "import police_portal.wsgi", **production.GOOD, **ZALO, DEVELOPMENT_LOGIN="true"
    )
    assert done.returncode == 1
    assert [number for number in range(1, 9) if f"citizens.E00{number}: " in done.stderr] == [
        1,
        2,
        5,
    ]


def test_the_web_server_starts_with_keys():
    done = production.run(
        "import police_portal.wsgi",
        **production.GOOD,
        **ZALO,
        DATA_KEYS=f"{DATA},{OLD}",
        HASH_KEY=HASH,
        CUSTODY_KEY=f"custody{production.SECRET}",
        EVIDENCE_SIGNING_KEY=f"signing{production.SECRET}",
    )
    assert (done.returncode, done.stderr) == (0, "")


CONTACT = {
    "POLICE_ADDRESS": "Số 1 Trần Phú",
    "PRIVACY_CONTACT": "Văn phòng",
    "PRIVACY_PHONE": "",
    "PRIVACY_EMAIL": "a@congan.example.vn",
}


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({}, None),
        ({"PRIVACY_PHONE": "0210 000 000", "PRIVACY_EMAIL": ""}, None),
        ({"PRIVACY_EMAIL": ""}, "PRIVACY_PHONE hoặc PRIVACY_EMAIL"),
        ({"PRIVACY_CONTACT": ""}, "PRIVACY_CONTACT"),
        ({"POLICE_ADDRESS": ""}, "POLICE_ADDRESS"),
        ({"POLICE_ADDRESS": "", **CATALOGUE_ONLY}, None),
        ({"POLICE_ADDRESS": "", "DEBUG": True}, None),
    ],
)
def test_a_privacy_notice_without_a_contact_is_refused(settings, values, named):
    for name, value in {**GOOD, **CONTACT, **values}.items():
        setattr(settings, name, value)
    found = [
        m
        for m in run_checks(tags=["security"], include_deployment_checks=True)
        if m.id == "citizens.E011"
    ]
    assert [named in message.hint for message in found] == ([True] if named else [])
