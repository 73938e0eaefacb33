"""Rules of a procedure: for single values and for publishing a draft."""

import pytest
from django.core.exceptions import ValidationError

from procedures.drafts.draft_format import draft_of
from procedures.validators import (
    publishing_problems,
    validate_applicant_types,
    validate_code,
    validate_codes,
    validate_levels,
    validate_link,
    validate_slug,
)
from tests.for_each import for_each
from tests.procedures.factories import draft, fee, make_procedure, table


def accepts(validate, value):
    try:
        validate(value)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("code", ["1.001456", "2.000200", "1.001456.000.00.00.H62", "3.000333.A"])
def test_a_national_code_is_accepted(code):
    assert accepts(validate_code, code)


@for_each(
    "code",
    [
        "1.00145",
        "1.0014567",
        "1001456",
        "a.001456",
        "1.001456.",
        "1.001456.h62",
        " 1.001456",
        "1.001456\n",
        "١.001456",
    ],
)
def test_invalid_national_codes_are_refused(code):
    assert not accepts(validate_code, code)


@pytest.mark.parametrize(
    ("codes", "accepted"),
    [
        ([], True),
        (["1.001456"], True),
        (["1.001456", "x"], False),
        ([5], False),
        ([None], False),
        ([["1.001456"]], False),
    ],
)
def test_each_former_code_is_checked(codes, accepted):
    assert accepts(validate_codes, codes) is accepted


@for_each(
    ("slug", "accepted"),
    [
        ("tthc-1-001456", True),
        ("a", True),
        ("A", False),
        ("a-", False),
        ("-a", False),
        ("a--b", False),
        ("a_b", False),
        ("đ", False),
        ("a\n", False),
    ],
)
def test_ids_are_lower_case_letters_digits_and_single_hyphens(slug, accepted):
    assert accepts(validate_slug, slug) is accepted


@for_each(
    ("validate", "value", "accepted"),
    [
        (validate_levels, ["bo", "tinh", "xa"], True),
        (validate_levels, [], True),
        (validate_levels, ["huyen"], False),
        (validate_levels, ["xa", "xa"], False),
        (validate_levels, "xa", False),
        (validate_levels, {"xa": 1}, False),
        (validate_levels, [None], False),
        (validate_levels, [["xa"]], False),
        (validate_applicant_types, ["citizen", "foreigner"], True),
        (validate_applicant_types, ["robot"], False),
        (validate_applicant_types, None, False),
    ],
)
def test_lists_contain_distinct_known_values(validate, value, accepted):
    assert accepts(validate, value) is accepted


@pytest.mark.parametrize(
    "link", ["https://dichvucong.gov.vn/p/1?a=b#c", "http://congan.phutho.gov.vn/a.docx"]
)
def test_web_addresses_are_accepted(link):
    assert accepts(validate_link, link)


@for_each(
    "link",
    [
        "",
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://a.vn/",
        "//a.vn/",
        "https://",
        "https:///a",
        "https://u:p@a.vn/",
        "http://[::1",
        "a.vn",
    ],
)
def test_other_links_are_refused(link):
    assert not accepts(validate_link, link)


# --- publishing ----------------------------------------------------------------------------------


def problems(**values):
    """Return {path: text} of what prevents publishing a draft with `values`."""
    empty = {
        "cases": [], "documents": [], "steps": [], "fees": [], "online_note": "",
        "effective_from": None, "effective_to": None, "next_procedures": [], "forms": [],
    }  # fmt: skip
    parts = {
        "documents": {"case": "", "requirement": "required", "condition": ""},
        "steps": {"case": ""},
        "time_limits": {"channel": "", "value": None, "unit": "", "text": "", "condition": ""},
        "fees": table(fee(None))["rows"][0] | {"confirmed_on": None},
    }
    whole = {**empty, **draft(), **values}
    for name, defaults in parts.items():
        whole[name] = [{**defaults, **row} for row in whole[name]]
    return dict(publishing_problems(whole))


def test_a_valid_draft_has_no_problems():
    assert problems() == {}


