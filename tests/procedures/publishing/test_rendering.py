"""Rendering: a draft as citizens get it, byte for byte."""

from datetime import UTC, datetime

import orjson
import pytest
import time_machine

from foundation.publishing.conditional import etag_of
from procedures.models import Procedure
from procedures.publishing.rendering import Stamp, render
from procedures.querysets import with_parts
from tests.procedures.factories import (
    fee,
    make_form,
    make_procedure,
    publish_procedure,
    withdraw_procedure,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 2, 30, 0, 123456, tzinfo=UTC)


def document(**values):
    """Publish a procedure with `values` and return its public document."""
    return orjson.loads(publish_procedure(**values).versions.get().document)


@time_machine.travel(NOW, tick=False)
def test_the_document_has_its_version():
    assert document()["version"] == {"number": 1, "published_at": "2026-11-24T02:30:00Z"}


def test_the_etag_follows_from_the_document():
    version = publish_procedure().versions.get()
    assert version.etag == etag_of(version.document.encode())


def test_equal_drafts_render_to_equal_bytes():
    pk = make_procedure(cases=["A"], documents=[{"case": "A", "name": "x"}]).pk
    first, second = (
        render(with_parts(Procedure.objects.filter(pk=pk)).get(), Stamp(1, NOW)) for _ in range(2)
    )
    assert (first.document, first.card) == (second.document, second.card)


def test_the_current_name_wins_over_the_listed_one():
    shown = document(name="Tên trên Cổng", current_name="Tên mới")
    assert (shown["name"], shown["listed_name"]) == ("Tên mới", "Tên trên Cổng")


@pytest.mark.parametrize("member", ["levels", "applicant_types"])
def test_codes_come_with_their_names(member):
    assert all(item.keys() == {"code", "name"} and item["name"] for item in document()[member])


def test_documents_and_steps_are_grouped_by_case():
    shown = document(
        cases=["Cấp lại", "Trống"],
        documents=[{"name": "Ảnh"}, {"case": "Cấp lại", "name": "Đơn"}],
        steps=[{"title": "Nộp"}, {"case": "Cấp lại", "title": "Trình báo"}],
    )
    assert ([d["name"] for d in shown["documents"]], [s["title"] for s in shown["steps"]]) == (
        ["Ảnh"],
        ["Nộp"],
    )
    assert [
        (c["name"], [d["name"] for d in c["documents"]], [s["title"] for s in c["steps"]])
        for c in shown["cases"]
    ] == [
        ("Cấp lại", ["Đơn"], ["Trình báo"]),
        ("Trống", [], []),
    ]


def test_each_channel_has_its_own_and_the_common_limits_and_fees():
    shown = document(
        channels=[
            {"kind": "direct", "time_relation": "single"},
            {"kind": "online", "time_relation": "stages"},
        ],
        time_limits=[{"value": 7, "unit": "day"}, {"channel": "online", "value": 1, "unit": "day"}],
        fee_status="confirmed",
        fees=[fee(5, channel="direct"), fee(9, name="Ảnh")],
    )
    assert [
        (c["kind"], [t["value"] for t in c["time_limits"]], [f["amount"] for f in c["fees"]])
        for c in shown["channels"]
    ] == [
        ("direct", [7], [5, 9]),
        ("online", [7, 1], [9]),
    ]


@pytest.mark.parametrize(
    ("status", "final", "summary"),
    [
        ("confirmed", True, "5 đồng/lần"),
        ("unverified", False, "Chưa xác minh"),
        ("conflicting", False, "Chưa xác minh"),
    ],
)
def test_only_a_confirmed_fee_is_final(status, final, summary):
    shown = document(fee_status=status, fees=[fee(5)])["fee"]
    assert (shown["status"], shown["final"], shown["summary"]) == (status, final, summary)


def test_trust_has_date_sources_and_advice_for_citizens():
    trust = document(
        trust="needs_recheck", as_of="2026-07-15", official_sources=2, public_doubt="Gọi hỏi trước."
    )["trust"]
    assert (trust["status"], trust["as_of"], trust["official_sources"], trust["doubt"]) == (
        "needs_recheck",
        "2026-07-15",
        2,
        "Gọi hỏi trước.",
    )
    assert trust["status_name"].endswith("ông/bà nên hỏi lại nơi nộp hồ sơ trước khi đi")


def test_doubts_for_officers_reach_nobody_else():
    version = publish_procedure(doubts=["Chưa đối chiếu được mã."]).versions.get()
    kept = (version.document, version.card, str(version.search_entry))
    assert not any("đối chiếu" in text for text in kept)


