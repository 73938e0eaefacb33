"""Every change that an officer makes in the admin is logged with before and after.

The entry is written in the same transaction.
"""

import re

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db import DatabaseError
from django.urls import reverse

from foundation.desk.change_log import recording
from foundation.desk.change_log.pages import ChangeLoggedAdmin
from foundation.desk.models import ChangeEntry
from offices.models import OpeningHours
from tests.citizens.factories import PHONE, citizen
from tests.dossiers.factories import dossier
from tests.foundation.desk.change_log.officer_pages import page, save
from tests.offices import factories as offices
from tests.procedures.admin.browser import fields_of
from tests.procedures.factories import make_procedure

pytestmark = pytest.mark.django_db
PASSWORD = "mat-khau-rat-dai-2026"


def said(entry):
    return {one["title"]: (one["before"], one["after"]) for one in entry.differences}


@pytest.fixture
def office():
    return offices.office("ca-xa-a", name="Công an xã Ao Sen")


# --- completeness --------------------------------------------------------------------------------


def test_every_page_of_the_admin_logs_changes():
    assert [
        pages for pages in admin.site._registry.values() if not isinstance(pages, ChangeLoggedAdmin)
    ] == []


def test_every_address_of_every_page_is_logged():
    for pages in admin.site._registry.values():
        unwatched = [
            one.name
            for one in pages.get_urls()
            if one.name and not hasattr(one.callback, "desk_page")
        ]
        assert unwatched in (
            [],
            # Pages about many procedures; each keeps its own edits and versions.
            [f"procedures_procedure_{name}" for name in ("fees", "new_rates", "recheck")],
            [f"procedures_{pages.opts.model_name}_preview"],  # shows what saving would change
        )


# --- forms ---------------------------------------------------------------------------------------


def test_a_changed_form_is_logged_with_before_and_after(admin_client, admin_user, office):
    save(admin_client, office, name="Công an xã Ao Cá", verified="on")
    entry = ChangeEntry.objects.get()
    assert (entry.officer, entry.act, entry.model, entry.key, entry.what) == (
        admin_user,
        "changed",
        "offices.office",
        "ca-xa-a",
        "Sửa",
    )
    assert said(entry)["Tên"] == ("Công an xã Ao Sen", "Công an xã Ao Cá")
    assert said(entry)["Đã xác minh"] == ("Không", "Có")


def test_an_entry_names_the_request_and_the_officers_office(admin_client, admin_user, office):
    offices.Officer.objects.create(user=admin_user, office=office, public_name="Thiếu tá A")
    answer = admin_client.post(
        page(office), fields_of(admin_client.get(page(office)), "office_form") | {"name": "Khác"}
    )
    entry = ChangeEntry.objects.get()
    assert (entry.office, entry.where) == (office, "admin")
    assert entry.request_id == answer["X-Request-ID"]


def test_inline_rows_are_logged_one_by_one(admin_client, office):
    offices.hours(office, weekdays=(1,), periods=(("07:30", "11:30"),))
    (row,) = OpeningHours.objects.all()
    added = {"hours-1-weekday": "2", "hours-1-opens": "08:00", "hours-1-closes": "11:00"}
    save(admin_client, office, **{"hours-TOTAL_FORMS": "2", "hours-0-closes": "11:00", **added})
    new = OpeningHours.objects.exclude(pk=row.pk).get()
    found = said(ChangeEntry.objects.first())
    assert found[f"Giờ tiếp dân số {row.pk}: Đóng cửa"] == ("11:30:00", "11:00:00")
    assert found[f"Thêm giờ tiếp dân số {new.pk}: Đóng cửa"] == ("", "11:00:00")
    save(admin_client, office, **{"hours-1-DELETE": "on"})
    assert said(ChangeEntry.objects.first()) == {"Xoá giờ tiếp dân": ("Thứ Ba 08:00–11:00", "")}


def test_a_new_row_is_logged_with_its_values(admin_client):
    admin_client.post(
        reverse("admin:offices_field_add"), {"code": "cutru", "name": "Cư trú", "order": "1"}
    )
    entry = ChangeEntry.objects.get()
    assert (entry.act, entry.what, said(entry)["Tên"]) == ("added", "Thêm", ("", "Cư trú"))


@pytest.mark.parametrize("way", ["page", "list"])
def test_a_deleted_row_is_logged_with_its_values(admin_client, way):
    field = offices.field("cutru", name="Cư trú")
    if way == "page":
        admin_client.post(page(field, "delete"), {"post": "yes"})
    else:
        chosen = {"action": "delete_selected", "_selected_action": ["cutru"], "post": "yes"}
        admin_client.post(reverse("admin:offices_field_changelist"), chosen)
    entry = ChangeEntry.objects.get()
    assert (entry.act, entry.key, said(entry)["Tên"]) == ("deleted", "cutru", ("Cư trú", ""))


def test_a_form_with_errors_logs_nothing(admin_client, office):
    form = fields_of(admin_client.get(page(office)), "office_form") | {"name": ""}
    assert admin_client.post(page(office), form).status_code == 200
    assert not ChangeEntry.objects.exists()


def test_a_change_that_cannot_be_logged_is_undone(admin_client, office, monkeypatch):
    def broken(*_args, **_values):
        raise DatabaseError

    monkeypatch.setattr(recording.ChangeEntry.objects, "create", broken)
    form = fields_of(admin_client.get(page(office)), "office_form") | {"name": "Khác"}
    with pytest.raises(DatabaseError):
        admin_client.post(page(office), form)
    office.refresh_from_db()
    assert office.name == "Công an xã Ao Sen"


# --- rights and secrets --------------------------------------------------------------------------


