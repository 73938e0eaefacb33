"""A small province: a row of every model of an own and of a foreign office, and officers."""

from dataclasses import dataclass, field

from django.apps import apps
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.test import Client
from django.utils import timezone
from model_bakery import baker

from foundation.desk.change_log.recording import Act, record
from officers.models import Letterhead
from offices.models import Office, StandIn
from tests import routes
from tests.announcements import factories as announcements
from tests.citizens.factories import (
    access_entry,
    citizen,
    delivery,
    notice,
    official_account,
)
from tests.dossiers.factories import dossier
from tests.dossiers.importing import factories as imports
from tests.feedback import factories as feedback
from tests.officers.factories import access_change
from tests.offices import factories as offices
from tests.police_portal.asking import Officer
from tests.police_portal.rights import MODELS, ROLES
from tests.reception import factories as reception
from tests.reports.factories import report

PERSONS_OWN = "dossiers.DossierImport"  # bound to the officer who began it


@dataclass
class World:
    """The offices, and by model the rows of the own office and one row of the foreign office."""

    own: object
    foreign: object
    officer: Officer
    at_province: Officer
    nowhere: Officer
    rows: dict = field(default_factory=dict)
    others: dict = field(default_factory=dict)

    def add(self, label, made):
        """Remember rows of the own office, or of none, for the officers to walk."""
        self.rows.setdefault(label, []).extend(made)

    def pair(self, label):
        """Return a row of the own office and one of the foreign one, or one of no office."""
        return [self.rows[label][0], *self.others[label]]


def officer_of(office, role):
    user = offices.officer(office).user
    user.is_staff = True
    user.save()
    user.groups.set([Group.objects.get(name=ROLES[role])])
    return user


def browser_of(office, role):
    client = Client()
    client.user = officer_of(office, role)
    client.force_login(client.user)
    return client


def _question(office):
    row = feedback.question()
    QuerySet(type(row)).filter(pk=row.pk).update(office=office)
    return row


def _user(office):
    return offices.officer(office).user


def _absence(office):
    away, by = _user(office), _user(office)
    return StandIn.objects.create(officer=away, stand_in=by, by=by)


def _on_air(office):
    return announcements.bare(office=office, state="published", published_at=timezone.now())


def _conflict(office):
    row = imports.conflict()
    QuerySet(type(row.dossier)).filter(pk=row.dossier_id).update(office=office)
    return row


def _entry(office):
    return record(_user(office), Act.CHANGED, office, "Sửa")


def _access(office):
    return access_entry(actor_kind="officer", officer=_user(office), office=office)


def _challenge(office):
    return announcements.challenge(announcements.bare(office=office))


MAKERS = {
    "announcements.Announcement": _on_air,  # with which its list opens
    "announcements.Challenge": _challenge,
    "auth.User": _user,
    "officers.Letterhead": lambda office: Letterhead.objects.create(office=office),
    "officers.AccessChange": lambda office: access_change(_user(office)),
    "desk.ChangeEntry": _entry,
    "citizens.AccessEntry": _access,
    "citizens.Delivery": lambda office: delivery(notice(citizen(), office=office), state="failed"),
    "dossiers.Dossier": lambda office: dossier(office=office),
    "dossiers.ImportConflict": _conflict,
    "dossiers.ConnectorRefusal": imports.refusal,
    "offices.Beat": offices.beat,
    "offices.DutyShift": offices.shift,
    "offices.StandIn": _absence,
    "reception.Queue": reception.queue,
    "reception.QueueNumber": lambda office: reception.walked_in(reception.queue(office)),
    "feedback.Question": _question,
    "feedback.Rating": lambda office: feedback.visible_rating(office=office),
    "feedback.FollowUp": lambda office: feedback.follow_up(office, opened_on=feedback.LONG_AGO),
    "feedback.Poster": feedback.poster,
    "feedback.RatingAlarm": feedback.rating_alarm,
    "reports.Report": report,
    "official_accounts.OfficialAccount": lambda office: official_account(
        f"55000{len(office.pk)}{office.pk[-1]}", office=office
    ),
}


def make_world():
    """Return offices with officers, and a row of each model of the own and the foreign office."""
    baker.seed(2026)  # the same kinds and choices in every run
    offices.calendar_2026_2027()
    own = offices.office("ca-xa-a", name="Công an xã Ao Sen")
    foreign = offices.office("ca-xa-b", name="Công an xã Bờ Đê")
    at_province = Officer("can-bo-tinh", own.parent)
    world = World(own, foreign, Officer("can-bo-xa", own), at_province, Officer("can-bo"))
    for label in MODELS:
        mine, *world.others[label] = _rows_of(label, world)
        world.add(label, [mine])
    world.add(PERSONS_OWN, [imports.batch(at_province.user)])
    # Generated rows bring offices, and who does not reach all of them is not at the province.
    tops = Office.objects.filter(parent=None).exclude(pk=own.parent_id)
    tops.update(parent=own.parent, kind=Office.Kind.COMMUNE)
    return world


def _rows_of(label, world):
    """Return a row of the own office and one of the foreign one; of no office, one."""
    if label == "offices.Office":
        return world.own, world.foreign
    if label == PERSONS_OWN:
        return imports.batch(world.officer.user), imports.batch(_user(world.foreign))
    maker, model = MAKERS.get(label), apps.get_model(label)
    return (maker(world.own), maker(world.foreign)) if maker else (routes.make(model),)
