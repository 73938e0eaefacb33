"""System checks of the key of custody."""

import pytest
from django.core.checks import run_checks

from tests.police_portal import production

DATA, HASH, CUSTODY = (f"{prefix}{production.SECRET}" for prefix in ("data", "hash", "custody"))
ZALO = {"ZALO_APP_ID": "4012345678901234567", "ZALO_APP_SECRET": "an-app-secret"}
GOOD = {
    "DEBUG": False,
    "SECRET_KEY": production.SECRET,
    "DATA_KEYS": [DATA],
    "HASH_KEY": HASH,
    "CUSTODY_KEY": CUSTODY,
    **ZALO,
}
CATALOGUE_ONLY = {"ZALO_APP_ID": "", "ZALO_APP_SECRET": ""}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, []),
        ({"CUSTODY_KEY": ""}, ["E001"]),
        ({"CUSTODY_KEY": "", **CATALOGUE_ONLY}, []),
        ({"CUSTODY_KEY": "short", **CATALOGUE_ONLY}, ["E001"]),
        ({"CUSTODY_KEY": "development-only-custody-" + "0" * 50}, ["E001"]),
        ({"CUSTODY_KEY": HASH}, ["E002"]),
        ({"CUSTODY_KEY": DATA}, ["E002"]),
        ({"CUSTODY_KEY": production.SECRET}, ["E002"]),
        ({"CUSTODY_KEY": "", "DEBUG": True}, []),
    ],
)
def test_a_key_unfit_for_production_is_found(settings, values, expected):
    for name, value in {**GOOD, **values}.items():
        setattr(settings, name, value)
    found = [m for m in run_checks(tags=["security"]) if str(m.id).startswith("media.")]
    assert all(one.msg and one.hint and one.is_serious() for one in found)
    assert [one.id.removeprefix("media.") for one in found] == expected