@pytest.fixture
def officer(office):
    user = offices.officer(office).user
    User.objects.filter(pk=user.pk).update(
        last_name="Trần", first_name="Bình", is_staff=True, email="binh@example.vn"
    )
    return User.objects.get(pk=user.pk)


def test_changed_rights_are_logged_and_personal_data_only_named(admin_client, officer):
    group = Group.objects.get(name="Lãnh đạo")
    save(
        admin_client, officer, "user_form", groups=[group.pk], email="khac@example.vn", is_active=""
    )
    found = said(ChangeEntry.objects.get())
    assert found["Nhóm"] == ("", "Lãnh đạo")
    assert found["Đang hoạt động"] == ("Có", "Không")
    assert found["Địa chỉ email"] == (None, None)


def test_a_new_password_is_logged_without_its_value(admin_client, officer):
    typed = {"password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"}
    answer = admin_client.post(reverse("admin:auth_user_password_change", args=[officer.pk]), typed)
    assert answer.status_code == 302
    entry = ChangeEntry.objects.get()
    assert (entry.what, said(entry)) == ("Đặt mật khẩu mới", {"Mật khẩu": (None, None)})


def test_an_officers_change_of_password_is_logged(admin_client, admin_user):
    typed = {"old_password": "password", "new_password1": PASSWORD, "new_password2": PASSWORD}
    assert admin_client.post(reverse("admin:password_change"), typed).status_code == 302
    entry = ChangeEntry.objects.get()
    assert (entry.what, entry.key, entry.differences) == (
        "Đổi mật khẩu của mình",
        str(admin_user.pk),
        [],
    )


def test_a_refused_password_logs_nothing(admin_client):
    typed = {"old_password": "sai", "new_password1": PASSWORD, "new_password2": PASSWORD}
    assert admin_client.post(reverse("admin:password_change"), typed).status_code == 200
    assert not ChangeEntry.objects.exists()


def test_a_reset_second_factor_is_logged(admin_client, officer):
    chosen = {"action": "forget_second_factor", "_selected_action": [officer.pk]}
    admin_client.post(reverse("admin:auth_user_changelist"), chosen)
    assert ChangeEntry.objects.get().what == "Đặt lại xác thực hai lớp"


def test_unlocking_is_logged_without_unknown_names(admin_client, officer, client):
    for name in (officer.username, "day-la-mat-khau-cua-toi"):
        for _time in range(5):
            client.post(reverse("admin:login"), {"username": name, "password": "sai"})
    from axes.models import AccessAttempt

    chosen = {
        "action": "unlock",
        "_selected_action": list(AccessAttempt.objects.values_list("pk", flat=True)),
    }
    admin_client.post(reverse("admin:axes_accessattempt_changelist"), chosen)
    entries = list(ChangeEntry.objects.all())
    assert {entry.what for entry in entries} == {"Mở khoá đăng nhập"}
    assert {entry.model for entry in entries} == {"auth.user", "axes.accessattempt"}
    assert "day-la-mat-khau" not in str([(e.key, e.what, e.differences) for e in entries])


# --- buttons -------------------------------------------------------------------------------------


def test_a_buttons_action_is_logged_with_its_changes(admin_client, now):
    row = dossier(phone=PHONE, applicant_name="Trần Thị Bưởi")
    sent = {"_form_submitted": "on", "seen": row.events_count}
    admin_client.post(page(row, "to_processing"), sent)
    entry = ChangeEntry.objects.get()
    assert entry.model == "dossiers.dossier"
    assert said(entry)["Trạng thái"] == ("Được tiếp nhận", "Đang xử lý")


def test_personal_fields_are_only_named(admin_client, now):
    row = dossier(phone=PHONE, applicant_name="Trần Thị Bưởi")
    sent = {
        "_form_submitted": "on",
        "seen": row.events_count,
        "applicant_name": "Lê Thị Cam",
        "phone": "0987654321",
    }
    admin_client.post(page(row, "set_applicant"), sent)
    entry = ChangeEntry.objects.get()
    assert said(entry)["Người nộp"] == (None, None)
    assert not re.search("Cam|Bưởi|cam|buoi|987654321", str(entry.differences) + entry.what)


def test_a_reason_about_a_citizen_is_not_logged(admin_client):
    who = citizen()
    admin_client.post(page(who, "block"), {"_form_submitted": "on", "reason": "Doạ đánh cán bộ"})
    entry = ChangeEntry.objects.get()
    assert entry.what == "Đã khoá"
    assert "Doạ" not in str(entry.differences)


def test_a_change_that_django_does_not_log_is_logged(admin_client, office, monkeypatch):
    pages = admin.site._registry[type(office)]
    monkeypatch.setattr(type(pages), "log_change", lambda *_args: None)
    save(admin_client, office, name="Khác")
    assert said(ChangeEntry.objects.get())["Tên"] == ("Công an xã Ao Sen", "Khác")


def test_a_decision_about_a_procedure_is_logged(admin_client):
    row = make_procedure(trust="needs_recheck")
    form = fields_of(admin_client.get(page(row, "confirm")))
    assert admin_client.post(page(row, "confirm"), form).status_code == 302
    assert ChangeEntry.objects.get().what == "Đã kiểm tra, còn đúng"


def test_refused_actions_are_not_logged(admin_client, now):
    row = dossier()
    sent = {"_form_submitted": "on", "seen": row.events_count - 1}
    admin_client.post(page(row, "to_processing"), sent)
    assert not ChangeEntry.objects.exists()


def test_a_bulk_action_is_logged_once(admin_client):
    admin_client.post(
        reverse("admin:offices_calendarday_fill_year"), {"_form_submitted": "on", "year": "2027"}
    )
    assert ChangeEntry.objects.get().what.startswith("Điền lịch. Năm 2027: thêm")
