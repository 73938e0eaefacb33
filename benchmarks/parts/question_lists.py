"""Lists of 10 thousand and of 500 thousand questions must cost the same."""

import statistics
import time
from collections.abc import Callable, Iterator

from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from benchmarks.first_messages import write_first_messages
from benchmarks.keys import new_keys
from benchmarks.measuring import say
from benchmarks.report import Row, at_most
from benchmarks.statements import Values
from citizens.models import Citizen
from feedback.models import Question
from feedback.questions.conversation import with_beginning
from feedback.questions.querysets import QuestionQuerySet
from feedback.questions.workflow import Status
from offices.models import Office, Officer
from procedures.models import Procedure

FEW, MANY = 10_000, 500_000
REPEATS = 200
SHARE = 1.3
OFFICES = 5  # few, so that a page of each queue is full over few questions too
# One in fifty is open; a citizen has as many as there are questions for each citizen.
FILL = """
INSERT INTO feedback_question
    (citizen_id, channel, office_id, rule, procedure_id, words, status, officer_id, asked_at,
        due_at, ended_at, changed_at)
SELECT
    %(citizen)s + n / 20, 'app', (%(offices)s::text[])[1 + n %% %(count)s], 'place', %(procedure)s,
        'lam lai the can cuoc so ' || n,
    CASE WHEN open THEN 'waiting' ELSE 'solved' END, NULL, at,
    CASE WHEN open THEN at + interval '2 days' END,
        CASE WHEN open THEN NULL ELSE at + interval '1 day' END, at
FROM (
    SELECT n, n %% 50 = 0 AS open, now() - n * interval '1 minute' AS at FROM
        generate_series(%(first)s, %(last)s) AS n
) AS rows
"""


def measure(_database: str, *, small: bool) -> Iterator[Row]:
    """Yield the ratios of lists over many to those over few."""
    many = FEW * 2 if small else MANY
    new_keys()
    citizen, officer = _people(many)
    _fill(citizen.pk, 1, FEW)
    few_times = {name: _p50(work) for name, work in _lists(citizen, officer).items()}
    say(f"making {many:,} questions")
    _fill(citizen.pk, FEW + 1, many)
    for name, work in _lists(citizen, officer).items():
        p50 = _p50(work)
        yield at_most(f"{name}, {many:,} questions ÷ {FEW:,}", p50 / few_times[name], SHARE)
        yield Row(f"– p50 over {many:,}", p50 * 1000, " ms")


def _people(many: int) -> tuple[Citizen, User]:
    now = timezone.now()
    people = [
        Citizen(app_id="bench", zalo_user_id=f"q{number}", created_at=now)
        for number in range(many // 20 + 2)
    ]
    first = Citizen.objects.bulk_create(people, batch_size=5000)[0]
    user = User.objects.create_user("bench-answers", is_staff=True)
    office = Office.objects.filter(kind="commune")[:1].get()
    Officer.objects.create(office=office, user=user, public_name="Cán bộ")
    return first, user


def _fill(citizen: int, first: int, last: int) -> None:
    offices = list(Office.objects.filter(kind="commune").values_list("pk", flat=True)[:OFFICES])
    values: Values = {
        "citizen": citizen,
        "offices": offices,
        "count": len(offices),
        "first": first,
        "last": last,
    }
    newest = Question.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute(
            FILL, {**values, "procedure": Procedure.objects.values_list("pk", flat=True).first()}
        )
        write_first_messages(cursor, newest)
        cursor.execute("ANALYZE feedback_question")
        cursor.execute("ANALYZE feedback_questionmessage")


def _lists(citizen: Citizen, officer: User) -> dict[str, Callable[[], object]]:
    def shown(rows: QuestionQuerySet) -> list[Question]:
        return list(with_beginning(rows).select_related("office")[:20])

    own, everybody = Question.objects.of_citizen(citizen), User(is_superuser=True)
    now = timezone.now()
    return {
        "a citizen's list": lambda: [own.count(), *shown(own.newest_first())],
        "an office's newest": lambda: shown(
            Question.objects.visible_to_officer(officer).newest_first()
        ),
        "an office's queue": lambda: shown(
            Question.objects.visible_to_officer(officer).due().most_urgent_first()
        ),
        "everybody's queue": lambda: shown(
            Question.objects.visible_to_officer(everybody).due().most_urgent_first()
        ),
        "the badge of late ones": Question.objects.visible_to_officer(officer)
        .late(now)
        .order_by()[:20]
        .count,
        "what is asked back": lambda: shown(
            Question.objects.visible_to_officer(officer)
            .filter(status=Status.ASKED_BACK)
            .newest_first()
        ),
    }


def _p50(work: Callable[[], object]) -> float:
    times = []
    for _number in range(REPEATS):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return statistics.median(times)
