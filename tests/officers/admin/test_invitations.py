"""An officer is invited by a link: the password is theirs, and a second person confirms."""

import re

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from foundation.desk.models import ChangeEntry
from officers.models import AccessChange
from officers.second_person import actions
from tests.officers.factories import account
from tests.offices import factories as offices

pytestmark = pytest.mark.django_db
PAGE = reverse("admin:auth_user_invite")
NEW = "ba con trau uong nuoc o song Lo"
LINK = re.compile(r'value="http://testserver(/quan-tri/moi/[^"]+)"')


@pytest.fixture
def giver(client):
    user = account(role="Quản trị hệ thống")
    client.force_login(user)
    return user


@pytest.fixture
def place():
    return offices.office("ca-xa-a")


def invite(client, place, **typed):
    role = Group.objects.get(name="Cán bộ một cửa")
    body = {"name": "Nguyễn Văn An", "office": place.pk, "roles": [role.pk], **typed}
    return client.post(PAGE, body)


def link(answer):
    return LINK.search(answer.content.decode())[1]


def accept(address, password=NEW):
    visitor = Client()
    hidden = visitor.get(address)
    assert hidden.status_code == 302, hidden.content.decode()
    typed = {"new_password1": password, "new_password2": password}
    return visitor.post(hidden["Location"], typed)


def test_the_list_leads_to_the_invitation_and_that_to_the_form_with_a_password(giver, client):
    shown = client.get(reverse("admin:auth_user_changelist")).content.decode()
    assert (f'href="{PAGE}"' in shown, reverse("admin:auth_user_add") in shown) == (True, False)
    assert reverse("admin:auth_user_add") in client.get(PAGE).content.decode()


def test_name_office_and_role_are_enough(giver, client, place):
    answer = invite(client, place)
    made = User.objects.get(username="nguyen.van.an")
    assert (made.last_name, made.first_name, made.is_staff) == ("Nguyễn", "Văn An", True)
    assert [post.office for post in made.posts.all()] == [place]
    assert [group.name for group in made.groups.all()] == ["Cán bộ một cửa"]
    assert not made.has_usable_password()
    assert "no-store" in answer["Cache-Control"]


def test_the_holder_sets_the_password_and_gets_in_after_a_second_person(giver, client, place):
    assert accept(link(invite(client, place)))["Location"] == reverse("admin:login")
    made = User.objects.get(username="nguyen.van.an")
    assert made.check_password(NEW)
    visitor = Client()
    visitor.post(reverse("admin:login"), {"username": made.username, "password": NEW})
    assert visitor.get(reverse("admin:index")).status_code == 302
    change = AccessChange.objects.get(account=made)
    assert (change.changed_by, change.lets_in, change.is_password_known) == (giver, True, False)
    actions.settle(change, User.objects.create_superuser("thu.hai"), "confirmed")
    visitor.post(reverse("admin:login"), {"username": made.username, "password": NEW})
    assert visitor.get(reverse("admin:index"), follow=True).status_code == 200
    what = list(ChangeEntry.objects.filter(key=str(made.pk)).values_list("what", flat=True))
    assert {"Mời bằng liên kết", "Đặt mật khẩu theo liên kết mời"} <= set(what)


def test_a_link_works_once(giver, client, place):
    address = link(invite(client, place))
    accept(address)
    assert "không dùng được nữa" in Client().get(address).content.decode()


def test_a_link_ends_after_three_days(giver, client, place, time_machine):
    time_machine.move_to("2026-11-23 09:00:00+07:00", tick=False)
    address = link(invite(client, place))
    time_machine.move_to("2026-11-26 10:00:00+07:00", tick=False)
    assert "không dùng được nữa" in Client().get(address).content.decode()


@pytest.mark.parametrize("key", ["", "MQ", "zzzzzzzzzzzzzzzz", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5"])
def test_no_other_account_is_opened_by_a_link(giver, client, place, key):
    address = link(invite(client, place))
    token = address.rstrip("/").rsplit("/", 1)[1]
    shown = Client().get(f"/quan-tri/moi/{key or 'x'}/{token}/")
    assert "không dùng được nữa" in shown.content.decode()


def test_a_weak_password_is_refused_in_vietnamese(giver, client, place):
    assert "quá ngắn" in accept(link(invite(client, place)), "abc").content.decode().lower()
    assert not User.objects.get(username="nguyen.van.an").has_usable_password()


def test_people_of_the_same_name_get_different_user_names(giver, client, place):
    for _ in range(2):
        invite(client, place)
    names = User.objects.filter(last_name="Nguyễn").order_by("pk")
    assert list(names.values_list("username", flat=True)) == ["nguyen.van.an", "nguyen.van.an2"]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ({"name": "An"}, "Ghi đủ họ và tên"),
        ({"name": ""}, "bắt buộc"),
        ({"office": "khong-co"}, ""),
        ({"roles": []}, "bắt buộc"),
        ({"roles": ["9999"]}, ""),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nobody_is_made(giver, client, place, typed, text):
    before = User.objects.count()
    shown = invite(client, place, **typed).content.decode()
    assert text in shown
    assert shown.count('class="must">') >= 1
    assert User.objects.count() == before


def test_who_may_not_add_accounts_invites_nobody(client, place):
    client.force_login(account(role="Cán bộ một cửa", office=place))
    assert client.get(PAGE).status_code == 403
    assert invite(client, place).status_code == 403
