"""Rights are role × office, checked on every page of the admin for rows of both offices."""

import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.utils import quote
from django.contrib.auth.models import Group, Permission, User
from django.db.models import QuerySet
from django.template.response import SimpleTemplateResponse
from django.test import Client
from django.urls import reverse

from citizens.models import AccessEntry
from citizens.navigation import count_failed_deliveries
from foundation.desk.change_log.recording import Act, record
from foundation.desk.models import ChangeEntry
from officers.admin_site import OfficersSite
from officers.models import Letterhead
from tests import routes
from tests.announcements import factories as announcements
from tests.citizens.factories import access_entry, citizen, delivery, notice, official_account
from tests.dossiers.factories import dossier
from tests.dossiers.importing import factories as imports
from tests.feedback import factories as feedback
from tests.for_each import for_each
from tests.officers.factories import access_change
from tests.offices import factories as offices
from tests.police_portal.rights import AUTOCOMPLETES, MODELS, OTHERS, ROLES
from tests.reports.factories import report

pytestmark = pytest.mark.django_db
REFUSED = {302, 403, 404}
HOME = reverse("admin:index")


@pytest.fixture
def own():
    return offices.office("ca-xa-a", name="Công an xã Ao Sen")


@pytest.fixture
def foreign():
    return offices.office("ca-xa-b", name="Công an xã Bờ Đê")


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


@pytest.fixture
def browsers(own):
    """Return a browser of an officer of the own office for each role."""
    return {role: browser_of(own, role) for role in ROLES}


def leave_pages_unrendered(monkeypatch):
    """Skip templates if a test checks only who may open a page.

    All pages are rendered in tests/test_admin_queries.py and test_words_of_pages.py, and here all
    lists, by each role.
    """
    monkeypatch.setattr(SimpleTemplateResponse, "rendered_content", "")
    monkeypatch.setattr(OfficersSite, "each_context", lambda *_: {})


@pytest.fixture
def _pages_are_not_rendered(monkeypatch):
    leave_pages_unrendered(monkeypatch)


# --- rows of an office ---------------------------------------------------------------------------


def _question(office):
    row = feedback.question()
    QuerySet(type(row)).filter(pk=row.pk).update(office=office)
    return row


def _user(office):
    return offices.officer(office).user


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
    "announcements.Announcement": lambda office: announcements.bare(office=office),
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


PERSONS_OWN = "dossiers.DossierImport"  # bound to the officer who began it


def rows_for(label, own, foreign):
    """Return a function that creates an officer's rows: of their own office, and of a foreign one.

    A model without an office has just one row.
    """
    if label == PERSONS_OWN:
        return lambda user: (imports.batch(user), imports.batch(_user(foreign)))
    rows = _rows_of(label, own, foreign)
    return lambda _user: rows


def _rows_of(label, own, foreign):
    model = apps.get_model(label)
    if label == "offices.Office":
        return own, foreign
    maker = MAKERS.get(label)
    return (maker(own), maker(foreign)) if maker else (routes.make(model),)


def page(label, name, *keys):
    model = apps.get_model(label)
    return reverse(
        f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}",
        args=[quote(str(key)) for key in keys],
    )


# --- the table is complete -----------------------------------------------------------------------

STANDARD = {"changelist", "add", "history", "delete", "change"}


def test_every_page_of_the_admin_is_in_the_table():
    known = {
        f"{'_'.join(label.lower().split('.'))}_{name}"
        for label, pages in MODELS.items()
        for name in {*STANDARD, *pages.more, *pages.lists}
    }
    found = {route.name for route in routes.walk() if route.in_admin and route.name}
    assert found - known - set(OTHERS) == set(), (
        "a page without a row in tests/police_portal/rights.py"
    )
    assert (known | set(OTHERS)) - found == set(), "a row without a page"


def test_every_model_with_pages_is_in_the_table():
    assert {model._meta.label for model in admin.site._registry} == set(MODELS)


def test_every_list_action_is_in_the_table(admin_client, rf, admin_user):
    request = rf.get("/")
    request.user = admin_user
    found = {
        model._meta.label: set(pages.get_actions(request))
        for model, pages in admin.site._registry.items()
    }
    assert found == {label: set(pages.actions) for label, pages in MODELS.items()}


# --- rows of the own office and of another -------------------------------------------------------


def opened_by(pages, name):
    named = {
        "changelist": pages.view,
        "history": pages.view,
        "change": pages.view,
        "add": pages.add,
        "delete": pages.delete,
    }
    return named.get(name, pages.more.get(name, pages.lists.get(name, "")))


def reached(pages, role, *, foreign):
    """Return True if an officer of a commune reaches a row."""
    if role in pages.beyond:
        return True
    return not pages.province and not (pages.bound and foreign)


