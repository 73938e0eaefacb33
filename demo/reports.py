"""Reports of the demo: sent and moved by the real actions, each at its moment of the story."""

import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta
from operator import itemgetter

from django.contrib.auth.models import User

from citizens.models import Citizen
from demo import report_evidence
from demo.days import Weeks
from demo.moments import clock_at
from demo.people import People
from demo.report_acts import Act, Cast, Turn
from demo.report_stories import Story, stories
from demo.story import FIRST_COMMUNE, POLICE, TRAFFIC
from officers.demo_accounts import DEMO_PREFIX
from offices.geography.places import Point
from offices.snapshot import directory
from reports.actions import sending
from reports.actions.acting import Allowance, Sender
from reports.actions.sending import Enclosed
from reports.by_code import secret_hash, secret_of
from reports.checking.completeness import Draft
from reports.evidence.holders import Holder, holder_of_citizen, holder_of_ticket, new_ticket
from reports.kinds.snapshot import kinds
from reports.models import Certainty, Identity, Report

# The report without a name that everybody may look up: the list of `make run` prints it.
KNOWN_SECRET = "DEM0-0000-TRA0-C1V2"  # noqa: S105  # printed on purpose
UNBOUNDED = Allowance("demo", 10**6)
WRITTEN_WITHIN = timedelta(minutes=20)  # of what happened


def create_reports(weeks: Weeks, people: People) -> list[Report]:
    """Send the reports of the story and move them; return them as they are now."""
    directory.refresh()
    kinds.refresh()  # the demo has just switched kinds on
    cast, sent = _cast(people), {}
    for moment, number, story, act in sorted(_plan(weeks), key=itemgetter(0, 1)):
        with clock_at(moment):
            if act is None:
                sent[number] = _send(weeks, people, story, moment)
                cast.known[story.name] = sent[number]
            else:
                act(Turn(sent[number], cast, _citizen(people, story)))
    keys = [report.pk for report in sent.values()]
    Report.objects.filter(pk__in=keys).update(demo=True)
    return list(Report.objects.filter(pk__in=keys).order_by("pk"))


def _plan(weeks: Weeks) -> Iterator[tuple[datetime, int, Story, Act | None]]:
    """Yield when each report is sent (None) and what happens to it, as far as it lies before now.

    Reports meet in incidents, so that all of it has to happen in the order of time.
    """
    for number, story in enumerate(stories()):
        moment = _sent_at(weeks, story)
        yield moment, number, story, None
        for hours, act in story.steps:
            moment = weeks.later(moment, hours)
            if moment < weeks.now:
                yield moment, number, story, act


def known_report() -> str | None:
    """Return the number of the report that KNOWN_SECRET opens, None without a demo."""
    found = Report.objects.filter(secret_hash=secret_hash(KNOWN_SECRET), demo=True)
    number: str | None = found.values_list("number", flat=True).first()
    return number


def _cast(people: People) -> Cast:
    parts = people.stage.parts
    traffic, commune, police = parts[TRAFFIC], parts[FIRST_COMMUNE], parts[POLICE]
    receivers = {traffic: "tiepnhan.csgt", commune: "tiepnhan", police: "tiepnhan.tinh"}
    verifiers = {traffic: "xacminh.csgt", commune: "xacminh"}
    leaders = {traffic: "lanhdao.csgt", commune: "lanhdao.phuong", police: "lanhdao"}
    return Cast(
        people.stage,
        {office: _officer(name) for office, name in receivers.items()},
        {office: _officer(name) for office, name in verifiers.items()},
        {office: _officer(name) for office, name in leaders.items()},
    )


def _officer(name: str) -> User:
    return User.objects.get(username=f"{DEMO_PREFIX}{name}")


def _sent_at(weeks: Weeks, story: Story) -> datetime:
    worked = weeks.worked()
    day = worked[-1 - min(story.ago, len(worked) - 1)]  # at Tết the weeks have few working days
    return min(weeks.some_time(day), weeks.now - timedelta(hours=1))


def _citizen(people: People, story: Story) -> Citizen | None:
    if story.identity == Identity.ANONYMOUS:
        return None
    own = {"lan": people.lan, "hung": people.hung}
    return own.get(story.sender) or people.citizens[int(story.sender)]


def _send(weeks: Weeks, people: People, story: Story, moment: datetime) -> Report:
    """Upload the pictures and send the report."""
    citizen, happened = _citizen(people, story), moment - WRITTEN_WITHIN
    holder = _holder(citizen)
    pictures = [
        report_evidence.receive(holder, report_evidence.draw(weeks.random, happened))
        for _number in range(story.pictures)
    ]
    return sending.send(
        Sender(citizen, frozenset({holder.mark})),
        _draft(people, story, happened),
        Enclosed(tuple(pictures)),
        UNBOUNDED,
        KNOWN_SECRET if story.secret_known else secret_of(secrets.token_hex(32)),
    )


def _holder(citizen: Citizen | None) -> Holder:
    """Return who uploads: the citizen or, without a session, whoever has a new ticket."""
    return holder_of_citizen(citizen) if citizen else Holder(holder_of_ticket(new_ticket()))


def _draft(people: People, story: Story, happened: datetime) -> Draft:
    office = directory.current().offices[people.stage.communes[story.commune]]
    shift = story.ago % 5 / 1000  # reports of one commune do not lie on one point
    point = Point(office.point.latitude + shift, office.point.longitude) if office.point else None
    return Draft(
        kind=story.kind,
        topic=story.topic,
        words=story.words,
        occurred_from=happened,
        place_words=story.place,
        point=point,
        place_certainty=Certainty.EXACT if point else Certainty.APPROXIMATE,
        plates=story.plates,
        contacts=story.contacts,
        identity=story.identity,
    )
