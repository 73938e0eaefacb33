"""The first account: what is asked at the terminal, in Vietnamese."""

from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from officers.management import keyboard
from tests.officers.factories import PASSWORD, account

pytestmark = pytest.mark.django_db


class Terminal(StringIO):
    def isatty(self):
        return True


def run(monkeypatch, *typed, name="quantri", stdin=None):
    """Run it at a terminal; return what was asked, and what was said of what was typed."""
    asked, answers, said = [], iter(typed), StringIO()

    def ask(question):
        asked.append(question)
        answer = next(answers)
        if isinstance(answer, BaseException):
            raise answer
        return answer

    monkeypatch.setattr(keyboard, "getpass", ask)
    monkeypatch.setattr("builtins.input", ask)
    words = {"username": name, "stdin": stdin or Terminal(), "stdout": StringIO()}
    call_command("createsuperuser", **words, stderr=said)
    return asked, said.getvalue()


def test_a_password_is_asked_for_twice(monkeypatch):
    asked, said = run(monkeypatch, PASSWORD, PASSWORD)
    assert (asked, said) == (["Mật khẩu mới (không hiện ra): ", "Gõ lại mật khẩu: "], "")
    made = User.objects.get(username="quantri")
    assert made.is_superuser
    assert made.check_password(PASSWORD)


def test_a_weak_password_or_another_one_is_asked_for_again(monkeypatch):
    _asked, said = run(monkeypatch, "ngan", PASSWORD, "khac", PASSWORD, PASSWORD)
    assert "Mật khẩu" in said
    assert "Hai lần gõ khác nhau." in said
    assert User.objects.get().check_password(PASSWORD)


def test_without_a_name_it_is_asked_for(monkeypatch):
    asked, _said = run(monkeypatch, "quantri2", PASSWORD, PASSWORD, name=None)
    assert asked[0] == "Tên đăng nhập: "
    assert User.objects.filter(username="quantri2").exists()


@pytest.mark.parametrize("end", [KeyboardInterrupt(), EOFError()])
def test_what_is_broken_off_makes_nothing(monkeypatch, end):
    with pytest.raises(CommandError, match="Chưa thay đổi"):
        run(monkeypatch, PASSWORD, end)
    assert not User.objects.exists()


def test_a_name_that_is_taken_is_refused_before_a_password_is_asked_for(monkeypatch):
    account("quantri")
    with pytest.raises(CommandError, match="đã được sử dụng"):
        run(monkeypatch)


def test_without_a_terminal_nothing_is_made(monkeypatch):
    with pytest.raises(CommandError, match="bàn phím"):
        run(monkeypatch, stdin=StringIO())
    assert not User.objects.exists()
