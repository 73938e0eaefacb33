"""GET satisfaction/."""

from datetime import date

import pytest

from feedback.satisfaction import publishing, rating_totals
from tests.feedback.factories import commune, rating
from tests.for_each import for_each
from tests.kept_rows import made_once
from tests.offices.factories import field, office
from tests.procedures.factories import publish_procedure

pytestmark = pytest.mark.django_db
PATH = "/api/v1/satisfaction/"
SEPTEMBER, OCTOBER = date(2026, 9, 3), date(2026, 10, 3)


def rated(marks, day=OCTOBER, **values):
    for mark in marks:
        rating_totals.count_rating(
            rating(rated_on=day, overall=mark, **{"office": commune(), **values})
        )


@pytest.fixture
def published(db):
    """Publish two months of one commune."""
    _publish()


@made_once
def _publish():
    publish_procedure(id="tam-tru", short_name="Tạm trú", field=field("cutru"), code="1.004194")
    about = {"field_id": "cutru", "procedure_id": "tam-tru"}
    rated([5, 5, 4, 3, 1], SEPTEMBER, **about)
    rated([5, 5, 5, 4, 2, 2], OCTOBER, aspects={"time": 4, "access": 2}, **about)
    publishing.publish_due_months(date(2026, 11, 24))


def score(count, mean, percent):
    return {"count": count, "mean": mean, "satisfied_percent": percent}


def test_the_answer_has_all_figures(api, published):
    answer = api.get(PATH, {"office": "ca-phuong-thanh-mieu", "field": "cutru"}).json()
    assert answer.pop("definition").startswith("Tỷ lệ hài lòng là phần trăm đánh giá mức 4")
    assert answer == {
        "office": "ca-phuong-thanh-mieu",
        "field": "cutru",
        "procedure": None,
        "since": "2025-11",
        "until": "2026-10",
        "published_until": "2026-10",
        "note": None,
        "overall": score(11, 3.73, 63.6),
        "aspects": [
            {"key": "access", "label": "Tiếp cận dịch vụ dễ dàng", **score(6, 2.0, 0.0)},
            {"key": "time", "label": "Thời gian giải quyết", **score(6, 4.0, 100.0)},
        ],
        "trend": [
            {"since": "2026-09", "until": "2026-09", **score(5, 3.6, 60.0)},
            {"since": "2026-10", "until": "2026-10", **score(6, 3.83, 66.7)},
        ],
    }


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"office": "tinh"},
        {"office": "ca-phuong-thanh-mieu"},
        {"field": "cutru"},
        {"procedure": "tam-tru"},
        {"procedure": "1.004194"},
    ],
    ids=str,
)
def test_equivalent_parameters_give_the_same_answer(api, published, asked):
    answer = api.get(PATH, {**asked, "since": "2026-10", "until": "2026-10"}).json()
    assert (answer["overall"], len(answer["trend"])) == (score(6, 3.83, 66.7), 1)


def test_small_groups_are_marked_as_too_few(api, published):
    office("ca-xa-khac")
    answer = api.get(PATH, {"office": "ca-xa-khac"}).json()
    assert (answer["overall"], answer["aspects"], answer["trend"]) == (None, [], [])
    assert answer["note"] == "Chưa đủ 5 đánh giá để công bố mà vẫn giữ kín từng người đánh giá."


def test_before_the_first_publication_there_are_no_figures(api, db):
    answer = api.get(PATH).json()
    assert (answer["overall"], answer["until"], answer["note"]) == (
        None,
        None,
        "Chưa công bố tháng nào.",
    )


def test_a_new_rating_does_not_change_the_answer(api, published):
    before = api.get(PATH).content
    rated([1, 1, 1, 1, 1, 1], OCTOBER)
    publishing.publish_due_months(date(2026, 11, 25))
    assert api.get(f"{PATH}?since=2025-11").json()["overall"] == api.get(PATH).json()["overall"]
    assert api.get(PATH).content == before


@for_each(
    ("asked", "parameter", "code"),
    [
        ({"office": "khong-co"}, "office", "unknown"),
        ({"field": "khong-co"}, "field", "invalid_choice"),
        ({"procedure": "khong-co"}, "procedure", "unknown"),
        ({"procedure": "tam-tru", "field": "cutru"}, "procedure", "conflict"),
        ({"since": "2026-13"}, "since", "invalid_month"),
        ({"until": "10/2026"}, "until", "invalid_month"),
        ({"since": "2026-10", "until": "2026-09"}, "since", "after_until"),
        ({"since": "2026-11"}, "since", "after_until"),
        ({"since": "2020-01", "until": "2026-10"}, "since", "too_long"),
        ({"rater": "1"}, "rater", "unknown"),
    ],
)
def test_invalid_parameters_are_reported(api, published, asked, parameter, code):
    answer = api.get(PATH, asked)
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["pointer"], error["code"]) == (
        400,
        f"/query/{parameter}",
        code,
    )


def test_a_repeated_request_costs_no_query(api, published, django_assert_num_queries):
    api.get(PATH, {"office": "tinh"})  # the process already holds the figures
    with django_assert_num_queries(1):
        api.get(PATH, {"office": "ca-phuong-thanh-mieu"})
    with django_assert_num_queries(0):
        assert api.get(PATH, {"office": "ca-phuong-thanh-mieu"})["ETag"]
