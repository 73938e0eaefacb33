"""GET procedures/: free text, filters and pages.

Faults are reported, and hostile input is harmless.
"""

import pytest
from django.http import QueryDict

from offices.snapshot import directory
from procedures.actions import change_vocabulary
from procedures.api import list_parameters
from procedures.models import (
    ConfusablePair,
    DangerAct,
    DangerKind,
    Elsewhere,
    Emergency,
    FillerWord,
    Procedure,
)
from procedures.publishing.snapshot import catalogue
from tests.for_each import for_each
from tests.procedures.factories import (
    make_field,
    make_procedure,
    publish_procedure,
    withdraw_procedure,
)

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/procedures/"


@pytest.fixture
def ask(api):
    """Return a function that requests the list and returns its content."""

    def content(**query):
        response = api.get(ADDRESS, query)
        assert response.status_code == 200, response.content.decode()
        return response.json()

    return content


def ids(content):
    return [card["id"] for card in content["results"]]


def refused(response):
    """Return the {pointer: code} of a 400."""
    assert (response.status_code, response.json()["code"]) == (400, "invalid_request")
    return {error["pointer"]: error["code"] for error in response.json()["errors"]}


# --- all of them ---------------------------------------------------------------------------------


def test_an_empty_catalogue_is_an_empty_page(ask):
    assert ask() == {
        "count": 0,
        "next": None,
        "previous": None,
        "results": [],
        "did_you_mean": None,
        "confidence": None,
        "hints": [],
        "danger": None,
        "doors": [],
    }


def test_only_published_procedures_are_listed(ask):
    publish_procedure(id="a")
    make_procedure(id="nhap")
    withdraw_procedure(id="da-go")
    content = ask()
    assert (content["count"], ids(content)) == (1, ["a"])


def test_without_a_search_the_list_is_sorted_by_field_and_name(ask):
    make_field("sau", order=2)
    make_field("truoc", order=1)
    for name, short_name, field in [
        ("d", "Đăng ký", "truoc"),
        ("a", "Ảnh", "sau"),
        ("c", "Cấp", "truoc"),
    ]:
        publish_procedure(id=name, short_name=short_name, field=field)
    assert ids(ask()) == ["c", "d", "a"]


