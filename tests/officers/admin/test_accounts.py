"""Officers' accounts, who may give rights, and the admin's error pages."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from offices.models import Officer, StandIn
from tests.offices.factories import office
from tests.procedures.admin.browser import fields_of

PASSWORD = "mat-khau-dai-2026"


@pytest.fixture
def admin(client, db):
    user = User.objects.create_superuser("quan.tri", password=PASSWORD)
    client.force_login(user)
    return user


def test_rights_besides_the_roles_are_shown_in_vietnamese(client, db):
    giver, person = (
        User.objects.create_user(name, is_staff=True) for name in ("quan.tri", "can.bo")
    )
    giver.groups.add(Group.objects.get(name="Quản trị hệ thống"))
    person.user_permissions.add(Permission.objects.get(codename="view_procedure"))
    client.force_login(giver)
    html = client.get(reverse("admin:auth_user_change", args=[person.pk])).content.decode()
    assert "Thủ tục – Xem" in html
    assert "Can " not in html


def test_accounts_are_created_and_changed(admin, client):
    add = reverse("admin:auth_user_add")
    person = {
        "username": "can.bo",
        "last_name": "Trần",
        "first_name": "Bình",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    post = {"posts-0-office": office().pk, "posts-0-public_name": "Đại úy Trần Bình"}
    data = fields_of(client.get(add), "user_form") | person | post
    assert client.post(add, data).status_code == 302
    user = User.objects.get(username="can.bo")
    assert user.posts.get().public_name == "Đại úy Trần Bình"
    change = reverse("admin:auth_user_change", args=[user.pk])
    data = fields_of(client.get(change), "user_form") | {"last_name": "Nguyễn", "is_staff": "on"}
    assert client.post(change, data).status_code == 302
    user.refresh_from_db()
    assert (user.last_name, user.is_staff) == ("Nguyễn", True)
    assert user.check_password(PASSWORD)
    assert (
        client.post(reverse("admin:auth_user_delete", args=[user.pk]), {"post": "yes"}).status_code
        == 403
    )


def test_a_403_page_is_vietnamese_and_shows_the_request_id(client, db):
    client.force_login(User.objects.create_user("can.bo", is_staff=True))
    response = client.get(reverse("admin:auth_user_changelist"))
    html = response.content.decode()
    assert response.status_code == 403
    assert "Không có quyền" in html
    assert response["X-Request-ID"] in html


def test_a_404_page_is_vietnamese(admin, client, settings):
    settings.DEBUG = False
    response = client.get("/quan-tri/procedures/procedure/khong-co/xem-truoc/")
    assert response.status_code == 404
    assert "Không tìm thấy" in response.content.decode()


def test_pages_load_only_from_our_host(admin, client):
    policy = client.get(reverse("admin:index"))["Content-Security-Policy"]
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives["default-src"] == "'none'"
    assert directives["script-src"] == "'self' 'unsafe-eval'"
    assert not any("http" in value for value in directives.values())


# --- granting rights -----------------------------------------------------------------------------


@pytest.fixture
def keeper(client, db):
    """Sign in a keeper of accounts who is not a superuser."""
    user = User.objects.create_user("giu.tai.khoan", password=PASSWORD, is_staff=True)
    user.user_permissions.set(
        Permission.objects.filter(codename__in=["view_user", "change_user", "oversee_every_office"])
    )
    client.force_login(user)
    return user


def change_of(user):
    return reverse("admin:auth_user_change", args=[user.pk])


def test_a_keeper_of_accounts_cannot_make_a_superuser(keeper, client):
    other = User.objects.create_user("can.bo", is_staff=True, last_name="Trần", first_name="Bình")
    group = Group.objects.get(name="Biên tập")
    form = fields_of(client.get(change_of(other)), "user_form") | {
        "is_superuser": "on",
        "user_permissions": ["1"],
        "groups": [group.pk],
    }
    assert client.post(change_of(other), form).status_code == 302
    other.refresh_from_db()
    assert not other.is_superuser
    assert not other.user_permissions.exists()
    assert list(other.groups.all()) == [group]


def test_nobody_can_give_themselves_rights(keeper, client):
    group = Group.objects.get(name="Lãnh đạo")
    form = fields_of(client.get(change_of(keeper)), "user_form") | {
        "groups": [group.pk],
        "is_superuser": "on",
        "is_staff": "",
    }
    client.post(change_of(keeper), form)
    keeper.refresh_from_db()
    assert (keeper.is_staff, keeper.is_superuser, keeper.groups.count()) == (True, False, 0)


def test_a_keeper_of_accounts_cannot_reach_a_superusers_account(keeper, client):
    above = User.objects.create_superuser("quan.tri", password=PASSWORD)
    addresses = [change_of(above), reverse("admin:auth_user_password_change", args=[above.pk])]
    assert [client.get(address).status_code for address in addresses] == [302, 404]
    assert "quan.tri" not in client.get(reverse("admin:auth_user_changelist")).content.decode()


LIST = reverse("admin:auth_user_changelist")


def colleague(place, name):
    user = User.objects.create_user(name, is_staff=True, last_name="Trần", first_name=name)
    Officer.objects.create(user=user, office=place, public_name=name, title="Cán bộ một cửa")
    return user


@pytest.fixture
def leader(client, db):
    """Return an officer of one office who leads it, signed in."""
    user = colleague(office("ca-xa-a"), "Lãnh")
    user.groups.add(Group.objects.get(name="Lãnh đạo"))
    client.force_login(user)
    return user


def test_the_list_says_where_an_officer_works_and_who_stands_in(leader, client):
    away, other = (colleague(office("ca-xa-a"), name) for name in ("Bình", "Châu"))
    last = timezone.localdate() + timedelta(days=3)
    StandIn.objects.create(officer=away, stand_in=other, by=leader, last_day=last)
    shown = client.get(LIST).content.decode()
    assert f"vắng đến hết {last:%d/%m/%Y}, Trần Châu thay" in shown
    assert shown.count("thay</td>") == 1
    assert "Cán bộ một cửa" in shown


def test_a_leader_lists_officers_of_their_own_offices_only(leader, client):
    colleague(office("ca-xa-b"), "Ngoài")
    listed = client.get(LIST).context_data["cl"].result_list
    assert [user.first_name for user in listed] == ["Lãnh"]


def test_the_list_costs_the_same_for_1_and_20_officers(leader, client):
    def add(name):
        user = colleague(office("ca-xa-a"), name)
        StandIn.objects.create(officer=user, stand_in=leader, by=leader)

    def queries():
        with CaptureQueriesContext(connection) as asked:
            client.get(LIST)
        return len(asked)

    add("Một")
    queries()
    one = queries()
    for number in range(20):
        add(f"Người {number}")
    assert queries() == one
