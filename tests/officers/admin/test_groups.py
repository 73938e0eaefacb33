"""Groups of permissions, in Vietnamese."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.urls import reverse


@pytest.fixture
def admin(client, db):
    user = User.objects.create_superuser("quan.tri")
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


def test_a_group_gets_permissions(admin, client):
    permission = Permission.objects.get(codename="publish_procedure")
    client.post(
        reverse("admin:auth_group_add"), {"name": "Nhóm riêng", "permissions": [permission.pk]}
    )
    assert list(Group.objects.get(name="Nhóm riêng").permissions.all()) == [permission]


def test_read_only_groups_are_shown_in_vietnamese(client, db):
    reader = User.objects.create_user("quan.tri", is_staff=True)
    reader.groups.add(Group.objects.get(name="Quản trị hệ thống"))
    client.force_login(reader)
    html = client.get(
        reverse("admin:auth_group_change", args=[Group.objects.get(name="Biên tập").pk])
    ).content.decode()
    assert "Thủ tục – Được công bố và gỡ thủ tục" in html
    assert "Can " not in html
