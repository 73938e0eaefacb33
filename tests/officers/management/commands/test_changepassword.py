"""A forgotten password: the operator types another one."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from officers.management import keyboard
from tests.officers.factories import account

pytestmark = pytest.mark.django_db
NEW = "mật khẩu rất dài 2026"


class Terminal(StringIO):
    def isatty(self):
        return True


def run(monkeypatch, *typed, name="an"):
    answers = iter(typed)
    monkeypatch.setattr(keyboard, "getpass", lambda _question: next(answers))
    monkeypatch.setattr("sys.stdin", Terminal())
    said = StringIO()
    call_command("changepassword", name, stdout=said, stderr=said)
    return said.getvalue()


def test_the_new_password_counts(monkeypatch):
    officer = account("an")
    assert "Hai lần gõ khác nhau." in run(monkeypatch, NEW, "khac", NEW, NEW)
    officer.refresh_from_db()
    assert officer.check_password(NEW)


def test_an_unknown_name_is_said(monkeypatch):
    with pytest.raises(CommandError, match="Không có tài khoản: la"):
        run(monkeypatch, name="la")


def test_without_a_terminal_the_password_stays(monkeypatch):
    officer = account("an")
    monkeypatch.setattr("sys.stdin", StringIO(NEW))
    with pytest.raises(CommandError, match="bàn phím"):
        call_command("changepassword", "an")
    assert type(officer).objects.get().password == officer.password
