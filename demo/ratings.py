"""Ratings of the last months, with the follow-ups of low marks.

No rating belongs to a dossier or citizen of the demo.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import uuid4

from demo import texts
from demo.days import Weeks
from demo.people import People
from demo.stage import Place
from feedback.models import Author, FollowUp, FollowUpEvent, FollowUpMessage, Origin, Rating
from feedback.ratings import questionnaires, workflow
from feedback.ratings.workflow import LOW, Move, Status
from feedback.satisfaction import publishing, rating_totals
from foundation.records.encryption import keyed_hash
from offices.working_time.calendar import ZONE
from procedures.models import Procedure

DAYS = 120
SHARE = 0.14  # of citizens who rate, once their dossier is completed
# How many of a hundred ratings have each mark from 1 to 5.
USUAL, SLOW = (1, 2, 6, 34, 57), (9, 13, 22, 30, 26)
SATURDAY = 5
HANDLED = (
    "Đơn vị đã xin lỗi người dân, nhắc nhở cán bộ và bổ sung người tiếp nhận vào giờ cao điểm."
)


def create_ratings(weeks: Weeks, people: People) -> list[Rating]:
    """Write ratings and follow-ups, add them up, and publish the months that have ended."""
    today = weeks.now.astimezone(ZONE).date()
    fields = dict(Procedure.objects.values_list("pk", "field_id"))
    ratings: list[Rating] = []
    for back in range(DAYS, 0, -1):
        day = today - timedelta(days=back)
        if day.weekday() < SATURDAY:  # public holidays do not matter here
            for place in people.stage.places:
                ratings += [
                    _rating(weeks, place, day, fields)
                    for _ in range(weeks.about(place.work.dossiers_a_day * SHARE))
                ]
    _write_follow_ups(weeks, people, [rating for rating in ratings if rating.overall <= LOW], today)
    Rating.objects.bulk_create(ratings)
    rating_totals.rebuild_totals()
    publishing.publish_due_months(today)
    return ratings


def _rating(weeks: Weeks, place: Place, day: date, fields: dict[str, str]) -> Rating:
    random = weeks.random
    recent = place.slow and day > weeks.first - timedelta(days=60)
    (overall,) = random.choices((1, 2, 3, 4, 5), SLOW if recent else USUAL)
    (procedure,) = random.choices(
        [name for name, _ in place.work.procedures], [weight for _, weight in place.work.procedures]
    )
    questionnaire = questionnaires.questionnaire_on(day)
    aspects = _aspects(weeks, questionnaire.keys, overall)
    unknown = keyed_hash("demo_rating", str(random.getrandbits(128)))
    return Rating(
        key=uuid4(),
        office_id=place.office,
        field_id=fields.get(procedure),
        procedure_id=procedure,
        origin=Origin.DOSSIER if weeks.chance(0.7) else Origin.COUNTER,
        questionnaire=questionnaire,
        overall=overall,
        aspects=aspects,
        words=random.choice(texts.BLAME if overall <= LOW else texts.PRAISE)
        if weeks.chance(0.3)
        else "",
        rated_on=day,
        month=day.replace(day=1),
        written_on=day,
        rater_hash=unknown,
        owner_hash=unknown[::-1],
    )


def _aspects(weeks: Weeks, keys: Iterable[str], overall: int) -> dict[str, int]:
    """Return marks near the overall one, for most aspects."""
    return {
        key: min(max(overall + weeks.random.choice((-1, 0, 0, 1)), 1), 5)
        for key in keys
        if weeks.chance(0.7)
    }


def _write_follow_ups(weeks: Weeks, people: People, low: list[Rating], today: date) -> None:
    opened, events, messages = [], [], []
    for rating in low:
        row = _open_follow_up(weeks, people, rating)
        steps = [(Move.OPEN, rating.rated_on)]
        handled = workflow.working_days_after(
            rating.rated_on, weeks.random.randrange(3, 17), weeks.calendar
        )
        if handled < today:
            steps += [(Move.HANDLE, handled)]
            _mark_handled(row, handled, weeks)
            messages.append(_handling_message(row, handled))
            published = workflow.working_days_after(handled, 1, weeks.calendar)
            if published < today:
                steps += [(Move.PUBLISH, published)]
                _mark_published(row, published)
        rating.follow_up = row
        opened.append(row)
        events += _events(row, steps, people)
    FollowUp.objects.bulk_create(opened)
    FollowUpEvent.objects.bulk_create(events)
    FollowUpMessage.objects.bulk_create(messages)


def _open_follow_up(weeks: Weeks, people: People, rating: Rating) -> FollowUp:
    clocks = workflow.clocks_at_opening(rating.rated_on, weeks.calendar)
    return FollowUp(
        office_id=rating.office_id,
        opened_on=rating.rated_on,
        decline_by=clocks.decline_by,
        ask_by=clocks.ask_by,
        handle_by=clocks.handle_by,
        due_on=clocks.handle_by,
        rater=str(people.hung.pk),
    )


def _handling_message(row: FollowUp, day: date) -> FollowUpMessage:
    return FollowUpMessage(
        follow_up=row, number=1, move=Move.HANDLE, author=Author.OFFICER, text=HANDLED, on=day
    )


def _mark_published(row: FollowUp, day: date) -> None:
    row.status, row.due_on, row.ended_on, row.rater = Status.PUBLISHED, None, day, ""


def _mark_handled(row: FollowUp, day: date, weeks: Weeks) -> None:
    row.status, row.handled_on = Status.HANDLED, day
    row.publish_by = row.due_on = workflow.clocks_after_handling(
        row.clocks, day, weeks.calendar
    ).publish_by


def _events(row: FollowUp, steps: list[tuple[Move, date]], people: People) -> list[FollowUpEvent]:
    ends = {Move.OPEN: Status.WAITING, Move.HANDLE: Status.HANDLED, Move.PUBLISH: Status.PUBLISHED}
    by = {Move.OPEN: None}
    return [
        FollowUpEvent(
            follow_up=row,
            number=number,
            move=move,
            status=ends[move],
            officer=by.get(move, people.leader),
            on=on,
        )
        for number, (move, on) in enumerate(steps, 1)
    ]
