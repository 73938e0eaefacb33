"""Officers' accounts, groups, locked sign-ins, and the pages that say what went wrong."""

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import Group, Permission, User
from django.urls import reverse

from tests.offices.factories import office
from tests.procedures.admin.browser import fields_of

PASSWORD = "mat-khau-dai-2026"


@pytest.fixture
def admin(client, db):
    user = User.objects.create_superuser("quan.tri", password=PASSWORD)
    client.force_login(user)
    return user


def test_permissions_are_offered_in_vietnamese(admin, client):
    html = client.get(reverse("admin:auth_group_add")).content.decode()
    assert all(
        words in html
        for words in ("Thủ tục – Sửa", "Thủ tục – Được công bố và gỡ thủ tục", "Đơn vị – Xem")
    )
    assert "Can " not in html
    assert "Giấy tờ – Sửa" not in html


def test_a_group_is_given_permissions(admin, client):
    permission = Permission.objects.get(codename="publish_procedure")
    client.post(
        reverse("admin:auth_group_add"), {"name": "Nhóm riêng", "permissions": [permission.pk]}
    )
    assert list(Group.objects.get(name="Nhóm riêng").permissions.all()) == [permission]


def test_who_only_reads_a_group_reads_it_in_vietnamese(client, db):
    reader = User.objects.create_user("quan.tri", is_staff=True)
    reader.groups.add(Group.objects.get(name="Quản trị hệ thống"))
    client.force_login(reader)
    html = client.get(
        reverse("admin:auth_group_change", args=[Group.objects.get(name="Biên tập").pk])
    ).content.decode()
    assert "Thủ tục – Được công bố và gỡ thủ tục" in html
    assert "Can " not in html


def test_rights_beside_the_roles_are_read_in_vietnamese(client, db):
    giver, person = (
        User.objects.create_user(name, is_staff=True) for name in ("quan.tri", "can.bo")
    )
    giver.groups.add(Group.objects.get(name="Quản trị hệ thống"))
    person.user_permissions.add(Permission.objects.get(codename="view_procedure"))
    client.force_login(giver)
    html = client.get(reverse("admin:auth_user_change", args=[person.pk])).content.decode()
    assert "Thủ tục – Xem" in html
    assert "Can " not in html


def test_an_account_is_made_and_changed(admin, client):
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


def fail_to_sign_in(client, times=5):
    for _ in range(times):
        response = client.post(reverse("admin:login"), {"username": "can.bo", "password": "sai"})
    return response


def test_a_locked_account_is_told_so_and_can_be_unlocked(client, db):
    User.objects.create_user("can.bo", password=PASSWORD, is_staff=True)
    locked = fail_to_sign_in(client)
    assert locked.status_code == 429
    assert "Tạm khoá đăng nhập" in locked.content.decode()
    client.force_login(User.objects.create_superuser("quan.tri"))
    page = reverse("admin:axes_accessattempt_changelist")
    assert "5 (đang khoá)" in client.get(page).content.decode()
    alone = client.get(
        reverse("admin:axes_accessattempt_change", args=[AccessAttempt.objects.get().pk])
    ).content.decode()
    assert "Đăng nhập sai lúc" in alone
    assert not any(words in alone for words in ("Attempted Access", "csrfmiddlewaretoken="))
    client.post(page, {"action": "unlock", "_selected_action": [AccessAttempt.objects.get().pk]})
    assert not AccessAttempt.objects.exists()


def test_signing_in_leads_to_the_first_page(client, db):
    User.objects.create_user("can.bo", password=PASSWORD, is_staff=True)
    assert client.post(
        reverse("admin:login"), {"username": "can.bo", "password": PASSWORD}
    ).url == reverse("admin:index")


@pytest.mark.parametrize("username", ["a\0b", "x" * 10_000, "\u200b", "<script>"])
def test_garbage_never_breaks_signing_in(client, db, username):
    response = client.post(reverse("admin:login"), {"username": username, "password": username})
    assert response.status_code == (400 if "\0" in username else 200)
    assert not AccessAttempt.objects.filter(username__startswith="xxx").exists()


def test_a_refusal_is_a_vietnamese_page_with_the_request_id(client, db):
    client.force_login(User.objects.create_user("can.bo", is_staff=True))
    response = client.get(reverse("admin:auth_user_changelist"))
    html = response.content.decode()
    assert response.status_code == 403
    assert "Không có quyền" in html
    assert response["X-Request-ID"] in html


def test_a_missing_page_is_a_vietnamese_page(admin, client, settings):
    settings.DEBUG = False
    response = client.get("/quan-tri/procedures/procedure/khong-co/xem-truoc/")
    assert response.status_code == 404
    assert "Không tìm thấy" in response.content.decode()


def test_pages_load_only_from_here(admin, client):
    policy = client.get(reverse("admin:index"))["Content-Security-Policy"]
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives["default-src"] == "'none'"
    assert directives["script-src"] == "'self' 'unsafe-eval'"
    assert not any("http" in value for value in directives.values())


# --- who gives rights ----------------------------------------------------------------------------


@pytest.fixture
def keeper(client, db):
    """Return a keeper of accounts who is no superuser, signed in."""
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


def test_nobody_gives_rights_to_themselves(keeper, client):
    group = Group.objects.get(name="Lãnh đạo")
    form = fields_of(client.get(change_of(keeper)), "user_form") | {
        "groups": [group.pk],
        "is_superuser": "on",
        "is_staff": "",
    }
    client.post(change_of(keeper), form)
    keeper.refresh_from_db()
    assert (keeper.is_staff, keeper.is_superuser, keeper.groups.count()) == (True, False, 0)


def test_a_keeper_of_accounts_has_no_way_to_a_superuser_s_account(keeper, client):
    above = User.objects.create_superuser("quan.tri", password=PASSWORD)
    addresses = [change_of(above), reverse("admin:auth_user_password_change", args=[above.pk])]
    assert [client.get(address).status_code for address in addresses] == [302, 404]
    assert "quan.tri" not in client.get(reverse("admin:auth_user_changelist")).content.decode()
