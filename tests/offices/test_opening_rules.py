"""Opening hours at three levels: of the office, of its kind, of the province."""

from datetime import time

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from offices import actions, completeness
from offices.models import Office, OpeningRule
from offices.snapshot import directory
from offices.working_time.weeks import read_rule
from tests.for_each import for_each
from tests.offices import factories

pytestmark = pytest.mark.django_db
ADD = "admin:offices_openingrule_add"
MONDAY, SATURDAY, SUNDAY = "2026-11-23T02:00Z", "2026-11-28T02:00Z", "2026-11-29T02:00Z"
NATIONAL_DAY = "2026-09-02T02:00Z"


def rule(kind="", *week, note=""):
    row = OpeningRule(kind=kind, week=list(week), note=note, source="Quy chế", as_of="2026-01-01")
    actions.create_shared_weeks([row])
    directory.refresh()


def shown(client, office, moment=MONDAY):
    with time_machine.travel(moment, tick=False):
        return client.get(f"/api/v1/offices/{office}/").json()


@pytest.fixture
def commune(db):
    factories.calendar_2026_2027()
    return factories.office("ca-xa-a")


def test_the_nearest_level_is_shown(client, commune):
    rule("", "Thứ 2 – thứ 6: 8h–11h")
    assert shown(client, commune.pk)["hours_level"] == "province"
    rule("commune", "Thứ 2: 9h–11h")
    body = shown(client, commune.pk)
    assert (body["hours_level"], [row["opens"] for row in body["hours"]]) == ("kind", ["09:00"])
    actions.set_week(commune, [1], [(time(10), time(11))])
    directory.refresh()
    body = shown(client, commune.pk)
    assert (body["hours_level"], [row["opens"] for row in body["hours"]]) == ("office", ["10:00"])


def test_days_without_times_are_shown_as_days_with_their_note(client, commune):
    rule("commune", "Thứ 2 – thứ 3", "Sáng thứ 7", note="Sáng thứ 7 chỉ nhận hồ sơ cư trú.")
    body = shown(client, commune.pk)
    assert body["hours"] == []
    assert [(row["weekday"], row["part"]) for row in body["days"]] == [
        (1, "day"),
        (2, "day"),
        (6, "morning"),
    ]
    assert body["hours_note"] == "Sáng thứ 7 chỉ nhận hồ sơ cư trú."


@pytest.mark.parametrize(
    ("moment", "open_now"),
    [(MONDAY, None), (SATURDAY, None), (SUNDAY, False), (NATIONAL_DAY, False)],
)
def test_nobody_says_open_where_only_days_are_known(client, commune, moment, open_now):
    rule("commune", "Thứ 2 – thứ 6", "Sáng thứ 7")
    body = shown(client, commune.pk, moment)
    assert (body["open_now"], body["opens_next"]) == (open_now, None)
    with time_machine.travel(moment, tick=False):
        found = client.get("/api/v1/offices/?kind=commune&open_now=true").json()
    assert found["results"] == []


def test_saturday_is_open_where_a_rule_gives_its_times(client, commune):
    rule("commune", "Thứ 2 – thứ 6: 7h30–11h30, 13h–17h", "Thứ 7: 7h30–11h30")
    assert shown(client, commune.pk, SATURDAY)["open_now"] is True
    assert shown(client, commune.pk, NATIONAL_DAY)["open_now"] is False


def test_a_changed_rule_changes_every_office(client, admin_client, commune):
    rule("", "Thứ 2 – thứ 6")
    assert shown(client, commune.pk)["days"]
    row = OpeningRule.objects.get()
    admin_client.post(
        reverse("admin:offices_openingrule_change", args=[row.pk]),
        {"kind": "", "week": "Thứ 2: 8h-9h", "source": "Quy chế", "as_of": "01/01/2026"},
    )
    directory.refresh()
    assert [hours["opens"] for hours in shown(client, commune.pk)["hours"]] == ["08:00"]
    row.refresh_from_db()
    assert row.has_times


@for_each(
    "week",
    ["", "giờ hành chính", "Thứ 2: 11h-7h", "Thứ 2: 7h-11h, 10h-12h", "Thứ 2\nThứ 2 – thứ 3"],
)
def test_a_week_that_is_not_understood_is_refused(admin_client, week):
    values = {"kind": "", "week": week, "note": "", "source": "Quy chế", "as_of": "01/01/2026"}
    page = admin_client.post(reverse(ADD), values)
    assert page.status_code == 200
    assert not OpeningRule.objects.exists()


def test_the_share_known_counts_times_and_not_days(commune):
    offices = Office.objects.filter(pk=commune.pk)
    rule("commune", "Thứ 2 – thứ 6")
    rule("", "Thứ 2 – thứ 6: 8h–11h")
    assert completeness.count_lacking(offices)["hours"] == 1
    OpeningRule.objects.filter(kind="commune").delete()
    assert completeness.count_lacking(offices)["hours"] == 0


def test_the_shipped_days_are_brought_once_and_say_how_sure_they_are():
    call_command("import_offices", province="Phú Thọ", apply=True, verbosity=0)
    kinds = {row.kind: row for row in OpeningRule.objects.all()}
    assert set(kinds) == {"commune", "reception_point"}
    assert not any(row.has_times for row in kinds.values())
    assert "hỏi trước" in kinds["commune"].note
    OpeningRule.objects.filter(kind="commune").update(note="Sửa")
    call_command("import_offices", province="Phú Thọ", apply=True, verbosity=0)
    assert OpeningRule.objects.get(kind="commune").note == "Sửa"


def test_days_and_times_are_read_from_lines():
    week = read_rule(["Thứ 2 – thứ 3: 8h–11h", "Chiều thứ 4", "CN"])
    assert [day for day, _opens, _closes in week.hours] == [1, 2]
    assert week.days == ((3, "afternoon"), (7, "day"))
