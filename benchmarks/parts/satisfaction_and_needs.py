"""Figures of satisfaction and needs over few and over very many ratings and questions.

10,000 of each, then 1 million ratings and 500,000 questions, for a window of one month. Both are
spread over the same twelve months, offices and procedures, so that the window grows with the
whole: the hardest case. Ratings are counted and published by the project's own functions, whose
times are shown too.
"""

import statistics
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from benchmarks.measuring import say
from benchmarks.report import Row, at_most
from benchmarks.statements import Values
from feedback.models import NeedCount, PublishedFigure, Rating, RatingTotal
from feedback.needs import need_counts
from feedback.needs import weekly as needs
from feedback.needs.weeks import weeks_until
from feedback.ratings import questionnaires
from feedback.ratings.workflow import newest_final_month
from feedback.satisfaction import publishing, rating_totals, scores
from feedback.satisfaction.office_figures import office_figures
from feedback.satisfaction.snapshot import held
from offices.models import Office
from procedures.models import Procedure

FEW, MANY_RATINGS, MANY_QUESTIONS = 10_000, 1_000_000, 500_000
OFFICES, PROCEDURES, MONTHS = 20, 12, 12
REPEATS, ROUNDS = 40, 5
SHARE = 1.3
ADDRESS = "/api/v1/satisfaction/"
# No rater: figures do not read them. Marks are mostly good; a tenth of the raters skip an aspect.
_RATINGS = """
INSERT INTO feedback_rating (
    id, office_id, field_id, procedure_id, origin, questionnaire_id, overall, aspects,
    words, held_back, rated_on, month, written_on, version, current, left_out,
    rater_hash, owner_hash, dossier_hash, proved_by)
SELECT
    gen_random_uuid(), office, field, procedure, 'counter', %(questionnaire)s,
    1 + (n * 7 %% 13) %% 5,
    jsonb_strip_nulls(jsonb_build_object(
        'publicity', NULLIF(n %% 10, 0) %% 5 + 1, 'access', n %% 5 + 1, 'online', n %% 4 + 2,
        'officers', n %% 3 + 3, 'time', n %% 5 + 1, 'result', n %% 2 + 4, 'feedback', n %% 5 + 1)),
    '', false, month, month, month, 1, true, '', '', '', '', ''
FROM (
    SELECT n,
        (%(offices)s::text[])[1 + n %% %(office_count)s] AS office,
        (%(procedures)s::text[])[1 + n / 20 %% %(procedure_count)s] AS procedure,
        (%(fields)s::text[])[1 + n / 20 %% %(procedure_count)s] AS field,
        (%(months)s::date[])[1 + n / 240 %% %(month_count)s] AS month
    FROM generate_series(1, %(number)s) AS n
) AS rows
"""
_QUESTIONS = """
INSERT INTO feedback_question (
    channel, office_id, rule, procedure_id, words, status, officer_id,
    asked_at, due_at, ended_at, changed_at)
SELECT
    'app', (%(offices)s::text[])[1 + n %% %(office_count)s], 'place',
    (%(procedures)s::text[])[1 + n / 20 %% %(procedure_count)s],
    'mat the can cuoc loai ' || n %% 40, 'solved', NULL, at, NULL, at + interval '1 day', at
FROM (
    SELECT n, now() - (1 - n::float / %(number)s) * interval '364 days' AS at
    FROM generate_series(1, %(number)s) AS n
) AS rows
"""
_TABLES = (
    "feedback_rating, feedback_ratingtotal, feedback_publishedfigure, "
    "feedback_satisfactionrelease, feedback_needcount"
)


def measure(_database: str, *, small: bool) -> Iterator[Row]:
    """Yield the rows about figures."""
    many = (FEW * 4, FEW * 2) if small else (MANY_RATINGS, MANY_QUESTIONS)
    fill(FEW, FEW)
    few = _p50s()
    say(f"making and counting {many[0]:,} ratings and {many[1]:,} questions")
    took = fill(*many)
    for name, p50 in _p50s().items():
        yield at_most(
            f"{name}, {many[0]:,} ratings and {many[1]:,} questions ÷ {FEW:,} of each",
            p50 / few[name],
            SHARE,
        )
        yield Row(f"– p50 over {FEW:,}", few[name] * 1000, " ms")
        yield Row("– p50 over the many", p50 * 1000, " ms")
    yield from _rows_about(took)


