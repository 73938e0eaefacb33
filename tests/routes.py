"""Every address of the service, from the URL resolver, and rows to call it with."""

import os
import re
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from django.apps import apps
from django.contrib.admin.utils import quote
from django.urls import URLPattern, URLResolver, get_resolver
from model_bakery import baker

ADMIN = "quan-tri/"
_days = count(1)


@dataclass(frozen=True)
class Route:
    """One pattern: its whole route, its name and its view."""

    route: str
    name: str | None
    callback: object

    @property
    def in_admin(self):
        return self.route.startswith(ADMIN)

    @property
    def model(self):
        """Return the model whose pages this route belongs to, or None."""
        found = re.match(rf"{ADMIN}(\w+)/(\w+)/", self.route)
        return apps.get_model(*found.groups()) if found and found[1] in apps.app_configs else None


def walk(resolver=None, prefix=""):
    """Yield every route below `resolver`."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from walk(entry, route)
        elif isinstance(entry, URLPattern):
            yield Route(route, entry.name, entry.callback)


ASKS = [f"has_{what}_permission" for what in ("view", "add", "change", "delete", "module")]


def one_of_each_view(routes):
    """Return the first of the routes that lead to the same view by the same checks.

    Where everything is tested, all of them.
    """
    if os.environ.get("TEST_EVERYTHING"):
        return routes
    return [*{_view_of(route): route for route in reversed(routes)}.values()][::-1]


def _view_of(route):
    """Return the functions that answer at a route, the outermost first, and whom they ask.

    A function that another one wraps may be a method: its admin says what an officer may do.
    """
    called, view = [route.name if route.model is None else None], route.callback
    while view is not None:
        page = type(getattr(view, "__self__", None))
        called += [getattr(view, "view_class", None), getattr(view, "__code__", view)]
        called += [getattr(page, name, None) for name in ASKS]
        view = getattr(view, "__wrapped__", None)
    return tuple(called)


def _channel_stop():
    """Return a stop of a channel, of which each channel has at most one."""
    from citizens.models import Channel, ChannelStop

    channel = Channel.values[next(_days) % len(Channel.values)]
    return ChannelStop.objects.get_or_create(channel=channel, defaults={"cause": "quota"})[0]


def _notice_template():
    """Return the shipped text of an event, of which each event has at most one."""
    from citizens.models import NoticeTemplate
    from citizens.notices import placeholders

    placeholders.create_missing()
    return NoticeTemplate.objects.first()


def _with_citizen(label, **values):
    from tests.citizens.factories import citizen

    return lambda: baker.make(label, citizen=citizen(), **values)


def _citizens():
    """Return what makes rows of citizens."""
    from tests.citizens.factories import (
        access_entry,
        citizen,
        delivery,
        follow,
        lookup_try,
        oa_token,
        official_account,
        personal_request,
    )

    return {
        "citizens.AccessEntry": access_entry,
        "citizens.Citizen": citizen,
        "citizens.Consent": _with_citizen("citizens.Consent"),
        "citizens.Erasure": _with_citizen("citizens.Erasure", counts={"account": 1}),
        "citizens.EndedSession": _with_citizen("citizens.EndedSession"),
        "citizens.ChannelStop": _channel_stop,
        "citizens.Delivery": lambda: delivery(state="failed"),
        "citizens.LookupTry": lookup_try,
        "citizens.NoticeTemplate": _notice_template,
        "citizens.Follow": lambda: follow(citizen(), f"77{next(_days)}"),
        "official_accounts.OfficialAccount": lambda: official_account(f"880000{next(_days)}"),
        "official_accounts.OaToken": lambda: oa_token(oa_id=f"770000{next(_days)}"),
        "citizens.PersonalRequest": personal_request,
        "citizens.PersonalRequestEvent": lambda: baker.make(
            "citizens.PersonalRequestEvent", request=personal_request()
        ),
        "citizens.PhoneChange": _with_citizen("citizens.PhoneChange"),
    }


def _dossiers():
    """Return what makes rows of dossiers."""
    from tests.dossiers.factories import dossier
    from tests.dossiers.importing import factories as imports

    return {
        "dossiers.Dossier": dossier,
        "dossiers.DossierEvent": lambda: apps.get_model("dossiers.DossierEvent").objects.get(
            dossier=dossier()
        ),
        "dossiers.ConnectorKey": imports.connector_key,
        "dossiers.ConnectorDelivery": imports.delivery,
        "dossiers.ConnectorRefusal": imports.refusal,
        "dossiers.DossierImport": imports.batch,
        "dossiers.ImportConflict": imports.conflict,
    }


def _feedback():
    """Return what makes rows of feedback."""
    from tests.feedback import factories as feedback

    return {
        "feedback.AnswerTemplate": feedback.template,
        "feedback.FaqEntry": feedback.published,
        "feedback.FaqVersion": lambda: apps.get_model("feedback.FaqVersion").objects.get(
            entry=feedback.published()
        ),
        "feedback.PublishedFigure": lambda: baker.make("feedback.PublishedFigure", count=5),
        "feedback.FollowUpEvent": lambda: baker.make(
            "feedback.FollowUpEvent", follow_up=feedback.follow_up()
        ),
        "feedback.FollowUp": lambda: feedback.follow_up(opened_on=feedback.LONG_AGO),
        "feedback.Poster": feedback.poster,
        "feedback.Question": feedback.question,
        "feedback.Questionnaire": feedback.questionnaire,
        "feedback.Rating": feedback.visible_rating,
        "feedback.RatingAlarm": feedback.rating_alarm,
        "feedback.QuestionEvent": lambda: (
            apps.get_model("feedback.QuestionEvent")
            .objects.filter(question=feedback.question())
            .first()
        ),
    }


def _reception():
    """Return what makes rows of the counter; superusers see them from a post."""
    from tests.reception import factories

    return {
        "reception.Queue": factories.queue,
        "reception.QueueNumber": factories.walked_in,
        "reception.QueueEvent": lambda: apps.get_model("reception.QueueEvent").objects.get(
            number=factories.walked_in()
        ),
        "reception.PriorityGroup": factories.group,
    }


def _reports():
    """Return what makes rows of reports."""
    from tests.reports import factories

    return {
        "reports.CustodyEntry": lambda: baker.make(
            "reports.CustodyEntry", evidence=factories.evidence()
        ),
        "reports.Report": _seen_report,
        "reports.ReportKind": factories.kind,
    }


def _seen_report():
    """Return a report to the province, where superusers get a post: without one none is seen."""
    from tests.offices.factories import province
    from tests.reports.factories import report

    return _seen(report(province()))


def _announcements():
    """Return what makes rows of announcements; superusers see them from a post."""
    from tests.announcements import factories
    from tests.offices.factories import province as offices_province

    def event():
        return baker.make("announcements.AnnouncementEvent", announcement=factories.bare())

    def challenge():
        return factories.challenge(_seen(factories.bare()))

    return {
        "announcements.Announcement": lambda: _seen(factories.bare()),
        "announcements.AnnouncementEvent": event,
        "announcements.AnnouncementVersion": lambda: baker.make(
            "announcements.AnnouncementVersion", announcement=factories.bare()
        ),
        "announcements.Article": _article,
        "announcements.ArticleDay": lambda: baker.make(
            "announcements.ArticleDay", article=_article(), office=offices_province()
        ),
        "announcements.Broadcast": lambda: baker.make(
            "announcements.Broadcast", article=_article(), confirmed_by=None
        ),
        "announcements.Challenge": challenge,
    }


def _article():
    """Return an article of an announcement on an account, not yet made."""
    from tests.announcements import factories
    from tests.citizens.factories import official_account

    number = next(_days)
    return baker.make(
        "announcements.Article",
        announcement=factories.bare(),
        account=official_account(f"660000{number}"),
        code=f"{number:024}",
    )


def _seen(row):
    """Return a row of the province's, where superusers get a post: without one none is seen."""
    from django.contrib.auth.models import User

    from offices.models import Officer

    for user in User.objects.filter(is_superuser=True, posts=None):
        Officer.objects.create(office=row.office, user=user, public_name="Đại úy Trần Thị Bình")
    return row


