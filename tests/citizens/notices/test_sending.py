"""One call to Zalo: values are held against the template's limits before anything is sent."""

from datetime import timedelta

import pytest
from django.utils import timezone

from citizens.models import Delivery, TemplateChannel
from citizens.notices.sending import LIMITS_SECONDS, TemplateLimits
from foundation.zalo import process
from tests.citizens.factories import delivery, notice, notice_template
from tests.citizens.notices.conftest import consenting_citizen, state_of
from zalo_client.errors import MessageRefused
from zalo_client.simulator import Fault
from zalo_client.templates import NOTIFICATION_TEMPLATE_ID


def asked(zalo):
    return [one.operation for one in zalo.received]


def test_a_value_that_is_too_long_is_never_sent(oa, waiting, subscriber, work):
    notice_template(phone="dossier-update")
    oa.world.templates["dossier-update"] = {"ma_ho_so": 5}
    long = delivery(notice(subscriber, values={"code": "A-12345"}))
    work(senders=1)
    assert (state_of(long), state_of(waiting)) == (("failed", "unsuitable"), ("sent", ""))
    assert asked(oa) == ["template_info", "template_to_phone"]


def test_the_next_channel_is_tried_with_its_own_limits(oa, subscriber, work):
    oa.world.templates["dossier-update"] = {"ma_ho_so": 2}
    delivery(notice(subscriber))
    work()
    assert [message.channel for message in oa.world.messages] == ["template_to_user"]


def test_what_is_wrong_is_logged_without_the_value(oa, waiting, work, caplog):
    oa.world.templates["dossier-update"] = {"ma_ho_so": 2}
    work()
    assert "dài 3 chữ, mẫu nhận 2" in caplog.text
    assert "A-1" not in caplog.text


def test_values_are_composed_before_they_are_counted_and_sent(oa, subscriber, work):
    notice_template(phone="dossier-update")
    oa.world.templates["dossier-update"] = {"ma_ho_so": 2}
    row = delivery(notice(subscriber, values={"code": "đe\u0302"}))
    work()
    assert state_of(row) == ("sent", "")
    assert oa.world.messages[0].body["template_data"] == {"ma_ho_so": "đê"}


def test_without_an_answer_about_limits_messages_go_out(oa, waiting, subscriber, work):
    delivery(notice(subscriber))
    oa.plan("template_info", Fault.status(502), times=None)
    work(senders=1)
    assert asked(oa) == ["template_info", "template_to_phone", "template_to_phone"]


@pytest.fixture
def limits(oa):
    """Return limits whose clock the test moves, and that clock."""
    clock = [0.0]
    return TemplateLimits(process.oa_client(), lambda: clock[0]), clock


def test_limits_are_read_once_an_hour(oa, limits):
    held, clock = limits
    route = TemplateChannel(channel="phone", zalo_template_id="100200")
    token = oa.world.oa_pair()[0]
    for moment in (0.0, LIMITS_SECONDS - 1, LIMITS_SECONDS + 1):
        clock[0] = moment
        held.check(route, token, {})
    assert asked(oa) == ["template_info", "template_info"]


def test_a_notification_has_its_own_limits_and_no_call(oa, limits):
    held, _clock = limits
    route = TemplateChannel(channel="notification", zalo_template_id=NOTIFICATION_TEMPLATE_ID)
    with pytest.raises(MessageRefused):
        held.check(route, "", {"title": "x" * 33})
    held.check(TemplateChannel(channel="notification", zalo_template_id="7"), "", {})
    assert oa.received == []


# --- consultation messages -----------------------------------------------------------------------


@pytest.fixture
def writer(oa):
    """Return a delivery by consultation message to somebody who wrote a day ago by our count."""
    notice_template(text="")
    user = oa.world.add_user(phone=None, follows=True, last_message_at=oa.world.now())
    last = timezone.now() - timedelta(days=1)
    return delivery(notice(consenting_citizen(user, last_interaction_at=last)))


def test_zalo_is_not_asked_whether_a_reply_is_free(oa, writer, work):
    work()
    assert (state_of(writer), asked(oa)) == (("sent", ""), ["text"])


def test_zalo_may_be_asked_whether_a_reply_is_free(oa, writer, work, settings):
    settings.NOTICES_ASK_FREE_REPLIES = True
    work()
    assert (state_of(writer), asked(oa)) == (("sent", ""), ["free_replies", "text"])


def test_a_reply_that_would_cost_is_not_sent(oa, writer, work, settings):
    settings.NOTICES_ASK_FREE_REPLIES = True
    oa.plan("free_replies", Fault.raw(b'{"error":0,"data":{"reply":{"remain":0}}}'))
    work()
    assert (state_of(writer), asked(oa)) == (("failed", "window"), ["free_replies"])


def test_without_an_answer_about_free_replies_it_is_sent(oa, writer, work, settings):
    settings.NOTICES_ASK_FREE_REPLIES = True
    oa.plan("free_replies", Fault.error(4711))
    work()
    assert Delivery.objects.get().state == "sent"