def test_a_version_stores_next_procedures_without_names():
    passport, old = make_procedure(short_name="Làm hộ chiếu"), withdraw_procedure()
    links = [
        {"target": passport.pk, "sentence": "Cần đi thì làm hộ chiếu mới."},
        {"target": old.pk, "sentence": "Việc cũ."},
    ]
    assert document(next_procedures=links)["next_procedures"] == [
        {"id": passport.pk, "name": "", "sentence": "Cần đi thì làm hộ chiếu mới."},
        {"id": old.pk, "name": "", "sentence": "Việc cũ."},
    ]


@pytest.mark.parametrize(
    ("level", "kind", "words"),
    [
        ("full", "online", "Toàn trình (nộp và nhận hoàn toàn qua mạng)"),
        ("partial", "online", "Một phần (có bước phải đến nơi nộp hoặc gửi giấy tờ)"),
        ("", "online", "Nhận hồ sơ qua mạng; chưa rõ có bước nào phải đến nơi nộp không"),
        ("", "direct", ""),
    ],
)
def test_how_far_it_can_be_done_online_is_explained(level, kind, words):
    channels = [{"kind": kind, "time_relation": "single"}]
    shown = document(online_level=level, online_note="Phải đến.", channels=channels)
    assert (shown["online_level"], shown["online_level_name"]) == (level, words)


def test_the_link_leads_to_the_national_portal():
    sources = [
        {"name": "Báo", "type": "press", "url": "https://thanhnien.vn/a"},
        {"name": "Cổng", "type": "national_portal"},
        {"name": "Cổng", "type": "national_portal", "url": "https://dichvucong.gov.vn/a"},
    ]
    assert document(sources=sources)["portal_url"] == "https://dichvucong.gov.vn/a"


def test_references_for_officers_are_not_shown():
    (source,) = document(
        sources=[{"name": "Cổng", "type": "national_portal", "reference": "bản thu thập nội bộ"}]
    )["sources"]
    assert "reference" not in source


def test_markup_in_texts_is_kept_as_text():
    name = "<script>alert('x')</script> \u2028 & \"y\""
    assert document(name=name)["listed_name"] == name


def test_the_card_shows_time_and_fee_of_the_first_channel():
    version = publish_procedure(
        id="a", code="1.000001", short_name="Tên gọn",
        channels=[{"kind": "online", "time_relation": "single"},
            {"kind": "direct", "time_relation": "single"}],
        time_limits=[{"channel": "online", "value": 3, "unit": "day"},
            {"channel": "direct", "value": 7, "unit": "day"}],
        fee_status="confirmed", fees=[fee(5)], as_of="2026-07-15", trust="current",
    ).versions.get()  # fmt: skip
    assert orjson.loads(version.card) == {
        "id": "a", "code": "1.000001", "name": "Tên gọn",
        "field": "cutru", "field_name": "Lĩnh vực cutru",
        "levels": ["xa"], "level_names": ["Cấp xã"],
        "online_level": "full", "online_level_name": "Toàn trình",
        "channels": ["online", "direct"], "channel_names": ["Trực tuyến", "Trực tiếp"],
        "time": "3 ngày", "fee": "5 đồng/lần", "trust": "current", "trust_name": "Đang áp dụng",
        "as_of": "2026-07-15",
    }  # fmt: skip


def test_search_has_names_keywords_all_codes_and_facets():
    make_form("mau", code="TK02")
    entry = publish_procedure(
        code="1.000001", former_codes=["1.000002"], name="Tên", current_name="Tên mới",
        short_name="Gọn", keywords=["gọi là"],
        documents=[{"name": "Tờ khai", "form_code": "TK01"}],
        forms=[{"form": "mau"}], results=["Thẻ"],
        applicants=["Công dân"], implementing_agency="Công an xã",
    ).versions.get().search_entry  # fmt: skip
    assert entry == {
        "name": "Tên", "short_name": "Gọn", "current_name": "Tên mới", "field": "cutru",
        "field_name": "Lĩnh vực cutru",
        "code": "1.000001", "former_codes": ["1.000002"], "keywords": ["gọi là"],
        "codes": ["1.000001", "1.000002", "TK02", "TK01"],
        "text": "Tờ khai . Thẻ . Công dân . Công an "
                "xã", "levels": ["xa"], "applicant_types": ["citizen"], "channels": ["direct"],
        "online_level": "full",
    }  # fmt: skip