def _lower_rooms():
    """Return what makes rows of procedures, officers, offices and the change log."""
    from tests.officers.factories import access_change
    from tests.offices import factories as offices
    from tests.police_portal.factories import change_entry
    from tests.procedures.factories import (
        make_form,
        make_reduction,
        make_translation,
        publish_procedure,
    )

    def published_version():
        return publish_procedure().versions.get()

    return {
        "desk.ChangeEntry": change_entry,
        "officers.AccessChange": access_change,
        "offices.CalendarDay": lambda: offices.day_off(
            (date(2026, 1, 1) + timedelta(days=next(_days))).isoformat()
        ),
        "offices.Beat": offices.beat,
        "offices.BeatDuty": offices.beat_duty,
        "offices.DutyShift": offices.shift,
        "offices.Office": offices.office,
        "procedures.FeeReduction": lambda: make_reduction(publish_procedure()),
        "procedures.OfficialForm": make_form,
        "procedures.Procedure": publish_procedure,
        "procedures.ProcedureVersion": published_version,
        "procedures.Translation": lambda: make_translation(
            publish_procedure(), "name", "Tên", "Name"
        ),
    }


def make(model):
    """Return a valid row of `model`; without a factory of its own the row is generated."""
    makers = (
        _citizens()
        | _dossiers()
        | _feedback()
        | _reception()
        | _reports()
        | _announcements()
        | _lower_rooms()
    )
    maker = makers.get(model._meta.label)
    return maker() if maker else baker.make(model)


def address(route, row=None):
    """Return a real address of `route`; where it names an object, that of `row`."""
    key = quote(str(row.pk)) if row is not None else "1"
    path = re.sub(r"<(\w+:)?(object_id|id|content_type_id)>", key, route.route)
    path = re.sub(r"<(slug:name|uidb64|token)>", "khong-co", path)
    path = (
        re.sub(r"\^?\(\?P<app_label>(\w+)[^)]*\)", r"\1", path)
        .replace("(?P<url>.*)", "nothing-here")
        .rstrip("$")
    )
    assert not re.search(r"[<>^$(]", path), (
        f"tests/routes.py does not know how to fill in {route.route}"
    )
    return f"/{path}"
