"""`police-portal COMMAND`: what is run, and what an administrator reads."""

import pytest

from installation import __main__ as program
from installation import administrator, alarm, keys, records, sealing
from installation.answers import keep
from installation.machine import Failed
from installation.settings_file import FILE, KEYS, SettingsFile
from tests.installation.test_answers import GOOD

SECRET, RECIPIENT = f"AGE-SECRET-KEY-1{'Q' * 58}", f"age1{'q' * 58}"


@pytest.fixture
def ours(machine, monkeypatch):
    """Let the commands work on this machine."""
    for module in (administrator, alarm, keys):
        monkeypatch.setattr(module, "Machine", lambda: machine)
    keep(machine, GOOD)
    return machine


@pytest.mark.parametrize("words", [[], ["nothing"], ["--help"]])
def test_without_a_command_they_are_listed(words, capsys):
    assert program.main(words) == 2
    said = capsys.readouterr().err
    assert [name for name in program.COMMANDS if f"  {name} " not in said] == []


def test_what_failed_is_said_in_words(monkeypatch, capsys, ours):
    ours.failing.add("police-portal-manage createsuperuser")
    assert program.main(["administrator"]) == 1
    assert "Không chạy được: police-portal-manage createsuperuser" in capsys.readouterr().err


def test_the_first_account_is_confirmed(ours):
    administrator.main(["--name", "an"])
    assert [line.split()[1] for line in ours.done("police-portal-manage")] == [
        "createsuperuser",
        "confirm_account",
    ]


@pytest.fixture
def keyring(ours):
    """Return the settings of a machine with keys, on which age makes one for copies."""
    settings = SettingsFile("".join(f"{name}=\n" for name in KEYS))
    settings.make_keys()
    ours.write(FILE, str(settings))
    ours.answers.update({"age-keygen -y": RECIPIENT, "age-keygen": f"# created\n{SECRET}"})
    return settings


def say(monkeypatch, text):
    monkeypatch.setattr("builtins.input", lambda _question: text)
    monkeypatch.setattr(keys, "typed", lambda: text)


def test_keys_count_as_put_away_once_a_person_says_so(ours, keyring, monkeypatch, capsys):
    say(monkeypatch, "")
    with pytest.raises(Failed):
        keys.main([])
    assert not ours.exists(keys.CONFIRMED)
    assert not ours.exists(sealing.RECIPIENT)
    say(monkeypatch, " Đã  cất ")
    assert keys.main([]) == 0
    assert ours.exists(keys.CONFIRMED)
    assert keyring.get("DATA_KEYS") in capsys.readouterr().out


def test_the_key_of_the_copies_is_shown_once_and_written_nowhere(
    ours, keyring, monkeypatch, capsys
):
    say(monkeypatch, "da cat")
    keys.main([])
    assert SECRET in capsys.readouterr().out
    keys.main([])
    assert SECRET not in capsys.readouterr().out
    assert sealing.recipient(ours) == RECIPIENT
    written = [one for one in ours.root.rglob("*") if one.is_file() and not one.is_symlink()]
    assert not [one for one in written if SECRET.encode() in one.read_bytes()]


@pytest.mark.parametrize(("text", "words"), [("AGE-SECRET", "viết như"), (SECRET, "không mở được")])
def test_a_key_that_was_put_away_wrongly_is_told(ours, keyring, monkeypatch, text, words):
    ours.write(sealing.RECIPIENT, "age1other\n")
    say(monkeypatch, text)
    with pytest.raises(Failed, match=words):
        keys.main(["--check"])
    ours.write(sealing.RECIPIENT, RECIPIENT)
    say(monkeypatch, SECRET)
    assert keys.main(["--check"]) == 0


@pytest.mark.parametrize(("said", "counts"), [("c", True), ("k", False)])
def test_a_test_alarm_counts_once_it_came(ours, monkeypatch, said, counts):
    monkeypatch.setattr(alarm, "_send", lambda *_words: "")
    monkeypatch.setattr("builtins.input", lambda _question: said)
    if counts:
        assert alarm.try_it(ours, at_keyboard=True) == 0
    else:
        with pytest.raises(Failed):
            alarm.try_it(ours, at_keyboard=True)
    assert ("tested" in records.read(ours)) is counts


@pytest.mark.parametrize(
    ("answers", "fault", "words"),
    [({"alarm_mail": ""}, "", "--alarm-mail"), ({}, alarm.NO_RELAY, "--mail-relay")],
)
def test_an_alarm_that_cannot_be_sent_says_what_is_missing(
    ours, monkeypatch, answers, fault, words
):
    keep(ours, {**GOOD, **answers})
    records.remember(ours, mail_failed="an older fault")
    monkeypatch.setattr(alarm, "_send", lambda *_words: fault)
    with pytest.raises(Failed, match=words) as told:
        alarm.try_it(ours, at_keyboard=False)
    assert "older" not in str(told.value)


def test_a_unit_that_failed_is_told_with_its_last_lines(ours, monkeypatch):
    told = []
    monkeypatch.setattr(alarm, "tell", lambda _machine, *words: told.append(words))
    ours.answers["journalctl"] = "no space left"
    alarm.main(["police-portal-backup.service"])
    ((subject, text),) = told
    assert "police-portal-backup.service" in subject
    assert "no space left" in text
