"""Everything that this app stores about a person, made over HTTP where possible."""

from django.db import transaction
from django.test import TestCase
from django.urls import reverse

from citizens.models import Citizen, Delivery, Notice, NoticeTemplate, PersonalRequest, Purpose
from citizens.notices.queueing import queue, queue_apart
from citizens.privacy import policy
from citizens.webhooks import actions as webhooks
from citizens.webhooks.verification import Facts, Received, Source
from tests.erasure import holds


def act(life, model, name, row, **values):
    life.decides(
        "post",
        reverse(f"admin:citizens_{model}_{name}", args=[row.pk]),
        {**values, "_form_submitted": "on"},
    )


@holds("citizens.Citizen", "citizens.PhoneChange", "admin.LogEntry")
def is_known_to_officers(life):
    """Be looked up, blocked and unblocked by officers, with a reason each time."""
    for query in (f"0{life.user.phone[2:]}", life.user.name):
        life.decides("get", f"{reverse('admin:citizens_citizen_changelist')}?q={query}")
    life.decides("get", reverse("admin:citizens_citizen_change", args=[life.citizen.pk]))
    act(life, "citizen", "block", life.citizen, reason=life.writes("Bị khoá vì quấy rối"))
    assert life.citizen.blocked_at
    act(life, "citizen", "unblock", life.citizen, reason=life.writes("Mở khoá vì đã xin lỗi"))
    life.log_in()


@holds("citizens.EndedSession")
def logs_out_elsewhere(life):
    """Log out of one session and continue with a new one."""
    life.log_in()
    life.send("DELETE", "session/")
    life.log_in()


@holds("citizens.Consent")
def decides_about_everything(life):
    """Decide twice about every purpose except the phone, which the login decided."""
    for granted in (False, True):
        for purpose in set(Purpose) - {Purpose.PHONE}:
            life.send(
                "POST",
                "me/consents/",
                {"purpose": purpose, "granted": granted, "policy_version": policy.CURRENT},
            )


@holds("citizens.PersonalRequest", "citizens.PersonalRequestEvent", "api.IdempotencyKey")
def asks_about_their_data(life):
    """Send two requests: one is extended and stays open, the other is answered."""
    numbers = []
    for kind in ("correction", "objection"):
        body = {"kind": kind, "text": life.writes("Tôi yêu cầu")}
        numbers.append(
            life.send(
                "POST", "me/requests/", body, **{"Idempotency-Key": f"{life.user.id}-{kind}"}
            ).json()["id"]
        )
    waits, answered = (PersonalRequest.objects.get(pk=number) for number in numbers)
    for row in (waits, answered):
        act(life, "personalrequest", "acknowledge", row)
    act(life, "personalrequest", "extend", waits, words=life.writes("Cần xác minh thêm"))
    act(life, "personalrequest", "finish", answered, words=life.writes("Đã dừng xử lý"))
    assert [PersonalRequest.objects.get(pk=number).status for number in numbers] == [
        "acknowledged",
        "done",
    ]


@holds("citizens.AccessEntry")
def asks_for_data_of_others(life):
    """Ask for data of others and be refused, which the log records."""
    assert life.client.get("/api/v1/me/requests/999999999/").status_code == 404


@holds(
    "citizens.Notice", "citizens.NoticeReading", "citizens.NoticePreference", "citizens.Delivery"
)
def is_told(life):
    """Get a notice with personal words that Zalo is delivering, read it, and change settings."""
    NoticeTemplate.objects.get_or_create(
        event="request_done",
        defaults={"title": "Yêu cầu {number}", "text": "Yêu cầu {number} xong."},
    )
    with transaction.atomic():
        queue("request_done", life.writes("viec"), [life.citizen.pk], {"number": life.writes("7")})
    NoticeTemplate.objects.get_or_create(
        event="report_received", defaults={"title": "Phản ánh", "text": "Có tin về phản ánh."}
    )
    with TestCase.captureOnCommitCallbacks(execute=True):
        queue_apart("report_received", "phan-anh", life.citizen.pk, {})
    notice = Notice.objects.filter(citizen=life.citizen).first()
    if not notice.deliveries.exists():
        Delivery.objects.create(notice=notice)
    life.send("PATCH", "me/notices/", {"read_all": True})
    life.send("PATCH", "me/notices/settings/", {"outside": {"dossiers": False}})


@holds("citizens.WebhookEvent", "citizens.Follow")
def writes_to_the_official_account(life):
    """Write two messages: one is handled at once, the other waits encrypted."""
    event = life.zalo.writes(
        life.user, life.writes("Xin chào", kept=False), msg_id=life.writes("tin", kept=False)
    )
    answer = life.client.post(
        "/webhooks/zalo/oa/", event.raw, content_type="application/json", headers=event.headers
    )
    assert answer.status_code == 200
    ids = {"app_user": life.user.id, "oa_user": life.user.oa_user_id}
    now = Citizen.objects.get(pk=life.citizen.pk).created_at
    waiting = Received(
        Source.OA,
        "user_send_text",
        f"{life.citizen.pk:064}",
        now,
        Facts(text=life.writes("Còn chờ"), **ids),
        oa_id=life.zalo.world.oa_id,
    )
    webhooks.store(waiting)
