"""What people need, in numbers by week. The cost does not grow with the number of questions.

`weeks` are consecutive Mondays. `offices` are summed; an office's rows include those below it.
Searches and reads have no office, because their place is unknown.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from django.conf import settings
from django.db.models import Count, F, Min, Q, QuerySet, Sum

from dossiers.models import Dossier
from dossiers.workflow import OPEN, RUNNING, Status
from feedback.models import NeedCount
from feedback.needs.phrases import phrases
from feedback.needs.weeks import WEEK, week_of
from feedback.satisfaction import scores as satisfaction
from feedback.satisfaction.months import months_before
from feedback.satisfaction.scores import Score
from foundation.records.smallest_group import SMALLEST_GROUP
from foundation.scale.database.replica import may_be_old
from offices.models import Office
from procedures.models import Procedure, ReadCount, SearchCount

LINES = 12
# The minimum of questions for a phrase: words of fewer people might identify them.
SHARED_BY = SMALLEST_GROUP
# How many of the most frequent pairs of a week are read.
PAIRS = 300
MONTHS = 3  # of satisfaction are read


@dataclass(frozen=True)
class Line:
    """A need with its count in each week.

    `key` is a procedure's id, empty for none, or a search term.
    """

    key: str
    title: str
    by_week: tuple[int, ...]
    words: str = ""

    @property
    def total(self) -> int:
        """The sum of all weeks."""
        return sum(self.by_week)


@dataclass(frozen=True)
class Queue:
    """Open dossiers of one office, procedure and status."""

    office: str
    office_name: str
    procedure: str
    title: str
    status: str
    waiting: int
    late: int
    oldest: datetime
    longest_due: datetime | None

    @property
    def status_name(self) -> str:
        return str(Status(self.status).label)


@dataclass(frozen=True)
class Rated:
    """A procedure and how satisfied people were with it."""

    key: str
    title: str
    score: Score


Weeks = Sequence[date]
Numbers = dict[str, Counter[date]]


@may_be_old
def missed_searches(weeks: Weeks) -> list[Line]:
    """Return the most frequent searches without result."""
    rows = SearchCount.objects.filter(misses__gt=0)
    numbers = _sum_by_week(rows, "term", "misses", weeks)
    return [
        Line(term, term, _numbers_in_order(counted, weeks)) for term, counted in numbers.items()
    ]


@may_be_old
def read_procedures(weeks: Weeks) -> list[Line]:
    """Return the procedures read most often."""
    return _procedure_lines(
        _sum_by_week(ReadCount.objects.all(), "procedure_id", "reads", weeks), weeks
    )


def _sum_by_week(
    rows: QuerySet[ReadCount] | QuerySet[SearchCount], key: str, number: str, weeks: Weeks
) -> Numbers:
    """Return the LINES keys with the largest sums of `number`, each by week."""
    within = rows.order_by().filter(day__gte=weeks[0], day__lt=weeks[-1] + WEEK)
    most = list(
        within.values(key)
        .annotate(n=Sum(number))
        .order_by("-n", key)
        .values_list(key, flat=True)[:LINES]
    )
    numbers: Numbers = {name: Counter() for name in most}
    for name, day, counted in within.filter(**{f"{key}__in": most}).values_list(key, "day", number):
        numbers[name][week_of(day)] += counted
    return numbers


@may_be_old
def asked_procedures(offices: Iterable[str], weeks: Weeks) -> list[Line]:
    """Return the procedures with the most questions; an empty key means none."""
    numbers: Numbers = defaultdict(Counter)
    rows = NeedCount.objects.filter(office__among=frozenset(offices), week__in=weeks, words="")
    for procedure, week, questions in rows.values_list("procedure", "week", "questions"):
        numbers[procedure][week] += questions
    return _procedure_lines(_most_frequent(numbers), weeks)


@may_be_old
def repeated_questions(offices: Iterable[str], weeks: Weeks) -> list[Line]:
    """Return phrases shared by several questions about one procedure, most frequent first."""
    pairs: dict[str, Numbers] = defaultdict(lambda: defaultdict(Counter))
    for office in offices:
        for week in weeks:
            often = NeedCount.objects.filter(office=office, week=week, words__gt="").order_by(
                "-questions"
            )
            for procedure, words, questions in often.values_list("procedure", "words", "questions")[
                :PAIRS
            ]:
                pairs[procedure][words][week] += questions
    found = [
        (procedure, phrase, count)
        for procedure, numbers in pairs.items()
        for phrase, count in _shared_phrases(numbers)
    ]
    most = sorted(found, key=lambda item: (-item[2], item[0], item[1]))[:LINES]
    names = _procedure_names(procedure for procedure, _phrase, _count in most)
    return [
        Line(
            procedure,
            names.get(procedure, ""),
            _numbers_in_order(_weeks_of_phrase(pairs[procedure], phrase), weeks),
            phrase,
        )
        for procedure, phrase, _count in most
    ]


def _shared_phrases(numbers: Numbers) -> list[tuple[str, int]]:
    often = {pair: counted.total() for pair, counted in numbers.items()}
    return phrases({pair: count for pair, count in often.items() if count >= SHARED_BY})


def _weeks_of_phrase(numbers: Numbers, phrase: str) -> Counter[date]:
    """Return the weeks of the rarest pair: an upper bound for questions with the whole phrase."""
    words = phrase.split()
    made_of = [numbers[f"{first} {second}"] for first, second in pairwise(words)]
    return min(made_of, key=Counter.total)


@may_be_old
def waiting_dossiers(now: datetime, offices: Iterable[str] | None = None) -> list[Queue]:
    """Return where open dossiers accumulate: the most late ones first, then the most.

    None means all offices. The cost follows the number of open dossiers, which have an index of
    their own.
    """
    rows = Dossier.objects.order_by().filter(status__in=sorted(OPEN))
    rows = rows if offices is None else rows.in_offices(offices)
    late = Q(status__in=sorted(RUNNING), due_at__lt=now)
    found = rows.values("office", "procedure", "status").annotate(
        waiting=Count("pk"),
        late=Count("pk", filter=late),
        oldest=Min("status_since"),
        longest_due=Min("due_at", filter=late),
    )
    most = list(found.order_by("-late", "-waiting", F("oldest"))[:LINES])
    names = _procedure_names(row["procedure"] for row in most)
    office_names = dict(
        Office.objects.filter(pk__in={row["office"] for row in most}).values_list("pk", "name")
    )
    return [
        Queue(**row, office_name=office_names[row["office"]], title=names[row["procedure"]])
        for row in most
    ]


@may_be_old
def low_rated(office: str) -> list[Rated]:
    """Return the lowest rated procedures of an office ("" is the province) in the newest months.

    Leaders see what citizens see: nothing for fewer than SMALLEST_GROUP ratings.
    """
    newest = satisfaction.newest_month()
    if newest is None:
        return []
    scores = satisfaction.scores_by_procedure(months_before(newest, MONTHS - 1), newest, office)
    low = sorted(
        (score.satisfied_percent, key)
        for key, score in scores.items()
        if score.satisfied_percent < settings.SATISFACTION_TARGET
    )[:LINES]
    names = _procedure_names(key for _percent, key in low)
    return [Rated(key, names.get(key, key), scores[key]) for _percent, key in low]


# --- common parts ------------------------------------------------------------------------------


def _most_frequent(numbers: Numbers) -> Numbers:
    return dict(sorted(numbers.items(), key=lambda item: (-item[1].total(), item[0]))[:LINES])


def _procedure_lines(numbers: Numbers, weeks: Weeks) -> list[Line]:
    names = _procedure_names(numbers)
    return [
        Line(key, names.get(key, ""), _numbers_in_order(counted, weeks))
        for key, counted in numbers.items()
    ]


def _procedure_names(procedures: Iterable[str]) -> dict[str, str]:
    return dict(
        Procedure.objects.filter(pk__in=set(procedures) - {""}).values_list("pk", "short_name")
    )


def _numbers_in_order(counted: Counter[date], weeks: Weeks) -> tuple[int, ...]:
    return tuple(counted[week] for week in weeks)
