"""Officers' pages of offices, through HTTP."""

from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from foundation.publishing.models import Revision
from offices.models import CalendarDay, Field, Office
from tests.for_each import for_each
from tests.offices import factories

pytestmark = pytest.mark.django_db
PAGES = ["office", "field", "calendarday"]


def url(model, page="changelist", *arguments):
    return reverse(f"admin:offices_{model}_{page}", args=arguments)


def revision():
    return Revision.objects.filter(name="offices").values_list("number", flat=True).first() or 0


def inlines(**rows):
    """Return the management forms of the office's inlines and the rows of those named."""
    data = {}
    for prefix in ("hours", "exceptions", "officers"):
        data |= {f"{prefix}-TOTAL_FORMS": len(rows.get(prefix, [])), f"{prefix}-INITIAL_FORMS": 0}
        data |= {
            f"{prefix}-{n}-{key}": value
            for n, row in enumerate(rows.get(prefix, []))
            for key, value in row.items()
        }
    return data


def office_form(**values):
    return {
        "id": "ca-xa-moi",
        "name": "Công an xã Mới",
        "kind": "commune",
        "parent": factories.province().pk,
        "former_names": "Bạch Hạc\nTiên Cát",
        **values,
    }


@pytest.mark.parametrize("model", PAGES)
@pytest.mark.parametrize("page", ["changelist", "add"])
def test_admin_pages_open(admin_client, model, page):
    assert admin_client.get(url(model, page)).status_code == 200


@pytest.mark.parametrize("model", PAGES)
def test_lists_cost_the_same_for_1_and_20_rows(admin_client, model):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert admin_client.get(url(model)).status_code == 200
        return len(queries)

    def rows(numbers):
        for n in numbers:
            factories.office(f"ca-xa-{n}", fields=[f"linh-vuc-{n}"])
            factories.day_off(f"2026-03-{n + 1:02}")

    rows(range(1))
    admin_client.get(url(model))  # the session and content types are loaded once
    one = cost()
    rows(range(1, 20))
    assert cost() == one


def test_an_office_page_costs_the_same_for_1_and_20_hours(admin_client):
    def cost(row):
        with CaptureQueriesContext(connection) as queries:
            assert admin_client.get(url("office", "change", row.pk)).status_code == 200
        return len(queries)

    few, many = factories.office(), factories.office()
    factories.hours(few, weekdays=(1,), periods=[("07:30", "11:30")])
    factories.hours(many)
    for day in range(1, 11):
        factories.exception(many, f"2026-12-{day:02}")
    factories.exception(few, "2026-12-01")
    cost(few)
    assert cost(many) == cost(few)


def test_a_new_office_is_published(admin_client):
    before = revision()
    response = admin_client.post(
        url("office", "add"),
        {**office_form(), **inlines(hours=[{"weekday": 1, "opens": "07:30", "closes": "11:30"}])},
    )
    row = Office.objects.get(pk="ca-xa-moi")
    assert response.status_code == 302
    assert (row.former_names, row.search_text, row.hours.count()) == (
        ["Bạch Hạc", "Tiên Cát"],
        "cong an xa moi | bach hac | tien cat",
        1,
    )
    assert revision() == before + 1


@for_each(
    ("values", "rows", "message"),
    [
        ({"latitude": "21.3"}, {}, "Ghi cả vĩ độ và kinh độ"),
        ({"id": "Ca Xa"}, {}, "Mã đơn vị chỉ gồm"),
        ({"phones": "không có"}, {}, "không phải số điện thoại"),
        ({"parent": ""}, {}, "cần một đơn vị cấp trên"),
        (
            {},
            {
                "hours": [
                    {"weekday": 1, "opens": "07:30", "closes": "11:30"},
                    {"weekday": 1, "opens": "11:00", "closes": "12:00"},
                ]
            },
            "chồng lên nhau",
        ),
        (
            {},
            {
                "exceptions": [
                    {"date": "24/11/2026", "closed": "on"},
                    {"date": "24/11/2026", "closed": "on"},
                ]
            },
            "đã đóng cửa",
        ),
        ({}, {"exceptions": [{"date": "24/11/2026", "opens": "08:00"}]}, "đóng cửa cả ngày"),
    ],
)
def test_form_errors_are_explained(admin_client, values, rows, message):
    response = admin_client.post(url("office", "add"), {**office_form(**values), **inlines(**rows)})
    assert response.status_code == 200
    assert message in response.content.decode()
    assert not Office.objects.filter(pk="ca-xa-moi").exists()


@pytest.mark.parametrize(
    "term", ["Bạch Hạc", "bach hac", "BACH HAC", "thanh mieu", "ca-phuong-thanh-mieu"]
)
def test_offices_are_found_without_marks(admin_client, term):
    factories.thanh_mieu()
    factories.office(name="Công an xã Khác")
    content = admin_client.get(url("office"), {"q": term}).content.decode()
    assert "Công an phường Thanh Miếu" in content
    assert "Công an xã Khác" not in content


