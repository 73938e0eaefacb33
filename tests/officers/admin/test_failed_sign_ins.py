"""A locked-out officer sees it, and an administrator can unlock the account."""

from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.urls import reverse

PASSWORD = "mat-khau-dai-2026"


def fail_to_sign_in(client, times=5):
    for _ in range(times):
        response = client.post(reverse("admin:login"), {"username": "can.bo", "password": "sai"})
    return response


def test_a_locked_account_can_be_unlocked(client, db):
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
