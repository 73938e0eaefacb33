"""What people write to the Official Account lands in the same queue.

And officers' answers go back the same way.

A text, or that a picture came, becomes a question of whoever wrote it, or goes on with their last
one that came this way and is not over. Somebody who never logged in is not known to us by any id
that we could answer to: their text is a question of nobody, which officers see and answer in the
Official Account's own page.
"""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from citizens.models import Citizen, Notice
from citizens.webhooks import OaEvent
from feedback.models import Author, Channel, Question, QuestionEvent
from feedback.models.question import MAX_TEXT
from feedback.questions import actions, routing, workflow
from feedback.questions.actions import About, SentMessage
from foundation.zalo.oa import MAX_TEXT_LENGTH
from offices.snapshot import directory

# How long after an answer what somebody writes still belongs to the same matter: the window of
# consultation messages.
SAME_MATTER = timedelta(hours=48)
NOTES = {
    "user_send_image": "[Công dân gửi ảnh trong Zalo OA: xem ảnh tại trang quản lý OA]",
    "user_send_file": "[Công dân gửi tệp trong Zalo OA: xem tệp tại trang quản lý OA]",
    "user_send_audio": "[Công dân gửi tin nhắn thoại trong Zalo OA: nghe tại trang quản lý OA]",
    "user_send_location": "[Công dân gửi vị trí trong Zalo OA: xem tại trang quản lý OA]",
}
EVENTS = ("user_send_text", *NOTES)


@transaction.atomic
def receive_event(event: OaEvent) -> None:
    """Take in what somebody wrote to the Official Account.

    Runs once for each event, in the transaction that marks it done.
    """
    text = (event.text or NOTES.get(event.name, "")).strip()[:MAX_TEXT]
    if not text:
        return
    citizen: Citizen | None = (
        Citizen.objects.active().filter(pk=event.citizen_id).first() if event.citizen_id else None
    )
    current = _current(citizen) if citizen else None
    if citizen and current:
        actions.add_message(citizen, current, SentMessage(text))
    else:
        actions.receive_from_chat(citizen, SentMessage(text), _destination(), About())


def _current(citizen: Citizen) -> Question | None:
    """Return the question with which a message goes on."""
    since = timezone.now() - SAME_MATTER
    own = Question.objects.of_citizen(citizen).filter(channel=Channel.OA, changed_at__gte=since)
    latest: Question | None = own.newest_first().first()
    return latest if latest and workflow.move_of_message(latest.status) else None


def _destination() -> routing.Destination:
    """Return the office that runs the account, where one is entered with its OA.

    Else the province's front desk.
    """
    held, today = directory.current(), timezone.localdate()
    account = settings.ZALO_OA_ID.strip()
    chats = {office.id: office.card["contact"]["openChat"] for office in held.offices.values()}
    owner = next(
        (office for office, chat in chats.items() if account and chat and chat["id"] == account),
        None,
    )
    return routing.choose_office(routing.Concern(office=owner), held, today)


def officers_reply(notice: Notice) -> str | None:
    """Return what a consultation message says in place of the notice.

    The officer's own words, where the question came by OA.
    """
    event = (
        QuestionEvent.objects.select_related("question")
        .filter(pk=notice.change.rpartition("-")[2])
        .first()
    )
    if event is None or event.question.channel != Channel.OA:
        return None
    said = (
        event.question.messages.public()
        .filter(author=Author.OFFICER, at__lte=event.at)
        .order_by("-pk")
        .first()
    )
    return said.text[:MAX_TEXT_LENGTH] if said else None
