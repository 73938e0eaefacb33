"""The file of reductions: read, refused, planned, written."""

import orjson
import pytest

from procedures.fees.reduction_actions import apply_reductions
from procedures.importing.reading import Invalid
from procedures.importing.reductions_file import plan_reductions, read_reductions
from procedures.models import FeeReduction
from tests.for_each import for_each
from tests.procedures.factories import fee, make_procedure, publish_procedure

pytestmark = pytest.mark.django_db
ACT = {
    "id": "tt-117",
    "name": "Miễn phí",
    "who": "Công dân số",
    "legal_basis": "Thông tư 117",
    "effective_from": "2026-08-15",
    "effective_to": "2027-02-28",
    "procedures": [{"procedure": "a", "share": 100}],
}


@pytest.fixture
def write(tmp_path):
    make_procedure(id="a")

    def write_acts(*acts, **header):
        path = tmp_path / "fee_reductions.json"
        path.write_bytes(orjson.dumps({"format": 1, "reductions": acts, **header}))
        return str(tmp_path)

    return write_acts


def faults(folder):
    with pytest.raises(Invalid) as refused:
        read_reductions([folder], [])
    return [(fault.pointer, fault.text) for fault in refused.value.faults]


@for_each(
    ("change", "pointer", "text"),
    [
        ({"effective_to": "2026-08-14"}, "/reductions/0/effective_to", "không được trước ngày"),
        ({"effective_to": "hôm nay"}, "/reductions/0/effective_to", ""),
        ({"procedures": []}, "/reductions/0/procedures", ""),
        ({"procedures": [{"procedure": "a"}]}, "/reductions/0/procedures/0/share", "tỷ lệ"),
        (
            {"procedures": [{"procedure": "a", "share": 50, "amount": 5}]},
            "/reductions/0/procedures/0/share",
            "không ghi cả hai",
        ),
        (
            {"procedures": [{"procedure": "a", "share": 101}]},
            "/reductions/0/procedures/0/share",
            "",
        ),
        (
            {"procedures": [{"procedure": "x", "share": 50}]},
            "/reductions/0/procedures/0/procedure",
            "Không có thủ tục x.",
        ),
        (
            {"procedures": [{"procedure": "a", "share": 50}] * 2},
            "/reductions/0/procedures/1/procedure",
            "nhiều lần",
        ),
        ({"id": "Sai Rồi"}, "/reductions/0/id", ""),
        ({"la": 1}, "/reductions/0/la", ""),
    ],
)
def test_a_wrong_act_is_refused_at_its_place(write, change, pointer, text):
    found = faults(write({**ACT, **change}))
    assert [place for place, _text in found] == [pointer]
    assert text in found[0][1]


def test_an_act_must_not_occur_twice(write):
    assert faults(write(ACT, ACT)) == [("/reductions/1", "Định danh xuất hiện nhiều lần.")]


@pytest.mark.parametrize(("header", "place"), [({"format": 2}, "/format")])
def test_another_format_is_refused(write, header, place):
    assert [fault[0] for fault in faults(write(ACT, **header))] == [place]


def test_an_act_may_refer_to_a_procedure_of_the_same_import(write):
    new = {**ACT, "procedures": [{"procedure": "moi", "share": 100}]}
    assert read_reductions([write(new)], ["moi"])[0]["procedures"][0]["procedure"] == "moi"


def test_an_act_is_written_once_and_changed_by_a_new_file(write):
    plan = plan_reductions(read_reductions([write(ACT)], []))
    apply_reductions(plan.write)
    again = plan_reductions(read_reductions([write(ACT)], []))
    assert ([act["id"] for act in plan.write], again.write, again.unchanged) == (["tt-117"], [], 1)
    newer = plan_reductions(read_reductions([write({**ACT, "name": "Mới"})], []))
    assert [act["name"] for act in newer.write] == ["Mới"]


def test_officers_changes_are_kept(write):
    apply_reductions(plan_reductions(read_reductions([write(ACT)], [])).write)
    FeeReduction.objects.update(effective_to="2027-12-31")
    plan = plan_reductions(read_reductions([write({**ACT, "name": "Mới"})], []))
    assert (plan.write, plan.kept) == ([], ["tt-117"])


def test_import_publishes_the_procedures_and_export_gives_the_same_file(write, run, tmp_path):
    publish_procedure(id="b", fee_status="confirmed", fees=[fee(5)])
    folder = write({**ACT, "procedures": [{"procedure": "b", "share": 100}]})
    out = run("import_procedures", f"{folder}/fee_reductions.json", apply=True, allow_vanish=True)
    assert "Miễn, giảm phí sẽ ghi: tt-117" in out
    run("export_procedures", tmp_path / "ra")
    assert run("import_procedures", tmp_path / "ra", apply=True).endswith("Không có gì để ghi.\n")
    exported = orjson.loads((tmp_path / "ra" / "fee_reductions.json").read_bytes())
    assert exported["reductions"][0]["procedures"] == [
        {"procedure": "b", "share": 100, "certainty": "reported"}
    ]
