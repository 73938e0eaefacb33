"""Zalo's own list of templates is kept with parameters, limits, prices and quality."""

import pytest

from official_accounts import registry
from official_accounts.calling import AccountCaller
from official_accounts.models import ZaloTemplate
from zalo_client.simulator import Fault

pytestmark = pytest.mark.django_db


@pytest.fixture
def caller(commune, client_of_zalo):
    return AccountCaller(commune, client_of_zalo)


def test_the_list_is_read_with_limits_and_prices(caller, zalo):
    zalo.world.templates = {"100": {"ma": 30}}
    assert registry.refresh(caller) == 1
    row = ZaloTemplate.objects.get()
    (parameter,) = registry.template_of(row).parameters
    assert (row.price_phone, row.price_user, row.quality, parameter.max_length) == (
        300,
        200,
        "HIGH",
        30,
    )


def test_more_than_one_page_is_read(caller, zalo):
    zalo.world.templates = {str(number): {} for number in range(1000, 1120)}
    assert registry.refresh(caller) == 120


def test_what_zalo_no_longer_names_says_so(caller, zalo):
    registry.refresh(caller)
    zalo.world.templates.pop("100200")
    registry.refresh(caller)
    assert registry.faults_of(ZaloTemplate.objects.get(template_id="100200")) == [
        "Zalo không còn nêu mẫu này"
    ]


def test_a_template_of_low_quality_is_a_fault(caller, zalo):
    zalo.world.template_facts["100200"] = {"templateQuality": "LOW", "status": "DISABLE"}
    registry.refresh(caller)
    faults = registry.faults_of(ZaloTemplate.objects.get(template_id="100200"))
    assert len(faults) == 2


def test_one_unreadable_template_keeps_the_others(caller, zalo):
    zalo.plan("template_info", Fault.status(500))
    assert registry.refresh(caller) == 2
    assert ZaloTemplate.objects.count() == 2