@pytest.mark.usefixtures("_pages_are_not_rendered")
@for_each("label", MODELS)
def test_each_role_opens_the_pages_of_the_table(label, own, foreign, browsers):
    pages, rows_of = MODELS[label], rows_for(label, own, foreign)
    for role, client in browsers.items():
        rows = rows_of(client.user)
        for row, is_foreign in zip(rows, (False, True), strict=False):
            for name in sorted({"change", "history", "delete", *pages.more}):
                if is_foreign and role not in opened_by(pages, name):
                    continue  # not even of the own office
                status = client.get(page(label, name, row.pk)).status_code
                barred = is_foreign and name in pages.own and role not in pages.beyond
                allowed = (
                    role in opened_by(pages, name)
                    and reached(pages, role, foreign=is_foreign)
                    and not barred
                )
                said = f"{ROLES[role]}: {label} {name} {'foreign' if is_foreign else 'own'}"
                assert (status == 200) if allowed else (status in REFUSED), f"{said}: {status}"


@for_each("label", MODELS)
def test_lists_contain_rows_of_the_own_office_only(label, own, foreign, browsers):
    pages, rows_of = MODELS[label], rows_for(label, own, foreign)
    for role, client in browsers.items():
        rows = rows_of(client.user)
        answer = client.get(page(label, "changelist"))
        allowed = role in pages.view and (not pages.province or role in pages.beyond)
        assert answer.status_code == (200 if allowed else 403), f"{ROLES[role]}: {label}"
        if allowed:
            shown = set(answer.context_data["cl"].queryset.order_by().values_list("pk", flat=True))
            known = {
                row.pk: reached(pages, role, foreign=number == 1) for number, row in enumerate(rows)
            }
            assert {key: key in shown for key in known} == known, f"{ROLES[role]}: {label}"
        for name in ("add", *pages.lists):
            expected = 200 if role in opened_by(pages, name) else 403
            assert client.get(page(label, name)).status_code == expected, (
                f"{ROLES[role]}: {label} {name}"
            )


def asking(allowed, pages):
    """Return the roles whose reach a page must check: those `allowed`, or all if there are none.

    Others are refused everywhere, and staff without rights writes nothing: tests/test_routes.py.
    """
    within = set(ROLES) - set(pages.beyond)
    return within & set(allowed) or within


@for_each("label", [label for label, pages in MODELS.items() if pages.bound])
def test_rows_of_a_foreign_office_cannot_be_changed(label, own, foreign, browsers):
    pages, rows_of = MODELS[label], rows_for(label, own, foreign)
    for role in sorted(set(ROLES) - set(pages.beyond)):
        client = browsers[role]
        _mine, other = rows_of(client.user)
        before = QuerySet(type(other)).filter(pk=other.pk).values().get()
        sent = {
            "_form_submitted": "on",
            "seen": 1,
            "post": "yes",
            "reason": "x",
            "words": "x",
            "office": own.pk,
            "note": "x",
        }
        for name in ("change", "delete", *pages.more):
            if role not in asking(opened_by(pages, name), pages):
                continue
            assert client.post(page(label, name, other.pk), sent).status_code in REFUSED, (
                f"{ROLES[role]}: {label} {name}"
            )
        for name, roles in pages.actions.items():
            ticked = {"action": name, "_selected_action": [other.pk]}
            if role not in asking(roles, pages):
                continue
            client.post(page(label, "changelist"), ticked)
        assert QuerySet(type(other)).filter(pk=other.pk).values().get() == before
        assert not ChangeEntry.objects.filter(officer=client.user).exists()
        assert not AccessEntry.objects.filter(
            officer=client.user, action=AccessEntry.Action.EXPORTED, count__gt=0
        ).exists()


@for_each("label", [label for label, pages in MODELS.items() if pages.bound or pages.province])
def test_roles_at_the_province_reach_every_office(label, own, foreign):
    pages, rows_of = MODELS[label], rows_for(label, own, foreign)
    for role in ROLES:
        client = browser_of(offices.province(), role)
        row = rows_of(client.user)[0 if label == PERSONS_OWN else -1]
        expected = 200 if role in pages.view else 403
        assert client.get(page(label, "change", row.pk)).status_code == expected, (
            f"{ROLES[role]}: {label}"
        )


@for_each("label", MODELS)
def test_each_role_gets_the_actions_of_the_table(label, browsers, rf):
    for role, client in browsers.items():
        request = rf.get("/")
        request.user = User.objects.get(pk=client.user.pk)
        offered = set(admin.site._registry[apps.get_model(label)].get_actions(request))
        assert offered == {
            name for name, roles in MODELS[label].actions.items() if role in roles
        }, f"{ROLES[role]}: {label}"


# --- offices: all read them, changed within reach------------------------------------------------


