"""The officers' pages for counter codes and posters."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from feedback.models import Poster, Rating
from offices.models import Officer
from tests.feedback.factories import officer_of, poster
from tests.feedback.ratings.test_views import problem
from tests.procedures.factories import make_procedure

pytestmark = pytest.mark.django_db
COUNTER = reverse("admin:feedback_poster_counter")
ADD = reverse("admin:feedback_poster_add")


@pytest.fixture
def desk(offices):
    """Return the client of a counter officer of the commune, with exactly that role."""
    user = User.objects.create_user("mot.cua", is_staff=True)
    user.groups.set([Group.objects.get(name="Cán bộ một cửa")])
    Officer.objects.create(office=offices, user=user, public_name="Đại úy Trần Thị Bình")
    client = Client()
    client.force_login(user)
    return client


def test_a_counter_code_can_be_rated(desk, as_lan, offices, visit, monkeypatch):
    from feedback.ratings import qr

    drawn = []
    monkeypatch.setattr(qr, "draw_code", lambda code: drawn.append(code) or "<svg></svg>")
    procedure = make_procedure()
    response = desk.post(COUNTER, {"office": offices.pk, "procedure": procedure.pk, "field": ""})
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert visit(as_lan, drawn[0], 3).json()["procedure"]["id"] == procedure.pk
    assert Rating.objects.get().field_id == procedure.field_id


def test_the_page_shows_the_code_inline(desk, offices):
    text = desk.post(COUNTER, {"office": offices.pk}).content.decode()
    assert "<svg" in text
    assert "Dùng một lần" in text


def test_codes_cannot_be_made_for_another_office(desk, other):
    response = desk.post(COUNTER, {"office": other.pk})
    assert response.status_code == 200
    assert "office" in response.context_data["form"].errors
    assert "picture" not in response.context_data


def test_making_codes_needs_permission(client, offices):
    client.force_login(officer_of(offices, "view_poster"))
    assert [client.get(path).status_code for path in (COUNTER, ADD)] == [403, 403]
    row = poster(offices)
    assert client.get(reverse("admin:feedback_poster_print_out", args=[row.pk])).status_code == 403
    assert (
        client.post(
            reverse("admin:feedback_poster_revoke", args=[row.pk]), {"_form_submitted": "on"}
        ).status_code
        == 403
    )


def test_a_poster_can_be_made_printed_and_revoked(desk, as_lan, offices, visit):
    from feedback.ratings import qr

    assert (
        desk.post(
            ADD, {"office": offices.pk, "place": " Quầy 3 ", "procedure": "", "field": ""}
        ).status_code
        == 302
    )
    row = Poster.objects.get()
    assert (row.place, row.office, row.made_by.username) == ("Quầy 3", offices, "mot.cua")
    printed = desk.get(reverse("admin:feedback_poster_print_out", args=[row.pk]))
    assert "<svg" in printed.content.decode()
    assert visit(as_lan, qr.make_poster_code(row), 5).status_code == 201
    desk.post(reverse("admin:feedback_poster_revoke", args=[row.pk]), {"_form_submitted": "on"})
    assert Poster.objects.get().revoked_by.username == "mot.cua"
    assert problem(visit(as_lan, qr.make_poster_code(row), 4)) == (422, "rating_qr_expired")
    assert desk.get(reverse("admin:feedback_poster_print_out", args=[row.pk])).status_code == 302


@pytest.mark.parametrize(
    "body",
    [{"place": ""}, {"place": "\u200b"}, {"place": "x" * 101}, {"place": "Quầy", "office": "tinh"}],
    ids=str,
)
def test_an_invalid_poster_is_refused(desk, offices, body):
    assert desk.post(ADD, {"office": offices.pk, **body}).status_code == 200
    assert not Poster.objects.exists()


def test_a_poster_of_another_office_answers_404(desk, other):
    row = poster(other)
    assert desk.get(reverse("admin:feedback_poster_change", args=[row.pk])).status_code == 302
    for name in ("print_out", "revoke"):
        assert (
            desk.post(
                reverse(f"admin:feedback_poster_{name}", args=[row.pk]), {"_form_submitted": "on"}
            ).status_code
            == 404
        )
    assert Poster.objects.get().revoked_at is None