def test_the_answer_is_cached_for_a_minute_and_has_an_etag(api):
    publish_procedure()
    response = api.get(ADDRESS)
    assert response["Cache-Control"].startswith("public, max-age=60")
    again = api.get(ADDRESS, headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


# --- pages ---------------------------------------------------------------------------------------


@pytest.fixture
def _five():
    """Publish t1 to t5."""
    for i in range(1, 6):
        publish_procedure(id=f"t{i}", short_name=f"Thử nghiệm {i}")


@pytest.mark.usefixtures("_five")
@for_each(
    ("query", "found", "following", "previous"),
    [
        ({}, ["t1", "t2", "t3", "t4", "t5"], None, None),
        ({"page_size": "2"}, ["t1", "t2"], f"{ADDRESS}?page_size=2&page=2", None),
        (
            {"page": "2", "page_size": "2"},
            ["t3", "t4"],
            f"{ADDRESS}?page=3&page_size=2",
            f"{ADDRESS}?page=1&page_size=2",
        ),
        ({"page": "3", "page_size": "2"}, ["t5"], None, f"{ADDRESS}?page=2&page_size=2"),
        ({"page": "1", "page_size": "5"}, ["t1", "t2", "t3", "t4", "t5"], None, None),
        ({"page": "1", "page_size": "50"}, ["t1", "t2", "t3", "t4", "t5"], None, None),
        ({"page": "", "page_size": ""}, ["t1", "t2", "t3", "t4", "t5"], None, None),
    ],
)
def test_the_list_is_paginated(ask, query, found, following, previous):
    content = ask(**query)
    assert (content["count"], ids(content), content["next"], content["previous"]) == (
        5,
        found,
        following,
        previous,
    )


@pytest.mark.usefixtures("_five")
def test_the_next_link_keeps_search_and_filters(api):
    content = api.get(ADDRESS, {"search": "thử nghiệm", "level": "xa", "page_size": "2"}).json()
    seen = ids(content)
    while content["next"]:
        content = api.get(content["next"]).json()
        seen += ids(content)
    assert sorted(seen) == ["t1", "t2", "t3", "t4", "t5"]


@for_each(
    "query",
    [
        {"page": "0"}, {"page": "-1"}, {"page": "1000000000"}, {"page": "abc"}, {"page": "1.5"},
        {"page": "NaN"}, {"page": "Infinity"},
        {"page": "1e9"}, {"page": "9" * 400}, {"page": "１x"}, {"page_size": "0"},
        {"page_size": "-5"}, {"page_size": "51"},
        {"page_size": "abc"}, {"page_size": "20.5"}, {"page_size": "'; DROP TABLE "
                                                                   "procedures_procedure; --"},
    ],
    ids=lambda query: "".join(f"{name}={value[:20]}" for name, value in query.items()),
)  # fmt: skip
def test_invalid_pages_are_refused(api, query):
    (name,) = query
    response = api.get(ADDRESS, query)
    assert list(refused(response)) == [f"/query/{name}"]


@pytest.mark.parametrize("page", ["2", "100000"])
def test_a_page_beyond_the_last_is_not_found(api, page):
    publish_procedure()
    response = api.get(ADDRESS, {"page": page})
    assert (response.status_code, response.json()["code"]) == (404, "page_not_found")


# --- filters -------------------------------------------------------------------------------------


@pytest.fixture
def _mixed():
    """Publish three procedures that differ in every filter."""
    channels = {
        kind: [{"kind": kind, "time_relation": "single"}] for kind in ("direct", "online", "postal")
    }
    publish_procedure(
        id="a",
        field="cutru",
        levels=["xa"],
        applicant_types=["citizen"],
        channels=channels["direct"],
        online_level="full",
        short_name="Cấp A",
    )
    publish_procedure(
        id="b", field="xe", levels=["tinh", "xa"], applicant_types=["citizen", "foreigner"],
        channels=[*channels["direct"], *channels["online"]], online_level="partial",
        online_note="Phải đến.", short_name="Cấp B",
    )  # fmt: skip
    publish_procedure(
        id="c",
        field="xe",
        levels=["tinh", "bo"],
        applicant_types=["enterprise"],
        channels=channels["postal"],
        online_level="",
        short_name="Đổi C",
    )


@pytest.mark.usefixtures("_mixed")
@for_each(
    ("query", "found"),
    [
        ({"field": "cutru"}, "a"),
        ({"field": "xe"}, "bc"),
        ({"level": "xa"}, "ab"),
        ({"level": "tinh"}, "bc"),
        ({"level": "bo"}, "c"),
        ({"applicant": "citizen"}, "ab"),
        ({"applicant": "foreigner"}, "b"),
        ({"applicant": "official"}, ""),
        ({"channel": "direct"}, "ab"),
        ({"channel": "online"}, "b"),
        ({"channel": "postal"}, "c"),
        ({"online_level": "full"}, "a"),
        ({"online_level": "partial"}, "b"),
        ({"field": "xe", "level": "tinh"}, "bc"),
        ({"field": "xe", "level": "xa"}, "b"),
        (
            {
                "level": "tinh",
                "applicant": "citizen",
                "channel": "online",
                "online_level": "partial",
                "field": "xe",
            },
            "b",
        ),
        ({"field": "cutru", "level": "bo"}, ""),
        ({"field": "", "level": "", "applicant": "", "channel": "", "online_level": ""}, "abc"),
        ({"search": "cấp", "field": "xe"}, "b"),
        ({"search": "cap", "channel": "direct", "page_size": "1"}, "a"),
    ],
)
def test_the_list_can_be_filtered(ask, query, found):
    assert sorted(ids(ask(**query))) == list(found)


def test_a_field_without_published_procedures_is_an_empty_list(ask):
    make_field("pccc")
    assert ask(field="pccc")["count"] == 0


@pytest.mark.usefixtures("_mixed")
@for_each(
    ("query", "errors"),
    [
        ({"field": "la"}, {"/query/field": "invalid_choice"}),
        ({"field": "XE"}, {"/query/field": "invalid_choice"}),
        ({"level": "huyen"}, {"/query/level": "invalid_choice"}),
        ({"applicant": "robot"}, {"/query/applicant": "invalid_choice"}),
        ({"channel": "fax"}, {"/query/channel": "invalid_choice"}),
        ({"online_level": "none"}, {"/query/online_level": "invalid_choice"}),
        ({"kenh": "direct"}, {"/query/kenh": "unknown"}),
        ({"a/b~c": "1"}, {"/query/a~1b~0c": "unknown"}),
        ({"level": ["xa", "tinh"]}, {"/query/level": "repeated"}),
        ({"search": ["a", "b"]}, {"/query/search": "repeated"}),
        ({"page": ["1", "1"]}, {"/query/page": "repeated"}),
        (
            {"level": "huyen", "channel": "fax", "la": "1"},
            {
                "/query/la": "unknown",
                "/query/level": "invalid_choice",
                "/query/channel": "invalid_choice",
            },
        ),
        ({"search": "hộ chiếu", "level": "huyen"}, {"/query/level": "invalid_choice"}),
    ],
)
def test_an_invalid_parameter_is_reported(api, query, errors):
    assert refused(api.get(ADDRESS, query)) == errors


def test_a_refusal_is_not_remembered(api, ask):
    publish_procedure(id="a", field="cutru")
    assert api.get(ADDRESS, {"field": "moi"}).status_code == 400
    make_field("moi")
    directory.forget()
    assert ask(field="moi")["count"] == 0


# --- search --------------------------------------------------------------------------------------


@pytest.fixture
def _known():
    """Publish the procedures for the searches below."""
    publish_procedure(
        id="ho-chieu",
        short_name="Cấp hộ chiếu phổ thông",
        name="Cấp hộ chiếu phổ thông ở trong nước",
        code="1.001456",
    )
    publish_procedure(
        id="thuong-tru",
        short_name="Đăng ký thường trú",
        name="Đăng ký thường trú",
        keywords=["nhập hộ khẩu"],
    )
    publish_procedure(
        id="tam-tru",
        short_name="Đăng ký tạm trú",
        name="Đăng ký tạm trú",
        former_codes=["1.004194"],
    )


@pytest.mark.usefixtures("_known")
@for_each(
    ("search", "first"),
    [
        ("hộ chiếu", "ho-chieu"),
        ("ho chieu", "ho-chieu"),
        ("HỘ CHIẾU", "ho-chieu"),
        ("đăng ký thường trú", "thuong-tru"),
        ("dang ky thuong tru", "thuong-tru"),
        ("dang ky tam tru", "tam-tru"),
        ("nhập hộ khẩu", "thuong-tru"),
        ("1.001456", "ho-chieu"),
        ("1001456", "ho-chieu"),
        ("1.004194", "tam-tru"),
        ("  hộ chiếu  ", "ho-chieu"),
    ],
)
def test_the_right_procedure_comes_first(ask, search, first):
    assert ids(ask(search=search))[0] == first


@pytest.mark.usefixtures("_known")
@pytest.mark.parametrize("search", ["", "   ", "\t\n"])
def test_an_empty_search_lists_everything(ask, search):
    content = ask(search=search)
    assert (content["count"], content["did_you_mean"], content["hints"]) == (3, None, [])


@pytest.mark.usefixtures("_known")
@pytest.mark.parametrize(
    ("query", "confidence"),
    [
        ({"search": "hộ chiếu phổ thông"}, "high"),
        ({"search": "1.001456"}, "high"),
        ({"search": "xin cấp giấy hộ cho gia đình ở phường"}, "low"),
        ({"search": "chăn nuôi bò sữa"}, None),
        ({}, None),
    ],
)
def test_an_answer_says_how_sure_its_first_procedure_is(ask, query, confidence):
    assert ask(**query)["confidence"] == confidence


@pytest.mark.usefixtures("_known")
def test_a_typing_mistake_is_corrected_and_shown(ask):
    content = ask(search="hộ chiéuu")
    assert (ids(content)[0], content["did_you_mean"]) == ("ho-chieu", "hộ chiếu")


@pytest.mark.usefixtures("_known")
def test_correct_queries_are_not_corrected(ask):
    assert ask(search="hộ chiếu")["did_you_mean"] is None


@pytest.mark.usefixtures("_known")
def test_a_search_without_results_is_an_empty_page(ask):
    content = ask(search="qwertyuiop")
    assert (content["count"], content["results"]) == (0, [])


@pytest.mark.usefixtures("_known")
def test_a_remembered_answer_equals_the_first(api):
    first, second = (api.get(ADDRESS, {"search": "hộ chiếu"}) for _ in range(2))
    assert first.content == second.content
    assert {name: value for name, value in first.headers.items() if name != "X-Request-ID"} == {
        name: value for name, value in second.headers.items() if name != "X-Request-ID"
    }


@pytest.mark.usefixtures("_known")
def test_another_agency_is_a_door(ask):
    change_vocabulary(
        lambda: Elsewhere.objects.create(terms=["sổ đỏ"], agency="Văn phòng đăng ký đất đai")
    )
    assert ask(search="làm sổ đỏ")["doors"] == [
        {
            "origin": "elsewhere",
            "id": "Văn phòng đăng ký đất đai",
            "title": "Văn phòng đăng ký đất đai",
            "reason": "Việc này do Văn phòng đăng ký đất đai giải quyết.",
        }
    ]


@pytest.mark.usefixtures("_known")
def test_a_number_stands_alone(ask):
    change_vocabulary(
        lambda: Elsewhere.objects.create(terms=["nhà tôi"], agency="Văn phòng đăng ký đất đai")
    )
    found = ask(search="nhà tôi đang cháy cứu với")
    assert (found["danger"]["kind"], found["danger"]["number"]) == ("fire", "114")
    assert (found["results"], found["hints"], found["doors"]) == ([], [], [])


@pytest.mark.usefixtures("_known")
def test_nobody_in_danger_gets_no_number(ask):
    assert ask(search="hộ chiếu")["danger"] is ask()["danger"] is None


@pytest.mark.usefixtures("_known")
def test_whoever_writes_in_another_language_reads_the_number_in_that(ask):
    danger = ask(search="my husband is hitting me")["danger"]
    assert (danger["number"], danger["language"]) == ("113", "en")
    assert danger["in_language"].startswith("Call 113 now")


@pytest.mark.usefixtures("_known")
def test_officers_change_whom_to_call(ask):
    change_vocabulary(
        lambda: DangerKind.objects.create(code="fire", number="113", sentence="Gọi trực ban.")
    )
    danger = ask(search="nhà tôi đang cháy cứu với")["danger"]
    assert (danger["number"], danger["sentence"]) == ("113", "Gọi trực ban.")


@pytest.mark.usefixtures("_known")
def test_officers_words_are_heard_where_the_model_is_in_doubt(ask):
    words = "xập xình tưng bừng"
    assert ask(search=words)["danger"] is None
    change_vocabulary(
        lambda: DangerAct.objects.create(kind="violence", terms=["tưng bừng"], needs_person=False)
    )
    catalogue.refresh()
    assert ask(search=words)["danger"]["number"] == "113"


@pytest.mark.usefixtures("_known")
def test_an_emergency_without_a_number_has_no_phone(ask):
    change_vocabulary(
        lambda: Emergency.objects.create(terms=["bị lừa tiền"], number="", advice="Báo ngay.")
    )
    assert ask(search="bị lừa tiền")["hints"] == [{"type": "emergency", "text": "Báo ngay."}]


@pytest.mark.usefixtures("_known")
def test_easily_confused_terms_are_explained(ask):
    change_vocabulary(
        lambda: ConfusablePair.objects.create(
            a="đăng ký tạm trú", b="đăng ký thường trú", hint="Tạm trú là ở tạm."
        )
    )
    assert {"type": "confusable", "text": "Tạm trú là ở tạm."} in ask(search="đăng ký tạm trú")[
        "hints"
    ]


@pytest.mark.usefixtures("_known")
def test_officers_negations_are_not_searched_for(ask):
    change_vocabulary(
        lambda: FillerWord.objects.create(text="hổng cần", kind=FillerWord.Kind.NEGATION)
    )
    assert ids(ask(search="hộ chiếu hổng cần đăng ký tạm trú")) == ["ho-chieu"]


HOSTILE = {
    "10 KB": "hộ chiếu " * 1200,
    "10 KB without a space": "x" * 10_240,
    "emoji": "🚓👮🏽‍♀️🆘" * 20,
    "markup": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "sql": "'; DROP TABLE procedures_procedure; --",
    "zero-width": "h\u200bộ\u200d ch\u2060iếu\ufeff",
    "only zero-width": "\u200b\u200c\u200d",
    "right to left": "\u202eueihc oh\u202c",
    "Chinese": "护照办理",
    "Arabic": "جواز السفر",
    "full-width": "ｈộ ｃｈｉếｕ",
    "decomposed": "hô\u0323 chiê\u0301u",
    "many marks": "o" + "\u0301" * 2000,
    "punctuation": "?!.,;:-_/\\|()[]{}<>\"'`~@#$%^&*+=" * 10,
    "digits": "0123456789" * 100,
    "format codes": "%s %d {0} {{}} ${jndi:ldap://x}",
    "path": "../../../../etc/passwd",
    "control characters": "a\x01\x02\x1b[2J\x7f",
    "line ends": "hộ\r\nchiếu\u2028\u2029",
    "plane 16": "\U0010ffff" * 10,
}


@pytest.mark.usefixtures("_known")
@for_each("search", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_search_is_harmless(ask, search):
    assert ask(search=search)["count"] <= 3


@pytest.mark.usefixtures("_known")
@pytest.mark.parametrize(
    "search",
    [
        "h\u200bộ\u200d ch\u2060iếu\ufeff",
        "ｈộ ｃｈｉếｕ",
        "hô\u0323 chiê\u0301u",
        "hộ\r\nchiếu",
        "hộ  -  chiếu!",
    ],
)
def test_invisible_characters_do_not_hinder_a_search(ask, search):
    assert ids(ask(search=search))[0] == "ho-chieu"


@pytest.mark.parametrize(
    "query",
    ["search=%00", "search=a%00b", "search=%ff", "search=%C3%28", "%00=1", "search=%ED%A0%80"],
)
def test_a_broken_encoding_is_refused(api, db, query):
    response = api.get(f"{ADDRESS}?{query}")
    assert (response.status_code, response.json()["code"]) == (400, "invalid_encoding")


@pytest.mark.usefixtures("_known")
def test_many_different_queries_keep_memory_limited(api):
    limit = 5
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(list_parameters, "MAX_REMEMBERED", limit)
        for size in range(1, 20):
            api.get(ADDRESS, {"page_size": str(size)})
    assert len(catalogue.current().selections) == limit


# --- cost ----------------------------------------------------------------------------------------


def test_the_list_makes_no_query_once_loaded(api, django_assert_num_queries):
    publish_procedure(short_name="Cấp hộ chiếu")
    api.get(ADDRESS, {"field": "cutru"})
    with django_assert_num_queries(0):
        for query in (
            {},
            {"search": "hộ chiếu"},
            {"search": "ho chieuu"},
            {"level": "xa"},
            {"page": "9"},
            {"la": "1"},
            {"field": "la"},
        ):
            api.get(ADDRESS, query)


def test_an_unpublished_edit_is_not_listed(api):
    publish_procedure(id="a", short_name="Đã công bố")
    Procedure.objects.update(short_name="Đang sửa")
    assert api.get(ADDRESS).json()["results"][0]["name"] == "Đã công bố"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_other_methods_are_refused(api, db, method):
    response = getattr(api, method)(ADDRESS)
    assert (response.status_code, response.json()["code"], response["Allow"]) == (
        405,
        "method_not_allowed",
        "GET, HEAD",
    )


@for_each(
    "sent",
    [
        "ho+chieu",
        "h%E1%BB%99%20chi%E1%BA%BFu",
        "",
        "+%20",
        "a%26page%3D2",
        "a=b",
        "a;b",
        "a%",
        "%zz",
        "a%2Bb",
        "search=x",
        "a#b",
    ],
)
def test_a_lone_search_parameter_is_parsed_as_by_django(rf, sent):
    request = rf.get(ADDRESS, QUERY_STRING=f"search={sent}")
    assert list_parameters.split_search(request) == (
        QueryDict(f"search={sent}").get("search").strip(),
        "",
    )