def test_autocomplete_finds_offices_without_marks(admin_client):
    factories.thanh_mieu()
    query = {
        "term": "bach hac",
        "app_label": "offices",
        "model_name": "office",
        "field_name": "parent",
    }
    assert [
        row["id"]
        for row in admin_client.get(reverse("admin:autocomplete"), query).json()["results"]
    ] == ["ca-phuong-thanh-mieu"]


@pytest.mark.parametrize(
    ("choice", "shown", "hidden"),
    [("yes", "Công an xã Nay", "Công an xã Xưa"), ("no", "Công an xã Xưa", "Công an xã Nay")],
)
def test_offices_are_filtered_by_whether_they_are_in_force(admin_client, choice, shown, hidden):
    factories.office(name="Công an xã Nay")
    factories.office(name="Công an xã Xưa", valid_to=date(2025, 6, 30))
    content = admin_client.get(url("office"), {"in_force": choice}).content.decode()
    assert shown in content
    assert hidden not in content


def test_the_id_cannot_be_changed(admin_client):
    row = factories.office("ca-xa-a")
    admin_client.post(url("office", "change", row.pk), {**office_form(id="ca-xa-b"), **inlines()})
    assert Office.objects.filter(pk="ca-xa-a", name="Công an xã Mới").exists()
    assert not Office.objects.filter(pk="ca-xa-b").exists()


def test_deleting_an_office_publishes(admin_client):
    row, before = factories.office(), revision()
    admin_client.post(url("office", "delete", row.pk), {"post": "yes"})
    assert not Office.objects.filter(pk=row.pk).exists()
    assert revision() == before + 1


def test_deleting_several_offices_publishes(admin_client):
    rows, before = [factories.office(), factories.office()], revision()
    admin_client.post(
        url("office"),
        {"action": "delete_selected", "_selected_action": [row.pk for row in rows], "post": "yes"},
    )
    assert not Office.objects.filter(kind="commune").exists()
    assert revision() == before + 1


def test_an_edited_day_belongs_to_the_officer(admin_client):
    row = factories.day_off("2026-09-01", filled=True)
    admin_client.post(
        url("calendarday", "change", row.pk),
        {"date": "01/09/2026", "kind": "working_day", "holiday": "other", "name": "Làm việc"},
    )
    row.refresh_from_db()
    assert (row.kind, row.filled) == ("working_day", False)


def test_a_year_can_be_filled_from_the_list(admin_client):
    response = admin_client.post(
        url("calendarday", "fill_year"), {"year": 2027, "_form_submitted": "on"}, follow=False
    )
    assert response.headers["HX-Redirect"] == url("calendarday")
    assert CalendarDay.objects.filter(date__year=2027, holiday="tet").exists()


def test_opening_the_page_of_a_year_changes_nothing(admin_client):
    assert "Điền lịch" in admin_client.get(url("calendarday", "fill_year")).content.decode()
    assert not CalendarDay.objects.exists()


@pytest.mark.parametrize("year", ["", "1990", "abc"])
def test_an_invalid_year_is_explained(admin_client, year):
    assert (
        admin_client.post(
            url("calendarday", "fill_year"), {"year": year, "_form_submitted": "on"}
        ).status_code
        == 200
    )
    assert not CalendarDay.objects.exists()


def test_a_field_can_be_served_by_communes(admin_client):
    admin_client.post(
        url("field", "add"),
        {"code": "cutru", "name": "Cư trú", "order": 1, "served_by_communes": "on"},
    )
    assert Field.objects.get(pk="cutru").served_by_communes
    assert revision() == 1


@pytest.mark.parametrize("model", PAGES)
def test_strangers_are_redirected_to_the_sign_in(client, model):
    assert client.get(url(model)).status_code == 302


# --- corrections by an office -------------------------------------------------------------------


def officer_of(office, *permissions):
    user = factories.officer(office).user
    user.is_staff = True
    user.save()
    wanted = ["view_office", *permissions]
    user.user_permissions.set(Permission.objects.filter(codename__in=wanted))
    return user


@pytest.fixture
def own():
    return factories.office(
        "ca-xa-ao",
        name="Công an xã Ao Sen",
        latitude=21.3,
        longitude=105.4,
        point_approximate=True,
    )


@pytest.fixture
def corrector(client, own):
    client.force_login(officer_of(own, "correct_office"))
    return client


def contact(**values):
    return {
        "address": "Số 1, khu 2",
        "latitude": "21.3",
        "longitude": "105.4",
        "phones": "0210 3846 123",
        **inlines(hours=[{"weekday": 1, "opens": "07:30", "closes": "11:30"}]),
        **values,
    }


def test_officers_correct_address_phone_and_hours_of_their_office(corrector, own):
    before = revision()
    response = corrector.post(url("office", "change", own.pk), contact())
    assert response.status_code == 302, response.content.decode()
    own.refresh_from_db()
    assert (own.address, own.phones, own.source) == (
        "Số 1, khu 2",
        ["0210 3846 123"],
        "Đơn vị tự ghi",
    )
    assert [str(row) for row in own.hours.all()] == ["Thứ Hai 07:30–11:30"]
    assert own.point_approximate  # without another point
    assert revision() == before + 1


