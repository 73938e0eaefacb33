"""A draft as data: one shape for files, history and comparison."""

import pytest

from foundation.importing.comparison import fingerprint
from procedures.drafts.draft_format import DraftSerializer, compact, draft_of
from procedures.models import Procedure
from procedures.querysets import with_parts
from tests.procedures.factories import draft, make_procedure


@pytest.mark.django_db
def test_a_stored_draft_equals_its_file():
    entry = draft(
        cases=["Cấp lại"],
        documents=[
            {
                "case": "Cấp lại",
                "name": "Đơn",
                "original_count": 1,
                "copy_count": 0,
                "requirement": "required",
            }
        ],
        time_limits=[{"value": 0.5, "unit": "working_day"}],
        fee_status="confirmed",
        fees=[{"amount": 200000, "currency": "VND", "certainty": "unsettled"}],
        effective_from="2026-01-01",
    )
    stored = compact(draft_of(make_procedure(**entry)))
    assert {name: stored[name] for name in entry} == entry


@pytest.mark.django_db
def test_numbers_have_decimals_only_if_needed():
    stored = draft_of(
        make_procedure(fee_status="confirmed", fees=[{"amount": "5.00"}, {"amount": "12.50"}])
    )
    assert [repr(fee["amount"]) for fee in stored["fees"]] == ["5", "12.5"]


@pytest.mark.django_db
def test_parts_keep_the_order_of_the_draft():
    names = ["c", "a", "b"]
    stored = draft_of(make_procedure(documents=[{"name": name} for name in names], cases=names))
    assert ([document["name"] for document in stored["documents"]], stored["cases"]) == (
        names,
        names,
    )


@pytest.mark.django_db
def test_with_parts_loads_a_draft_without_further_queries(django_assert_num_queries):
    pk = make_procedure(
        cases=["A"],
        documents=[{"case": "A", "name": "x"}, {"name": "y"}],
        steps=[{"case": "A", "title": "x"}],
    ).pk
    procedure = with_parts(Procedure.objects.filter(pk=pk)).get()
    with django_assert_num_queries(0):
        draft_of(procedure)


@pytest.mark.parametrize(
    ("value", "left"),
    [
        ({"a": None, "b": "", "c": [], "d": False}, {}),
        ({"a": 0, "b": 0.0, "c": True, "d": "x"}, {"a": 0, "b": 0.0, "c": True, "d": "x"}),
        ({"a": [{"b": ""}, {"c": 1}]}, {"a": [{}, {"c": 1}]}),
        (["", None], ["", None]),
        ("", ""),
    ],
)
def test_empty_members_are_left_out_but_zeros_kept(value, left):
    assert compact(value) == left


def test_the_fingerprint_ignores_the_order_of_members():
    assert fingerprint({"a": 1, "b": [1, 2]}) == fingerprint({"b": [1, 2], "a": 1})


@pytest.mark.parametrize(
    "other", [{"a": 2, "b": [1, 2]}, {"a": 1, "b": [2, 1]}, {"a": 1}, {"a": "1", "b": [1, 2]}]
)
def test_the_fingerprint_depends_on_everything_else(other):
    assert fingerprint({"a": 1, "b": [1, 2]}) != fingerprint(other)


@pytest.mark.parametrize(
    ("wrong", "path"),
    [
        ({"la": 1}, ["la"]),
        ({"documents": [{"name": "x", "la": 1}]}, ["documents", 0, "la"]),
        ({"sources": [{"name": "x", "type": "press", "la": 1}]}, ["sources", 0, "la"]),
    ],
)
def test_an_unknown_member_is_refused_at_every_depth(wrong, path):
    serializer = DraftSerializer(data=draft(**wrong))
    assert not serializer.is_valid()
    error = serializer.errors
    for step in path:
        error = error[step]
    assert (error, error.code) == ("Không có trường này.", "unknown")