def _rows_about(took: dict[str, float]) -> Iterator[Row]:
    yield Row("rows of totals of all ratings", RatingTotal.objects.count())
    yield Row("figures published of all months", PublishedFigure.objects.count())
    yield Row("rows of counts of all questions", NeedCount.objects.count())
    for name, seconds in took.items():
        yield Row(name, seconds, " s")


# --- filling -------------------------------------------------------------------------------------


def fill(ratings: int, questions: int) -> dict[str, float]:
    """Fill the emptied tables, and return the seconds that the project's own work took."""
    _empty()
    procedures = list(Procedure.objects.order_by("pk").values_list("pk", "field_id")[:PROCEDURES])
    offices = list(
        Office.objects.filter(kind="commune").order_by("pk").values_list("pk", flat=True)[:OFFICES]
    )
    months = _months()
    values: Values = {
        "questionnaire": questionnaires.questionnaire_on(timezone.localdate()).pk,
        "offices": offices,
        "office_count": len(offices),
        "procedures": [key for key, _field in procedures],
        "fields": [field for _key, field in procedures],
        "procedure_count": len(procedures),
        "months": months,
        "month_count": len(months),
    }
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute(_RATINGS, {**values, "number": ratings})
        cursor.execute(_QUESTIONS, {**values, "number": questions})
    took = {
        f"{ratings:,} ratings counted anew": _seconds(rating_totals.rebuild_totals),
        f"{MONTHS} months of them published": _seconds(
            lambda: publishing.publish_due_months(timezone.localdate())
        ),
        f"{questions:,} questions counted anew": _seconds(need_counts.recount_questions),
    }
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {_TABLES}, feedback_question")
    return took


def _empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {_TABLES}, feedback_question CASCADE")


def _months() -> list[date]:
    month = newest_final_month(timezone.localdate())
    found = [month]
    while len(found) < MONTHS:
        found.insert(0, (found[0] - timedelta(days=1)).replace(day=1))
    return found


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


# --- asking --------------------------------------------------------------------------------------


def _p50s() -> dict[str, float]:
    asked = _asked()
    times: dict[str, list[float]] = {name: [] for name in asked}
    for work in asked.values():
        work()
    for _round in range(ROUNDS):  # in turn, so that a busy moment of the machine meets all of them
        for name, work in asked.items():
            times[name] += [_seconds(work) for _time in range(REPEATS)]
    return {name: statistics.median(found) for name, found in times.items()}


def _asked() -> dict[str, Callable[[], object]]:
    today = timezone.localdate()
    month = newest_final_month(today)
    offices = list(Office.objects.values_list("pk", flat=True))
    rating = Rating.objects.order_by().select_related("questionnaire")[0]
    office, province = rating.office_id, Office.objects.get(parent=None).pk
    client, window = Client(), f"since={month:%Y-%m}&until={month:%Y-%m}"
    weeks = weeks_until(today - timedelta(days=7), 4)

    def asked_anew() -> None:
        held.forget()  # what a process remembers would answer
        answer = client.get(f"{ADDRESS}?{window}&office={office}", headers={"host": "127.0.0.1"})
        assert answer.status_code == 200

    return {
        "GET satisfaction/ of an office, not remembered": asked_anew,
        "satisfaction of an office": lambda: scores.published_satisfaction(
            month, month, office=office
        ),
        "satisfaction of the province": lambda: scores.published_satisfaction(month, month),
        "satisfaction by procedure": lambda: scores.scores_by_procedure(month, month),
        "the leaders' table of all offices": lambda: office_figures(month, month, offices, today),
        "one rating counted": lambda: _counted(rating),
        "needs: asked about, four weeks": lambda: needs.asked_procedures([province], weeks),
        "needs: asked again and again, four weeks": lambda: needs.repeated_questions(
            [province], weeks
        ),
    }


def _counted(rating: Rating) -> None:
    """Count a rating as the action does, and take it back."""
    with transaction.atomic():
        rating_totals.count_rating(rating)
        transaction.set_rollback(True)