@for_each(
    ("values", "path", "text"),
    [
        ({"levels": []}, ("levels",), "Cần ít nhất một cấp thực hiện."),
        ({"implementing_agency": "  "}, ("implementing_agency",), "Cần ghi cơ quan thực hiện."),
        ({"sources": []}, ("sources",), "Cần ít nhất một nguồn."),
        (
            {"online_level": "partial", "online_note": " "},
            ("online_note",),
            "Dịch vụ công trực tuyến một phần phải nêu lý do.",
        ),
        (
            {"channels": [], "time_limits": []},
            ("channels",),
            "Cần ít nhất một cách thức nộp hồ sơ.",
        ),
        (
            {
                "time_limits": [
                    {"value": 1, "unit": "day"},
                    {"channel": "postal", "value": 1, "unit": "day"},
                ]
            },
            ("time_limits", 1, "channel"),
            "Cách thức này chưa có trong danh sách cách thức nộp.",
        ),
        (
            {"fees": [fee(0, channel="online")]},
            ("fees", 0, "channel"),
            "Cách thức này chưa có trong danh sách cách thức nộp.",
        ),
        (
            {"time_limits": [{}]},
            ("time_limits", 0),
            "Thời hạn cần số và đơn vị, hoặc lời diễn giải.",
        ),
        (
            {"time_limits": [{"value": 1}]},
            ("time_limits", 0, "unit"),
            "Số và đơn vị phải đi cùng nhau.",
        ),
        (
            {"time_limits": [{"unit": "day", "text": "Ngay"}]},
            ("time_limits", 0, "unit"),
            "Số và đơn vị phải đi cùng nhau.",
        ),
        (
            {"fees": [fee("0.01")]},
            ("fee_status",),
            "Ghi «miễn phí» nhưng có mức thu lớn hơn 0.",
        ),
        (
            {"fee_status": "confirmed"},
            ("fee_status",),
            "Ghi «đã xác định» nhưng chưa có mức thu nào.",
        ),
        (
            {"documents": [{"case": "Lạ"}]},
            ("documents", 0, "case"),
            "Trường hợp này chưa có trong danh sách trường hợp.",
        ),
        (
            {"steps": [{"case": "Lạ"}]},
            ("steps", 0, "case"),
            "Trường hợp này chưa có trong danh sách trường hợp.",
        ),
        (
            {"documents": [{"requirement": "conditional", "condition": " "}]},
            ("documents", 0, "condition"),
            "Giấy tờ theo trường hợp phải nêu điều kiện.",
        ),
        (
            {"id": "a", "next_procedures": [{"target": "a"}]},
            ("next_procedures", 0, "target"),
            "Việc tiếp theo phải là một thủ tục khác.",
        ),
        (
            {"next_procedures": [{"target": "b"}, {"target": "c"}, {"target": "b"}]},
            ("next_procedures", 2, "target"),
            "Thủ tục này đã có ở dòng 1.",
        ),
        (
            {"effective_from": "2026-02-02", "effective_to": "2026-02-01"},
            ("effective_to",),
            "Ngày hết hiệu lực không được trước ngày có hiệu lực.",
        ),
    ],
)
def test_each_broken_rule_is_reported(values, path, text):
    assert problems(**values) == {path: text}


@for_each(
    "values",
    [
        {"online_level": "partial", "online_note": "Phải lấy vân tay."},
        {"online_level": ""},
        {"fee_status": "unverified"},
        {"fee_status": "unverified", "fees": [fee(5)]},
        {"fees": [fee(0)]},
        {"fee_status": "confirmed", "fees": [fee(5)]},
        {"cases": ["Cấp lại"], "documents": [{"case": "Cấp lại"}]},
        {"effective_from": "2026-02-01", "effective_to": "2026-02-01"},
        {"effective_to": "2026-02-01"},
        {"time_limits": [{"text": "Giải quyết ngay"}]},
        {"time_limits": [{"value": 0, "unit": "day"}]},
    ],
)
def test_unusual_but_valid_drafts_have_no_problems(values):
    assert problems(**values) == {}


@for_each("relation", ["single", "none", "alternatives", "stages"])
@for_each("count", [0, 1, 2, 3])
def test_the_number_of_limits_must_fit_their_relation(relation, count):
    fits = {"single": count == 1, "none": count == 0}.get(relation, count > 1)
    limits = [{"value": 1, "unit": "day"}] * count
    found = problems(channels=[{"kind": "direct", "time_relation": relation}], time_limits=limits)
    assert list(found) == ([] if fits else [("channels", 0, "time_relation")])


def test_limits_of_other_channels_do_not_count():
    channels = [
        {"kind": "direct", "time_relation": "single"},
        {"kind": "online", "time_relation": "alternatives"},
    ]
    limits = [{"value": 1, "unit": "day"}, {"channel": "online", "value": 2, "unit": "day"}]
    assert problems(channels=channels, time_limits=limits) == {}


@pytest.mark.django_db
def test_rows_and_files_are_validated_alike():
    assert publishing_problems(draft_of(make_procedure(levels=[]))) == [
        (("levels",), "Cần ít nhất một cấp thực hiện.")
    ]
