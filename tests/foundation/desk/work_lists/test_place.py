"""From a filtered list an officer acts, and is at the next row of the same list or back in it."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.foundation.desk.work_lists.desk import LIST, NOW, move_of, overdue, page_of, receptionist
from tests.offices import factories as offices

pytestmark = pytest.mark.django_db
LATE = "_changelist_filters=due%3Dlate"


@pytest.fixture(autouse=True)
def _moment(time_machine):
    offices.calendar_2026_2027()
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def place():
    return offices.thanh_mieu()


@pytest.fixture
def officer(place):
    return receptionist(place)


def moved(officer, row, then, query=LATE):
    """Return where the browser is sent after the dialog's button was pressed."""
    dialog = officer.get(move_of(row, query)).content.decode()
    seen = re.search(r'name="seen"[^>]*value="(\d+)"', dialog)[1]
    answer = officer.post(
        move_of(row, query), {"_form_submitted": "True", "seen": seen, "_then": then}
    )
    assert answer.status_code == 200, answer.content.decode()[:500]
    return answer["HX-Redirect"]


def test_links_of_a_filtered_list_name_the_list(officer, place):
    (row,) = overdue(place, 1)
    assert f'href="{page_of(row, LATE)}"' in officer.get(f"{LIST}?due=late").content.decode()


def test_a_row_knows_its_neighbours_and_its_buttons_keep_the_list(officer, place):
    first, second, third = overdue(place, 3)
    page = officer.get(page_of(second, LATE)).content.decode()
    for row in (first, third):
        assert f'href="{page_of(row, LATE)}"' in page
    assert f'href="{LIST}?due=late"' in page
    assert f'hx-get="{move_of(second, LATE)}"' in page
    assert "Hồ sơ thứ 2 trong danh sách" in page


def test_the_next_row_of_the_list_is_opened_after_a_move(officer, place):
    first, second, _third = overdue(place, 3)
    assert moved(officer, first, "next") == page_of(second, LATE)


def test_the_dialog_has_the_buttons_that_lead_on(officer, place):
    (row,) = overdue(place, 1)
    dialog = officer.get(move_of(row, LATE)).content.decode()
    assert "Chuyển, mở hồ sơ tiếp" in dialog
    assert "Chuyển, về danh sách" in dialog


def test_at_the_end_the_officer_is_back_in_the_list_and_told_so(officer, place):
    *_others, last = overdue(place, 2)
    assert moved(officer, last, "next") == f"{LIST}?due=late"
    assert "Đã hết hồ sơ trong danh sách này" in officer.get(f"{LIST}?due=late").content.decode()


def test_the_list_is_reached_with_its_filters_and_page(officer, place):
    first, _second = overdue(place, 2)
    query = "_changelist_filters=due%3Dlate%26p%3D1"
    assert moved(officer, first, "list", query) == f"{LIST}?due=late&p=1"


def test_the_ordinary_button_stays_and_remembers_what_came_next(officer, place):
    """A dossier that has left the list is followed by the one that stood after it."""
    first, second, _third = overdue(place, 3)
    query = "_changelist_filters=part%3Dopen%26status__exact%3Daccepted"
    address = moved(officer, first, "", query)
    assert urlsplit(address).path == page_of(first)
    assert parse_qs(urlsplit(address).query)["_sau"] == [str(second.pk)]
    kept = f'href="{page_of(second, query)}"'
    assert kept in officer.get(address).content.decode()


def test_a_refused_move_stays_at_the_row(officer, place):
    first, _second = overdue(place, 2)
    answer = officer.post(
        move_of(first, LATE), {"_form_submitted": "True", "seen": "999", "_then": "next"}
    )
    assert answer["HX-Redirect"] == page_of(first, LATE)


def test_a_wrong_list_in_an_address_is_no_list(officer, place):
    (row,) = overdue(place, 1)
    for query in ("reason__contains%3Da", "p%3D99999999", "x" * 3000, "status__exact%3D%2500"):
        assert officer.get(page_of(row, f"_changelist_filters={query}")).status_code == 200


def test_the_neighbours_cost_the_same_in_short_and_long_lists(
    officer, place, django_assert_max_num_queries
):
    rows = overdue(place, 3)
    officer.get(page_of(rows[0], LATE))
    with django_assert_max_num_queries(48) as few:
        officer.get(page_of(rows[0], LATE))
    overdue(place, 20)
    with django_assert_max_num_queries(48) as many:
        officer.get(page_of(rows[0], LATE))
    assert len(few) == len(many)
