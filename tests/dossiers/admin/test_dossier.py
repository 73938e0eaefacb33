"""The officers' pages for dossiers."""

import re

import pytest
from django.contrib.auth.models import User

from citizens.models import AccessEntry
from dossiers import actions
from dossiers.models import Dossier
from tests.dossiers.admin.pages import CHANGE, LIST, VIEW, button, page, press, signed_in
from tests.dossiers.factories import MACHINE, dossier, handler_of, move, officer_of
from tests.offices import factories as offices

pytestmark = pytest.mark.django_db


def codes(client, **query):
    return set(re.findall(r"G01\.899\.909-260916-\d{6}", client.get(LIST, query).content.decode()))


# --- visibility ----------------------------------------------------------------------------------


def test_an_officer_sees_the_dossiers_of_their_office_and_below(row):
    foreign = dossier(office=offices.office("ca-xa-b"))
    own, above, other = (
        officer_of(row.office, VIEW),
        officer_of(offices.province(), VIEW),
        officer_of(foreign.office, VIEW),
    )
    assert codes(signed_in(own)) == {row.code}
    assert codes(signed_in(above)) == {row.code, foreign.code}
    assert codes(signed_in(other)) == {foreign.code}
    assert codes(signed_in(User.objects.create_superuser("truong"))) == {row.code, foreign.code}


def test_officers_without_a_post_see_nothing(row):
    from datetime import date

    gone = officer_of(row.office, VIEW, valid_to=date(2026, 11, 22))
    assert codes(signed_in(gone)) == set()
    assert signed_in(gone).get(page(row)).status_code == 302


@pytest.mark.parametrize(
    "name", ["to_processing", "to_suspended", "assign", "set_applicant", "receipt"]
)
def test_officers_of_other_offices_cannot_open_dialogs(row, name):
    foreign = signed_in(officer_of(offices.office("ca-xa-b"), VIEW, CHANGE))
    assert foreign.get(button(row, name)).status_code == 404
    assert press(foreign, row, name, reason="x").status_code == 404
    assert Dossier.objects.get().events_count == 1
    assert AccessEntry.objects.filter(allowed=False, subject_kind="dossier").count() == 2


def test_read_only_officers_have_no_buttons(row):
    reader = signed_in(officer_of(row.office, VIEW))
    assert "chuyen-processing" not in reader.get(page(row)).content.decode()
    assert press(reader, row, "to_processing").status_code == 403
    assert press(reader, row, "correct").status_code == 403


def test_lists_and_filters_never_show_another_office(row, as_officer):
    foreign = dossier(office=offices.office("ca-xa-b"), applicant_name="Trần Thị Bưởi")
    for query in (
        {"q": "buoi"},
        {"q": foreign.code},
        {"office": "ca-xa-b"},
        {"due": "late"},
        {"handler": "nobody"},
    ):
        assert foreign.code not in codes(as_officer, **query) - {query.get("q")}
    assert "ca-xa-b" not in as_officer.get(LIST).content.decode()


# --- the list ------------------------------------------------------------------------------------


def test_the_list_shows_no_phone_or_id_number(row, as_officer):
    text = as_officer.get(LIST).content.decode()
    assert "Trần Thị Bưởi" in text
    assert not any(value in text for value in ("345678", "•••", "7391"))


# --- one dossier ---------------------------------------------------------------------------------


def test_the_page_masks_the_phone_number(row, as_officer):
    move(row, "suspended", reason="Chờ xác minh", internal_note="Nghi giả mạo")
    text = as_officer.get(page(row)).content.decode()
    assert all(
        part in text
        for part in ("0912•••678", "Chờ xác minh", "Nghi giả mạo", "7 ngày làm việc", "Tạm dừng")
    )
    assert not any(value in text for value in ("912345678", "7391"))


# --- access log ----------------------------------------------------------------------------------


def test_every_view_is_logged(row, as_officer, officer):
    as_officer.get(LIST)
    as_officer.get(page(row))
    as_officer.get(f"{LIST}?q=buoi")
    seen = (
        AccessEntry.objects.filter(officer=officer, subject_kind="dossier")
        .order_by("pk")
        .values_list("action", "subjects")
    )
    assert list(seen) == [("listed", str(row.pk)), ("seen", str(row.pk)), ("searched", str(row.pk))]


def test_the_query_count_does_not_depend_on_the_rows(row, as_officer):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries(address):
        as_officer.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert as_officer.get(address).status_code == 200
        return len(captured)

    one = [queries(address) for address in (LIST, page(row))]
    for _number in range(19):
        made = dossier(office=row.office)
        actions.assign(made.pk, handler_of(row.office).pk, MACHINE)
        move(row, "suspended", "processing")
    assert [queries(address) for address in (LIST, page(row))] == one
