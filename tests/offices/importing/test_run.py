"""Importing offices into the database."""

from datetime import date

import pytest

from foundation.publishing.models import Revision
from offices.importing import run
from offices.importing.document import ImportRefused
from offices.models import Field, Office
from tests.offices import factories

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def document(count=12, **values):
    communes = [
        {"id": f"ca-xa-{n}", "kind": "commune", "name": f"Công an xã {n}", "parent": "tinh"}
        for n in range(count)
    ]
    communes[0] |= values
    return {
        "fields": [{"code": "cutru", "name": "Cư trú"}],
        "offices": [{"id": "tinh", "kind": "province", "name": "Công an tỉnh"}, *communes],
    }


def imported(*arguments, **options):
    return run.import_document(
        document(*arguments, **options.pop("values", {})), TODAY, apply=True, **options
    ).offices


def test_a_dry_run_writes_nothing():
    outcome = run.import_document(document(), TODAY, apply=False)
    assert (len(outcome.offices.created), len(outcome.fields.created)) == (13, 1)
    assert not Office.objects.exists()
    assert not Revision.objects.exists()


def test_a_second_run_changes_nothing():
    values = {
        "former_names": ["Bạch Hạc"],
        "fields": ["cutru"],
        "latitude": 21,
        "longitude": 105.4,
        "valid_from": "2025-07-01",
        "exceptions": [{"date": "2026-12-01"}],
        "hours": [
            {"weekday": 2, "opens": "07:30", "closes": "11:30"},
            {"weekday": 1, "opens": "07:30", "closes": "11:30"},
        ],
    }
    imported(values=values)
    revision = Revision.objects.get(name="offices").number
    again = imported(values=values)
    row = Office.objects.get(pk="ca-xa-0")
    assert (again.unchanged, again.changed, again.kept) == (13, {}, {})
    assert Revision.objects.get(name="offices").number == revision
    assert (
        row.hours.count(),
        row.exceptions.count(),
        list(row.fields.values_list("pk", flat=True)),
    ) == (2, 1, ["cutru"])
    assert "bach hac" in row.search_text


def test_a_change_in_the_file_is_written():
    imported()
    assert imported(values={"address": "Khu 7"}).changed == {"ca-xa-0": ["address"]}
    assert Office.objects.get(pk="ca-xa-0").address == "Khu 7"


def test_an_officers_edit_is_kept_and_listed():
    imported()
    Office.objects.filter(pk="ca-xa-0").update(address="Cán bộ ghi")
    assert imported().kept == {"ca-xa-0": ["address"]}
    assert imported(values={"note": "Tệp mới"}).conflicts == {"ca-xa-0": ["address", "note"]}
    assert Office.objects.get(pk="ca-xa-0").address == "Cán bộ ghi"


def test_overwrite_lets_the_file_win():
    imported()
    Office.objects.filter(pk="ca-xa-0").update(address="Cán bộ ghi")
    imported(values={"address": "Khu 7"}, overwrite=["ca-xa-0"])
    assert Office.objects.get(pk="ca-xa-0").address == "Khu 7"


def test_an_officers_new_hours_count_as_an_edit():
    imported()
    factories.hours(Office.objects.get(pk="ca-xa-0"), weekdays=(1,))
    assert imported().kept == {"ca-xa-0": ["hours"]}


def test_vanished_offices_end_today_and_may_return():
    imported(12)
    assert imported(11).ended == ["ca-xa-11"]
    assert Office.objects.get(pk="ca-xa-11").valid_to == TODAY
    assert imported(11).ended == []
    assert imported(12).changed == {"ca-xa-11": ["valid_to"]}
    assert Office.objects.get(pk="ca-xa-11").valid_to is None


def test_too_many_vanished_offices_are_refused():
    imported(12)
    with pytest.raises(ImportRefused, match="quá 10 %"):
        imported(9)
    assert not Office.objects.filter(valid_to__isnull=False).exists()
    assert len(imported(9, allow_ended=True).ended) == 3


def test_a_file_of_fields_leaves_offices_alone():
    imported()
    outcome = run.import_document(
        {"fields": [{"code": "xnc", "name": "Xuất nhập cảnh"}]}, TODAY, apply=True
    )
    assert (outcome.offices.ended, outcome.fields.created) == ([], ["xnc"])
    assert Field.objects.count() == 2


def test_one_wrong_entry_stops_the_import():
    with pytest.raises(ImportRefused, match="/offices/1/kind"):
        imported(values={"kind": "huyen"})
    assert not Field.objects.exists()
