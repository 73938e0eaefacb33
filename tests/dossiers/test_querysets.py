"""Which dossiers officers and citizens can see, and which indexes the queries use."""

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from dossiers.models import Dossier, Proof
from dossiers.querysets import VIEW, posts_that_see
from offices.tree import offices_below
from tests.citizens.factories import PHONE, citizen
from tests.dossiers.factories import at, dossier, handler_of, move, officer_of
from tests.offices import factories as offices

pytestmark = pytest.mark.django_db


def test_an_officer_reaches_the_subtree_of_offices():
    department = offices.office("phong", kind="department")
    team = offices.office("doi", kind="reception_point", parent=department)
    commune = offices.office("ca-xa-a")
    assert offices_below(officer_of(commune)) == {"ca-xa-a"}
    assert offices_below(officer_of(department)) == {"phong", "doi"}
    assert offices_below(officer_of(offices.province())) == {"tinh", "phong", "doi", "ca-xa-a"}
    assert offices_below(User.objects.create_user("khong.co.don.vi")) == set()
    both = officer_of(team)
    offices.Officer.objects.create(user=both, office=commune, public_name="Kiêm nhiệm")
    assert offices_below(both) == {"doi", "ca-xa-a"}


def test_a_cycle_of_offices_ends():
    one, other = offices.office("ca-xa-a"), offices.office("ca-xa-b")
    offices.Office.objects.filter(pk=one.pk).update(parent=other)
    offices.Office.objects.filter(pk=other.pk).update(parent=one)
    assert offices_below(officer_of(one)) == {"ca-xa-a", "ca-xa-b"}


def test_the_posts_that_see_a_dossier_are_those_whose_holders_find_it(now):
    row = dossier(office=offices.office("ca-xa-a"))
    inside, above = handler_of(row.office), handler_of(offices.province())
    handler_of(offices.office("ca-xa-b"))
    handler_of(row.office, valid_to=date(2026, 1, 1))
    offices.officer(row.office)  # an account without the right to see dossiers
    locked, shut_out = handler_of(row.office), handler_of(row.office)
    User.objects.filter(pk=locked.user_id).update(is_active=False)
    User.objects.filter(pk=shut_out.user_id).update(is_staff=False)
    assert set(posts_that_see(row.office_id)) == {inside, above}
    for post in offices.Officer.objects.all():
        found = Dossier.objects.visible_to_officer(User.objects.get(pk=post.user_id))
        opens = post.user.has_perm(VIEW) and post.user.is_staff
        assert (found.exists() and opens) == (post in {inside, above})


def test_an_inactive_account_sees_nothing(now):
    row = dossier()
    user = officer_of(row.office)
    assert Dossier.objects.visible_to_officer(user).get() == row
    user.is_active = False
    assert not Dossier.objects.visible_to_officer(user).exists()


def test_late_dossiers_passed_their_due_date_unpaused(now):
    names = ("running", "paused_before", "paused_after", "done_late", "waiting")
    rows = {name: dossier(**({"accepted_at": None} if name == "waiting" else {})) for name in names}
    move(rows["paused_before"], "suspended")
    now("2026-12-07 09:00")  # all were due on 3/12
    move(rows["paused_after"], "suspended")
    move(rows["done_late"], "processing", "completed")
    late = set(Dossier.objects.late(timezone.now()))
    assert late == {rows["running"], rows["paused_after"]}
    assert set(Dossier.objects.running_late(timezone.now())) == {rows["running"]}


def test_nearly_due_and_late_do_not_overlap(now):
    row = dossier()
    edge = row.due_at
    assert Dossier.objects.nearly_due(edge, edge).get() == row
    assert not Dossier.objects.running_late(edge).exists()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bưởi", True),
        ("buoi tran", True),
        ("BUOI", True),
        ("bưởi cam", False),
        ("", True),
        ("  ", True),
        ("%", False),
        ("_", False),
    ],
)
def test_names_are_searched_without_diacritics(now, text, found):
    dossier(applicant_name="Trần Thị Bưởi")
    assert Dossier.objects.matching(text).exists() is found


def test_a_folded_name_fits_its_column(now):
    assert len(dossier(applicant_name="ﷺ" * 200).applicant_folded) <= 200


def _crowd(row, number=400):
    """Add dossiers of another office: among few rows the planner may take any index."""
    same = {
        column.attname: getattr(row, column.attname)
        for column in Dossier._meta.concrete_fields
        if column.attname not in {"id", "code", "office_id"} and "phone" not in column.attname
    }
    elsewhere = offices.office("ca-xa-dong")
    Dossier.objects.bulk_create(
        Dossier(**same, code=f"{row.code[:-6]}{900_000 + i}", office=elsewhere)
        for i in range(number)
    )


@pytest.mark.skipif(connection.vendor == "sqlite", reason="the plans of PostgreSQL")
def test_every_query_uses_an_index(now):
    who = citizen(PHONE)
    row = dossier(phone=PHONE)
    _crowd(row)
    Proof.objects.create(citizen=who, dossier=row, factor="id_last4", at=timezone.now())
    moment = at("2026-12-07 09:00")
    questions = {
        "BitmapOr": Dossier.objects.of_citizen(who).order_by(),
        "dossier_phone_newest": Dossier.objects.of_citizen(who).order_by(),
        "dossiers_dossier_code": Dossier.objects.one_of_citizen(who, row.code).order_by(),
        "dossier_running_due": Dossier.objects.running_late(moment).order_by(),
        "dossier_office_newest": Dossier.objects.in_offices([row.office_id])[:20],
        "dossier_newest": Dossier.objects.all()[:20],
        "dossier_applicant_trigrams": Dossier.objects.matching("bưởi").order_by(),
        "event_number_unique": row.events.order_by("number"),
    }
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("ANALYZE dossiers_dossier")
        for index, question in questions.items():
            # to sort the few rows that another index finds costs as little here
            cursor.execute(f"SET LOCAL enable_sort = {'off' if question.ordered else 'on'}")
            assert index in question.explain(), index