def test_an_entered_point_is_no_longer_approximate(corrector, own):
    corrector.post(url("office", "change", own.pk), contact(latitude="21.31"))
    own.refresh_from_db()
    assert (own.latitude, own.point_approximate) == (21.31, False)


def test_a_point_can_be_removed(corrector, own):
    corrector.post(url("office", "change", own.pk), contact(latitude="", longitude=""))
    own.refresh_from_db()
    assert (own.point, own.point_approximate) == (None, False)


def test_correcting_changes_nothing_else(corrector, own):
    values = {"name": "Công an xã Giả", "kind": "department", "verified": "on", "note": "Mạo"}
    corrector.post(url("office", "change", own.pk), contact(**values))
    own.refresh_from_db()
    assert (own.name, own.kind, own.verified, own.note) == (
        "Công an xã Ao Sen",
        "commune",
        False,
        "",
    )


def test_officers_of_another_office_correct_nothing(client, own):
    client.force_login(officer_of(factories.office("ca-xa-bo"), "correct_office"))
    assert client.post(url("office", "change", own.pk), contact()).status_code == 403
    assert client.post(url("office", "set_week", own.pk), WEEK).status_code == 403
    own.refresh_from_db()
    assert (own.address, own.hours.count()) == ("", 0)


WEEK = {
    "weekdays": ["1", "2"],
    "morning_opens": "07:30",
    "morning_closes": "11:30",
    "afternoon_opens": "13:30",
    "afternoon_closes": "17:00",
    "_form_submitted": "on",
}


def test_the_hours_of_a_week_are_written_at_once(corrector, own):
    factories.hours(own, weekdays=(6,))
    before = revision()
    corrector.post(url("office", "set_week", own.pk), WEEK)
    assert [str(row) for row in own.hours.all()] == [
        "Thứ Hai 07:30–11:30",
        "Thứ Hai 13:30–17:00",
        "Thứ Ba 07:30–11:30",
        "Thứ Ba 13:30–17:00",
    ]
    assert revision() == before + 1


def test_two_clicks_write_the_usual_week(corrector, own):
    page = corrector.get(url("office", "set_week", own.pk)).content.decode()
    assert [f'value="{moment}' in page for moment in ("07:30", "11:30", "13:00", "17:00")] == [
        True
    ] * 4


def test_the_hours_that_an_office_has_are_offered_for_correction(corrector, own):
    factories.hours(own, weekdays=(2, 3), periods=[("08:00", "11:00")])
    page = corrector.get(url("office", "set_week", own.pk)).content.decode()
    assert 'value="08:00' in page
    assert 'value="07:30' not in page


def test_saturday_has_the_morning_only(corrector, own):
    corrector.post(url("office", "set_week", own.pk), {**WEEK, "saturday_morning": "on"})
    saturday = [str(row) for row in own.hours.filter(weekday=6)]
    assert saturday == ["Thứ Bảy 07:30–11:30"]
    assert own.hours.count() == 5


@for_each(
    "values",
    [
        {"weekdays": []},
        {"weekdays": ["8"]},
        {"morning_opens": "25:00"},
        {"morning_opens": "12:00"},
        {"afternoon_opens": ""},
        {"afternoon_opens": "11:00"},
    ],
)
def test_impossible_hours_are_refused(corrector, own, values):
    corrector.post(url("office", "set_week", own.pk), {**WEEK, **values})
    assert not own.hours.exists()


def test_a_point_outside_the_province_is_refused_at_its_field(admin_client):
    factories.office("cat-hung-yen", kind="province", name="Công an tỉnh Hưng Yên")
    row = factories.office("ca-xa-a")
    values = office_form(parent="cat-hung-yen", latitude="21.3227", longitude="105.4019")
    page = admin_client.post(url("office", "change", row.pk), {**values, **inlines()})
    assert "Vị trí này nằm ngoài Tỉnh Hưng Yên" in page.content.decode()
    row.refresh_from_db()
    assert row.point is None


@for_each(
    ("query", "shown", "hidden"),
    [
        ({"missing": "any"}, {"ca-xa-ao"}, {"ca-xa-du"}),
        ({"missing": "address"}, {"ca-xa-ao"}, {"ca-xa-du"}),
        ({"reach": "mine"}, {"ca-xa-ao"}, {"ca-xa-du"}),
        ({"missing": "khac"}, {"ca-xa-ao", "ca-xa-du"}, set()),
    ],
)
def test_missing_parts_are_listed(corrector, own, query, shown, hidden):
    known = {"address": "Số 1", "phones": ["0210 3846 123"], "latitude": 21.3, "longitude": 105.4}
    factories.hours(factories.office("ca-xa-du", **known))
    listed = corrector.get(url("office"), query).context_data["cl"].queryset
    ids = set(listed.values_list("pk", flat=True))
    assert shown <= ids
    assert not hidden & ids
