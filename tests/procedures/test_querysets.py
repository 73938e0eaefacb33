"""Querysets of procedures."""

import pytest

from procedures.actions import publish, withdraw
from procedures.models import Procedure
from procedures.querysets import (
    covered_by_import,
    newest_versions,
    with_parts,
    withdrawn_by_officers,
)
from tests.procedures.factories import make_procedure, publish_procedure, withdraw_procedure

pytestmark = pytest.mark.django_db


def test_parts_cost_the_same_for_1_and_20_procedures(django_assert_max_num_queries):
    make_procedure()
    with django_assert_max_num_queries(20) as one:
        list(with_parts(Procedure.objects.all()))
    for _ in range(19):
        make_procedure(cases=["A"], documents=[{"case": "A", "name": "x"}])
    with django_assert_max_num_queries(20) as twenty:
        list(with_parts(Procedure.objects.all()))
    assert len(one) == len(twenty)


def test_the_newest_version_of_each_procedure_is_found():
    a, b = publish_procedure(id="a"), publish_procedure(id="b")
    Procedure.objects.filter(pk=a.pk).update(short_name="Mới")
    publish(a.pk, None, "Sửa")
    withdraw(b.pk, None, "Gỡ")
    make_procedure(id="c")
    assert sorted(newest_versions().values_list("procedure", "number", "state")) == [
        ("a", 2, "published"),
        ("b", 2, "withdrawn"),
    ]


def test_only_an_officers_latest_withdrawal_counts(officer):
    withdraw_procedure(id="lenh-nhap")
    publish_procedure(id="dang-cong-bo")
    withdraw(publish_procedure(id="can-bo").pk, officer, "Gỡ")
    withdraw(publish_procedure(id="cong-bo-lai").pk, officer, "Gỡ")
    publish("cong-bo-lai", officer, "Lại")
    assert withdrawn_by_officers() == {"can-bo"}


def test_an_import_covers_imported_and_not_withdrawn_procedures():
    publish_procedure(id="cua-can-bo")
    for name, field in [("a", "cutru"), ("khac", "xe"), ("da-go", "cutru")]:
        publish_procedure(id=name, field=field)
    Procedure.objects.exclude(pk="cua-can-bo").update(imported="x")
    withdraw("da-go", None, "Gỡ")
    assert list(covered_by_import({"cutru"}).values_list("pk", flat=True)) == ["a"]
