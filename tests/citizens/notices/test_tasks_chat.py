"""From which Official Account somebody is written to for nothing: whose window is open."""

from datetime import UTC, datetime, timedelta

import pytest

from citizens.models import Follow
from citizens.notices.channels import Chat
from citizens.notices.oa_replies import Reply
from citizens.notices.tasks import choose_chat
from official_accounts.models import OfficialAccount

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
PROVINCE, OWN, OTHER = "3000001", "3000002", "3000003"
NO_REPLY = Reply()


@pytest.fixture(autouse=True)
def _province(settings):
    settings.ZALO_OA_ID = PROVINCE


def follow(oa_id, last=NOW - HOUR, state="connected"):
    account = OfficialAccount(oa_id=oa_id, office_id=f"ca-{oa_id}", state=state)
    return Follow(account=account, user_id=f"u-{oa_id}", last_interaction_at=last)


def chosen(*follows, reply=NO_REPLY, office=f"ca-{OWN}"):
    found = choose_chat({one.account.oa_id: one for one in follows}, reply, office, NOW)
    return found and (found.oa_id, found.user_id)


@pytest.mark.parametrize(
    ("last", "open_"),
    [
        (NOW, True),
        (NOW - 48 * HOUR + SECOND, True),
        (NOW - 48 * HOUR, False),
        (NOW - 90 * HOUR, False),
        (None, False),
    ],
)
def test_an_account_may_write_for_48_hours(last, open_):
    assert chosen(follow(OWN, last)) == ((OWN, f"u-{OWN}") if open_ else None)


def test_a_retired_account_writes_to_nobody():
    assert chosen(follow(OWN, state="retired")) is None


def test_what_concerns_no_office_or_another_comes_from_the_provinces():
    assert chosen(follow(OTHER)) is None
    assert chosen(follow(OWN), office=None) is None
    assert chosen(follow(PROVINCE), office=f"ca-{PROVINCE}") is None


def test_a_reply_goes_back_from_where_it_was_asked():
    both = follow(OWN), follow(OTHER), follow(PROVINCE)
    assert chosen(*both, reply=Reply("Chào bà", OTHER)) == (OTHER, f"u-{OTHER}")
    assert chosen(*both, reply=Reply("Chào bà")) is None  # the province's
    assert chosen(*both, reply=Reply("", OTHER)) == (OWN, f"u-{OWN}")  # there are no words


def test_a_reply_whose_window_has_closed_comes_from_the_office_concerned():
    closed = follow(OTHER, NOW - 48 * HOUR)
    assert chosen(closed, follow(OWN), reply=Reply("Chào bà", OTHER)) == (OWN, f"u-{OWN}")


def test_the_persons_id_is_in_no_log():
    assert "u-" not in repr(Chat(OWN, f"u-{OWN}"))
