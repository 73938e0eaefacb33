"""The sidebar is built from what the rooms register."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundation.desk import navigation
from police_portal.navigation import ORDER, sidebar
from tests.dossiers.factories import officer_of
from tests.offices.factories import office


def test_every_registered_group_has_a_place_in_the_order():
    assert sorted(ORDER) == sorted(navigation.titles())


def test_the_badges_read_the_offices_of_an_officer_once(db, rf):
    request = rf.get("/")
    request.user = officer_of(office(), "dossiers.view_dossier", "feedback.view_question")
    with CaptureQueriesContext(connection) as asked:
        titles = [group["title"] for group in sidebar(request)]
    assert {"Hồ sơ", "Hỏi đáp"} <= set(titles)
    assert sum('FROM "offices_officer"' in one["sql"] for one in asked) == 1
