"""Decisions about consent."""

import pytest

from citizens import actions
from citizens.models import Purpose

pytestmark = pytest.mark.django_db


def test_each_decision_is_a_row_with_the_text_shown(lan):
    from citizens.privacy import policy

    for granted in (True, False):
        actions.record_consent(
            lan, Purpose.LOCATION, granted=granted, policy_version=policy.CURRENT
        )
    rows = list(lan.consents.order_by("pk"))
    assert [row.granted for row in rows] == [True, False]
    assert {row.text for row in rows} == {policy.TEXTS[policy.CURRENT]["location"]}
    with pytest.raises(KeyError):
        actions.record_consent(lan, Purpose.LOCATION, granted=True, policy_version="never")
