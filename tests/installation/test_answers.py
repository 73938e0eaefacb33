"""Eight answers: from options, from the run before, or from the keyboard."""

import json

import pytest

from installation import answers as asking
from installation.machine import Failed

GOOD = {
    "province": "Hưng Yên",
    "host": "dichvu.tinh.gov.vn",
    "address": "Số 1",
    "phone": "0221 000 000",
    "alarm_mail": "quantri@tinh.gov.vn",
    "mail_relay": "smtp://ten:mat@thu.tinh.gov.vn:587",
    "backup_folder": "/srv/sao-luu",
    "certificate": "trial",
    "ping_url": "",
}
WRONG = [
    ("province", ""),
    ("host", "10.0.0.5"),
    ("host", "localhost"),
    ("host", "a.vn; rm"),
    ("host", "https://a.vn"),
    ("alarm_mail", "nobody"),
    ("alarm_mail", "a@b.vn,c@d.vn"),
    ("mail_relay", "thu.tinh.gov.vn"),
    ("mail_relay", "smtp://thu:99999"),
    ("mail_relay", "smtp://thu tinh.vn"),
    ("mail_relay", "smtp://a:b%0Apasswordeval%20id@thu.vn"),
    ("backup_folder", "srv"),
    ("backup_folder", "/srv/../etc"),
    ("certificate", "none"),
]


def test_at_most_eight_are_asked():
    assert len(asking.QUESTIONS) <= 8
    assert {question.name for question in asking.QUESTIONS} == set(GOOD) - {"ping_url"}


@pytest.mark.parametrize(("name", "text"), WRONG)
def test_what_cannot_be_right_is_refused_with_its_option(machine, name, text):
    with pytest.raises(Failed, match=f"--{name.replace('_', '-')} "):
        asking.collect(machine, {**GOOD, name: text}, None)


@pytest.mark.parametrize(("name", "text"), WRONG)
def test_at_the_keyboard_it_is_asked_again(machine, name, text):
    typed = iter([text, GOOD[name]])
    given = {**GOOD, name: None}
    found = asking.collect(machine, given, lambda _question: next(typed, GOOD[name]))
    if text:  # nothing typed is the default where there is one
        assert found == GOOD


def test_answers_are_kept_for_the_next_run_and_for_root_alone(machine):
    asking.keep(machine, GOOD)
    assert asking.collect(machine, {}, None) == GOOD
    assert machine.path(asking.FILE).stat().st_mode & 0o777 == 0o600


def test_an_option_wins_over_the_answer_of_the_run_before(machine):
    asking.keep(machine, GOOD)
    found = asking.collect(machine, {"host": "Moi.Tinh.gov.vn"}, None)
    assert found == {**GOOD, "host": "moi.tinh.gov.vn"}


def test_without_a_keyboard_what_is_missing_is_named(machine):
    with pytest.raises(Failed, match="--province"):
        asking.collect(machine, {}, None)


def test_a_line_break_ends_in_no_setting(machine):
    found = asking.collect(machine, {**GOOD, "address": "Số 1\nDEBUG=true"}, None)
    assert found["address"] == "Số 1 DEBUG=true"


def test_the_kept_answers_are_read_by_people(machine):
    asking.keep(machine, GOOD)
    assert json.loads(machine.read(asking.FILE)) == GOOD
    assert "Hưng Yên" in machine.read(asking.FILE)
