"""The system check of the key that signs exports."""

import pytest
from django.core.checks import run_checks

from tests.for_each import for_each
from tests.police_portal import production

SIGNING = f"signing{production.SECRET}"
CATALOGUE_ONLY = {"ZALO_APP_ID": "", "ZALO_APP_SECRET": ""}


@pytest.fixture
def production_like(settings):
    settings.DEBUG = False
    settings.ZALO_APP_ID, settings.ZALO_APP_SECRET = "app", "secret"
    settings.EVIDENCE_SIGNING_KEY = SIGNING
    settings.CUSTODY_KEY = f"custody{production.SECRET}"


@for_each(
    ("values", "faults"),
    [
        ({}, []),
        ({"EVIDENCE_SIGNING_KEY": ""}, ["reports.E001"]),
        ({"EVIDENCE_SIGNING_KEY": "", **CATALOGUE_ONLY}, []),
        ({"EVIDENCE_SIGNING_KEY": "short", **CATALOGUE_ONLY}, ["reports.E001"]),
        ({"EVIDENCE_SIGNING_KEY": f"custody{production.SECRET}"}, ["reports.E002"]),
        ({"EVIDENCE_SIGNING_KEY": "", "DEBUG": True}, []),
    ],
)
def test_the_signing_key_is_strong_and_its_own(production_like, settings, values, faults):
    for name, value in values.items():
        setattr(settings, name, value)
    found = [one.id for one in run_checks(tags=["security"]) if "EVIDENCE" in str(one.msg)]
    assert found == faults
