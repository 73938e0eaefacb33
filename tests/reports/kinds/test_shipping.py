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
    assert (done.created, done.updated, done.kept, done.reasons) == ([], [], [], 0)
    assert Revision.objects.get(name="report_kinds").number == revision


def test_what_officers_changed_is_kept_and_a_deleted_kind_comes_back(fields, monkeypatch):
    create_kinds()
    ReportKind.objects.get(pk="scam").routing_rules.first().delete()
    ReportKind.objects.filter(pk="site_report").delete()
    ListedReason.objects.first().delete()
    newer = [{**kind, "description": "Mới."} for kind in contents.shipped_kinds()]
    monkeypatch.setattr(shipping, "shipped_kinds", lambda: newer)
    done = create_kinds()
    assert (done.created, done.kept, done.reasons) == (["site_report"], ["scam"], 0)
    assert set(done.updated) == KINDS - {"scam", "site_report"}
    assert ReportKind.objects.get(pk="crime").description == "Mới."
    assert ReportKind.objects.get(pk="scam").description != "Mới."


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
