"""The sidebar is built from what the rooms register."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from foundation.desk import navigation
from police_portal.navigation import ORDER
from tests.dossiers.factories import officer_of
from tests.offices.factories import office


def test_every_registered_group_has_a_place_in_the_order():
    assert sorted(ORDER) == sorted(navigation.titles())


TREE = "JOIN found ON office.parent_id"


def test_a_page_and_its_badges_read_the_tree_of_offices_once(client, db):
    officer = officer_of(office(), "dossiers.view_dossier", "feedback.view_question")
    client.force_login(officer)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(reverse("admin:dossiers_dossier_changelist")).content.decode()
    assert reverse("admin:feedback_question_changelist") in page
    assert sum(TREE in one["sql"] for one in asked) == 1
