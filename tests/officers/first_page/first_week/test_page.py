"""«Bắt đầu»: steps that look for themselves, and those that a named person confirms."""

from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from foundation.desk.models import ChangeEntry
from officers.first_page.first_week import steps
from officers.models import ConfirmedStep
from offices.models import Office
from offices.snapshot import directory
from procedures.models import Fee
from tests.for_each import for_each
from tests.offices import factories
from tests.police_portal.world import browser_of
from tests.procedures.factories import fee, make_procedure

pytestmark = pytest.mark.django_db
PAGE, HOME = reverse("first-week"), reverse("admin:index")
DONE = {"step": "level_3", "day": "20/11/2026", "note": "Quyết định 12/QĐ-BCA"}


@pytest.fixture
def province():
    return factories.province()


@pytest.fixture
def administrator(province):
    return browser_of(province, "Q")


def text_of(answer):
    return unescape(answer.content.decode())


def found(code):
    step = next(one for one in steps.registered() if one.code == code)
    return step.look()


def test_every_step_has_its_own_code_and_place():
    every = steps.registered()
    assert len({step.code for step in every}) == len({step.place for step in every}) == len(every)
    assert [step.code for step in every if step.last] == ["opening"] == [every[-1].code]


def test_the_page_shows_each_step_with_its_state(administrator):
    page = text_of(administrator.get(PAGE))
    assert [step.title in page for step in steps.registered()].count(False) == 0
    assert "Chưa xong" in page


def test_a_person_confirms_with_a_day_and_the_log_names_the_step(administrator):
    assert administrator.post(PAGE, DONE).status_code == 302
    row = ConfirmedStep.objects.get()
    assert (row.step, f"{row.day}", row.note) == ("level_3", "2026-11-20", DONE["note"])
    assert "hoàn thành ngày 20/11/2026" in text_of(administrator.get(PAGE))
    entry = ChangeEntry.objects.get(model="officers.confirmedstep")
    assert (entry.officer, "cấp độ 3" in entry.what) == (row.officer, True)


def test_a_confirmation_is_replaced_and_taken_back(administrator):
    administrator.post(PAGE, DONE)
    administrator.post(PAGE, DONE | {"day": "21/11/2026"})
    assert f"{ConfirmedStep.objects.get().day}" == "2026-11-21"
    administrator.post(PAGE, {"step": "level_3", "take_back": "1"})
    assert not ConfirmedStep.objects.exists()
    assert ChangeEntry.objects.filter(model="officers.confirmedstep").count() == 3


@for_each(
    "typed, said",
    [
        ({"day": ""}, "bắt buộc"),
        ({"day": "31/02/2026"}, "Hãy ghi ngày"),
        ({"day": "25/12/2026"}, "Ngày này chưa tới."),
        ({"note": "x" * 301}, "300"),
    ],
)
def test_bad_input_is_refused_in_words(administrator, typed, said):
    answer = administrator.post(PAGE, DONE | typed)
    assert answer.status_code == 200
    assert said in text_of(answer)
    assert not ConfirmedStep.objects.exists()


@for_each("code", ["contacts", "unknown", ""])
def test_what_checks_itself_cannot_be_confirmed(administrator, code):
    assert administrator.post(PAGE, DONE | {"step": code}).status_code == 404


def test_opening_waits_for_the_others_and_names_them(administrator):
    answer = administrator.post(PAGE, DONE | {"step": "opening"})
    assert "Chưa xong: " in text_of(answer)
    assert not ConfirmedStep.objects.exists()


def test_after_the_opening_the_first_page_shows_it_no_more(administrator, monkeypatch):
    assert "trên 12 việc" in text_of(administrator.get(HOME))
    monkeypatch.setattr(steps, "undone", lambda _confirmed: [])
    administrator.post(PAGE, DONE | {"step": "opening"})
    assert "trên 12 việc" not in text_of(administrator.get(HOME))


def test_leaders_of_the_province_see_it_and_those_of_a_ward_do_not(province):
    ward = factories.thanh_mieu()
    chief, leader = browser_of(province, "L"), browser_of(ward, "L")
    assert (chief.get(PAGE).status_code, leader.get(PAGE).status_code) == (200, 403)
    assert "trên 12 việc" in text_of(chief.get(HOME))
    assert "trên 12 việc" not in text_of(leader.get(HOME))
    assert leader.post(PAGE, DONE).status_code == 403


def test_contacts_are_done_when_no_office_lacks_them(province):
    assert not found("contacts").done
    ward = factories.thanh_mieu()
    Office.objects.update(address="Số 1", phones=["0210 3846 999"], receives_visitors=False)
    assert found("contacts").done
    Office.objects.filter(pk=ward.pk).update(phones=[])
    assert not found("contacts").done


def test_the_calendar_is_done_when_every_year_has_tet(province):
    directory.forget()
    assert not found("calendar").done
    factories.calendar_2026_2027()
    directory.forget()
    assert found("calendar").done


def test_fees_are_done_when_the_province_confirmed_each():
    make_procedure(fees=[fee(1000)], fee_status="reported")
    assert not found("fees").done
    Fee.objects.update(confirmed_on="2026-11-20")
    assert found("fees").done


def test_the_name_of_the_example_is_not_done(settings):
    settings.POLICE_ADDRESS, settings.POLICE_PHONE = "Số 1", "0210"
    assert found("name").done
    settings.POLICE_NAME = "Công an tỉnh Ví Dụ"
    assert found("name").words == "Chưa đặt POLICE_NAME."


def test_the_page_costs_the_same_for_1_and_20_offices(administrator):
    def queries():
        administrator.get(PAGE)
        with CaptureQueriesContext(connection) as asked:
            assert administrator.get(PAGE).status_code == 200
        return len(asked)

    one = queries()
    for number in range(20):
        factories.office(f"ca-xa-so-{number}")
    assert queries() == one