def test_offices_are_changed_within_reach_only(own, foreign):
    user = offices.officer(own).user
    user.is_staff = True
    user.save()
    user.user_permissions.set(
        Permission.objects.filter(
            codename__in=["view_office", "add_office", "change_office", "delete_office"]
        )
    )
    client = Client()
    client.force_login(user)
    below = offices.office("ca-xa-a-to", parent=own)
    assert 'name="name"' in client.get(page("offices.Office", "change", own.pk)).content.decode()
    assert 'name="name"' in client.get(page("offices.Office", "change", below.pk)).content.decode()
    assert (
        'name="parent"'
        not in client.get(page("offices.Office", "change", below.pk)).content.decode()
    )
    assert (
        'name="name"'
        not in client.get(page("offices.Office", "change", foreign.pk)).content.decode()
    )
    for name in ("change", "delete"):
        assert (
            client.post(page("offices.Office", name, foreign.pk), {"post": "yes"}).status_code
            == 403
        )
    assert client.get(page("offices.Office", "add")).status_code == 403


def test_the_page_of_a_foreign_office_hides_its_officers(own, foreign):
    offices.officer(foreign, public_name="Trung tá Lê Văn Kín")
    client = browser_of(own, "M")
    assert (
        "Trung tá Lê Văn Kín"
        not in client.get(page("offices.Office", "change", foreign.pk)).content.decode()
    )
    above = (
        browser_of(offices.province(), "L")
        .get(page("offices.Office", "change", foreign.pk))
        .content.decode()
    )
    assert "Trung tá Lê Văn Kín" in above


# --- search boxes, links, the rest ---------------------------------------------------------------


def autocompletes():
    """Yield (app, model, field, target) of every search box of a form or a filter."""
    for model, pages in admin.site._registry.items():
        parts = [(model, pages.autocomplete_fields)] + [
            (one.model, one.autocomplete_fields) for one in pages.inlines
        ]
        filters = [
            one[0]
            for one in pages.list_filter
            if isinstance(one, tuple) and "Autocomplete" in one[1].__name__
        ]
        for owner, names in [*parts, (model, filters)]:
            for name in names:
                target = owner._meta.get_field(name).remote_field.model
                yield owner._meta.app_label, owner._meta.model_name, name, target._meta.label


def found_by(client, app, model, name):
    answer = client.get(
        reverse("admin:autocomplete"),
        {"app_label": app, "model_name": model, "field_name": name, "term": ""},
    )
    return answer.status_code, {
        one["id"] for one in answer.json().get("results", [])
    } if answer.status_code == 200 else set()


def test_search_boxes_search_the_models_of_the_table():
    assert {target for *_where, target in autocompletes()} == set(AUTOCOMPLETES)


def test_search_boxes_find_rows_of_the_own_office_only(own, foreign, browsers):
    mine, other = _user(own), _user(foreign)
    for app, model, name, target in sorted(set(autocompletes())):
        for role, client in browsers.items():
            status, found = found_by(client, app, model, name)
            assert status == (200 if role in AUTOCOMPLETES[target] else 403), (
                f"{ROLES[role]}: {model}.{name}"
            )
            if target == "auth.User" and status == 200:
                assert (str(mine.pk) in found, str(other.pk) in found) == (True, role in "QK"), (
                    ROLES[role]
                )


@pytest.mark.parametrize("place", ["commune", "province", "nowhere"])
def test_every_link_of_the_first_page_and_the_sidebar_opens(place, own, monkeypatch):
    office = offices.province() if place == "province" else own
    rendered = set()
    for role in ROLES:
        client = browser_of(office, role)
        if place == "nowhere":
            client.user.posts.all().delete()
        html = client.get(HOME).content.decode()
        links = {
            link.replace("&amp;", "&")
            for link in re.findall(r'href="(/quan-tri/[^"#]*)"', html)
            if "logout" not in link
        }
        statuses = {}
        for link in links:
            with monkeypatch.context() as patch:
                # Those of a commune are rendered above, by each role.
                if place == "commune" or link in rendered:
                    leave_pages_unrendered(patch)
                # «?» redirects to a guide.
                leads_on = link.startswith(reverse("help-index"))
                statuses[link] = client.get(link, follow=leads_on).status_code
        rendered |= links
        dead = {link: status for link, status in statuses.items() if status != 200}
        assert dead == {}, f"{ROLES[role]}, {place}"


@for_each("name", [name for name, status in OTHERS.items() if status])
def test_pages_without_a_model_follow_the_table(name, browsers):
    (route,) = [route for route in routes.walk() if route.in_admin and route.name == name]
    said = OTHERS[name]
    expected = {
        role: (200 if role in said else 403) if isinstance(said, str) else said for role in ROLES
    }
    assert {
        role: client.get(routes.address(route)).status_code for role, client in browsers.items()
    } == expected


def test_badges_count_rows_of_the_own_office_only(own, foreign, rf):
    request = rf.get("/")
    request.user = officer_of(own, "M")
    delivery(notice(citizen(), office=foreign), state="failed")
    assert count_failed_deliveries(request) == "0"
    delivery(notice(citizen(), office=own), state="failed")
    assert count_failed_deliveries(request) == "1"
