"""Messages to Official Accounts become questions, and answers go back from the same account.

A text, or a note about a picture, continues the writer's last question from this channel while that
accepts messages, and starts a new one otherwise: Zalo does not send it again. If the writer never
logged in we have no id to reply to: the question has no citizen, and officers answer it on the
Official Account's own page.
"""

import re
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from citizens.models import Citizen, Notice
from citizens.notices.events import NUMBER
from citizens.notices.oa_replies import Reply
from citizens.notices.queueing import MAX_VALUE_LENGTH, queue
from citizens.webhooks import OaEvent
from feedback.models import Author, Channel, Question, QuestionEvent
from feedback.models.question import MAX_TEXT
from feedback.notices import BOOKING, DANGER, OFFICE_ID, OFFICE_NAME
from feedback.questions import actions, routing, workflow
from feedback.questions.actions import About, SentMessage
from foundation.api.problems import Problem
from foundation.records.vietnamese import fold
from foundation.zalo import deep_links
from offices.snapshot import directory
from official_accounts.models import OfficialAccount
from procedures.danger.answering import danger_in
from reception.models import Queue
from zalo_client.oa import MAX_TEXT_LENGTH

# A message within this time continues the same question; Zalo's window for consultation messages.
SAME_MATTER = timedelta(hours=48)
NOTES = {
    "user_send_image": "[Công dân gửi ảnh trong Zalo OA: xem ảnh tại trang quản lý OA]",
    "user_send_file": "[Công dân gửi tệp trong Zalo OA: xem tệp tại trang quản lý OA]",
    "user_send_audio": "[Công dân gửi tin nhắn thoại trong Zalo OA: nghe tại trang quản lý OA]",
    "user_send_location": "[Công dân gửi vị trí trong Zalo OA: xem tại trang quản lý OA]",
}
EVENTS = ("user_send_text", *NOTES)
_BOOKING = re.compile(r"\b(dat (lich|hen)|lay so)\b")


@transaction.atomic
def receive_event(event: OaEvent) -> None:
    """Handle a message to an Official Account, for the queue of the account's office.

    Runs once per event, in the transaction that marks the event done.
    """
    text = (event.text or NOTES.get(event.name, "")).strip()[:MAX_TEXT]
    if not text:
        return
    citizen: Citizen | None = (
        Citizen.objects.active().filter(pk=event.citizen_id).first() if event.citizen_id else None
    )
    said = SentMessage(text)
    current = _continued_question(citizen, event.account) if citizen else None
    if not (citizen and current and _continue(citizen, current, said)):
        destination = _office_of(event.account)
        about = About(account=event.account)
        current = actions.receive_from_chat(citizen, said, destination, about)
    if not tell_whom_to_call(current, text):
        tell_where_to_book(current, text)


def _continue(citizen: Citizen, question: Question, said: SentMessage) -> bool:
    """Add the message to a question; return False if that accepts none any more."""
    try:
        actions.add_message(citizen, question, said)
    except Problem as refused:
        if refused.type.code not in {"question_ended", "question_merged"}:
            raise
        return False
    return True


def _continued_question(citizen: Citizen, account: OfficialAccount | None) -> Question | None:
    """Return the question that a new message continues: one that came to the same account."""
    since = timezone.now() - SAME_MATTER
    own = Question.objects.of_citizen(citizen).filter(
        channel=Channel.OA, account=account, changed_at__gte=since
    )
    latest: Question | None = own.newest_first().first()
    return latest if latest and workflow.move_of_message(latest.status) else None


def _office_of(account: OfficialAccount | None) -> routing.Destination:
    """Return the office that runs the account, or the province's front desk if none is set.

    For the province's account it is the office of that account in the directory, if there is one.
    """
    held, today = directory.current(), timezone.localdate()
    owner = account.office_id if account else None
    if account and owner is None:
        named = held.by_account.get(account.oa_id)
        owner = named.id if named else None
    return routing.choose_office(routing.Concern(office=owner), held, today)


def officers_reply(notice: Notice) -> Reply | None:
    """Return the officer's text that replaces the notice, and the account it is sent from.

    None if the question came another way.
    """
    event = (
        QuestionEvent.objects.select_related("question__account")
        .filter(pk=notice.change.rpartition("-")[2])
        .first()
    )
    if event is None or event.question.channel != Channel.OA:
        return None
    said = (
        event.question.messages.filter(author=Author.OFFICER, at__lte=event.at)
        .order_by("-pk")
        .first()
    )
    account = event.question.account
    return Reply(said.text[:MAX_TEXT_LENGTH], account.oa_id if account else "") if said else None


def tell_whom_to_call(question: Question, text: str) -> bool:
    """Answer somebody who tells of danger at once: officers read messages in working hours.

    Once for each question, in words that reveal nothing on a lock screen. Return True for danger.
    """
    danger = danger_in(text)
    if danger and question.citizen_id:
        values = {"call": danger["number"], NUMBER.name: str(question.pk)}
        change = f"question-danger-{question.pk}"
        queue(DANGER.name, change, [question.citizen_id], values, question.office_id)
    return bool(danger)


def tell_where_to_book(question: Question, text: str) -> None:
    """Answer somebody who wants an appointment at once, if the office has a counter; once."""
    who, asks = question.citizen_id, _BOOKING.search(fold(text))
    if who and asks and Queue.objects.filter(office=question.office_id, active=True).exists():
        values = {
            NUMBER.name: str(question.pk),
            OFFICE_ID.name: question.office_id,
            OFFICE_NAME.name: question.office.name[:MAX_VALUE_LENGTH],
        }
        change = f"question-booking-{question.pk}"
        queue(BOOKING.name, change, [who], values, question.office_id)


def own_words(notice: Notice) -> Reply | None:
    """Return the notice's own words and where they lead, for the account that was written to."""
    question = (
        Question.objects.select_related("account")
        .filter(pk=notice.change.rpartition("-")[2], channel=Channel.OA)
        .first()
    )
    if question is None:
        return None
    opens = deep_links.base() if notice.event == BOOKING.name else ""
    text = f"{notice.text}\n{opens}{notice.link}" if opens else notice.text
    return Reply(text, question.account.oa_id if question.account else "")
