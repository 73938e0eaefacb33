"""Shipped kinds come in, and what officers changed stays."""

import pytest

from foundation.publishing.models import Revision
from offices.models import Field
from reports.kinds import contents, shipping
from reports.kinds.shipping import FieldsMissing, create_kinds
from reports.models import (
    ClockRule,
    KindParticular,
    ListedReason,
    Particular,
    ReportKind,
    RoutingRule,
    Topic,
)
from tests.offices.factories import field, province
from tests.reports.factories import report

pytestmark = pytest.mark.django_db
KINDS = {
    "traffic_violation",
    "other_violation",
    "security_opinion",
    "crime",
    "scam",
    "site_report",
    "admin_rule",
    "about_officer",
}


@pytest.fixture
def fields(db):
    for code in ("attp", "pccc", "cainghien", "attt", "kntc"):
        field(code)


def test_all_kinds_come_in_switched_off(fields):
    done = create_kinds()
    assert set(done.created) == KINDS
    assert set(ReportKind.objects.values_list("pk", "switched_on")) == {(k, False) for k in KINDS}
    assert ListedReason.objects.count() == done.reasons > 0
    assert Revision.objects.get(name="report_kinds").number > 0


def test_shipped_rows_satisfy_the_rules_of_their_models(fields):
    create_kinds()
    for model in (ReportKind, KindParticular, Topic, ClockRule, RoutingRule, ListedReason):
        for row in model.objects.all():
            row.full_clean()


def test_every_kind_has_a_lawful_way_a_receiver_and_what_must_not_be_missing(fields):
    create_kinds()
    for kind in ReportKind.objects.all():
        assert kind.lawful_way
        assert kind.routing_rules.last().receiver == "province"  # every report arrives somewhere
        assert kind.anonymity == "no" or kind.anonymity_warning
        assert kind.clock_rules.exists()
    assert ReportKind.objects.get(pk="crime").desk == "crime"
    assert ReportKind.objects.get(pk="about_officer").desk == "inspectorate"
    asked = set(KindParticular.objects.values_list("particular", flat=True))
    assert asked == set(Particular.values)


def test_a_second_run_changes_nothing(fields):
    create_kinds()
    revision = Revision.objects.get(name="report_kinds").number
    done = create_kinds()
    assert (done.created, done.updated, done.kept, done.reasons) == ([], [], {}, 0)
    assert Revision.objects.get(name="report_kinds").number == revision


def ship(monkeypatch, **values):
    """Let every kind be shipped with other values, and bring them in."""
    newer = [{**kind, **values} for kind in contents.shipped_kinds()]
    monkeypatch.setattr(shipping, "shipped_kinds", lambda: newer)
    return create_kinds()


def test_a_deleted_kind_comes_back_and_a_deleted_reason_does_not(fields, monkeypatch):
    create_kinds()
    ReportKind.objects.filter(pk="site_report").delete()
    ListedReason.objects.first().delete()
    done = ship(monkeypatch, law="Luật mới.")
    assert (done.created, done.kept, done.reasons) == (["site_report"], {}, 0)
    assert set(done.updated) == KINDS - {"site_report"}
    assert set(ReportKind.objects.values_list("law", flat=True)) == {"Luật mới."}


def test_what_officers_changed_is_kept_and_the_rest_follows_the_law(fields, monkeypatch):
    create_kinds()
    office = province()
    rule = ReportKind.objects.get(pk="scam").routing_rules.first()
    RoutingRule.objects.filter(pk=rule.pk).update(receiver="office", office=office, field=None)
    ReportKind.objects.filter(pk="crime").update(description="Của tỉnh.")
    done = ship(monkeypatch, law="Luật mới.", description="Mới.")
    crime, scam = (ReportKind.objects.get(pk=code) for code in ("crime", "scam"))
    assert done.kept == {"crime": ["description"], "scam": ["routing_rules"]}
    assert (crime.law, crime.description) == ("Luật mới.", "Của tỉnh.")
    assert (scam.law, scam.description) == ("Luật mới.", "Mới.")
    assert scam.routing_rules.first().office == office
    again = create_kinds()
    assert (again.updated, again.kept) == ([], done.kept)


def test_a_kind_that_is_taken_becomes_as_shipped(fields):
    create_kinds()
    shipped = ReportKind.objects.get(pk="crime").law
    ReportKind.objects.filter(pk="crime").update(law="Của tỉnh.")
    assert create_kinds(["crime"]).kept == {}
    assert ReportKind.objects.get(pk="crime").law == shipped


def test_a_database_of_0_9_0_gets_the_new_law_and_keeps_its_own_words(fields):
    create_kinds()
    former = "Luật Tiếp công dân 2013 Điều 28; Nghị định 154/2026/NĐ-CP Điều 14"
    ReportKind.objects.filter(pk="security_opinion").update(
        law=former,
        lawful_way="Của tỉnh.",
        imported_marks={},
        imported_fingerprint="ba547ac848643fc09b551891d8c5a622",
    )
    done = create_kinds()
    kind = ReportKind.objects.get(pk="security_opinion")
    assert (done.updated, done.kept) == ([kind.pk], {kind.pk: ["lawful_way"]})
    assert "sửa bởi Luật 136/2025/QH15" in kind.law
    assert kind.lawful_way == "Của tỉnh."


def test_switching_on_is_no_change_and_survives_an_update(fields, monkeypatch):
    create_kinds()
    ReportKind.objects.filter(pk="scam").update(
        switched_on=True, announced_by="TB 1", announced_on="2026-05-01"
    )
    newer = [{**kind, "description": "Mới."} for kind in contents.shipped_kinds()]
    monkeypatch.setattr(shipping, "shipped_kinds", lambda: newer)
    create_kinds()
    scam = ReportKind.objects.get(pk="scam")
    assert (scam.switched_on, scam.announced_by, scam.description) == (True, "TB 1", "Mới.")


def test_a_topic_that_reports_name_stays_when_it_is_shipped_no_more(fields, monkeypatch):
    create_kinds()
    scam = ReportKind.objects.get(pk="scam")
    report(province(), kind=scam, topic=scam.topics.get(code="loan"))
    newer = contents.shipped_kinds()
    for kind in newer:
        kind["topics"] = [one for one in kind["topics"] if one["code"] == "other"]
    monkeypatch.setattr(shipping, "shipped_kinds", lambda: newer)
    create_kinds()
    assert {topic.code for topic in scam.topics.all()} == {"loan", "other"}


def test_without_the_fields_that_rules_name_nothing_is_written(fields):
    Field.objects.filter(pk="attp").delete()
    with pytest.raises(FieldsMissing, match="attp"):
        create_kinds()
    assert not ReportKind.objects.exists()
