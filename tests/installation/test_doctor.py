"""The doctor names what is wrong, and tells changes only."""

import inspect
import json
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.db import connection

from installation import alarm, copies, doctor, records, rows, sealing
from installation.answers import keep
from installation.settings_file import FILE, SettingsFile
from police_portal import heartbeats
from tests.installation.test_answers import GOOD

SOUND = json.dumps({"status": "ok", "parts": {"database": "ok"}, "warnings": []})


@pytest.fixture
def sound(machine, monkeypatch):
    """Return a machine on which every row is green."""
    keep(machine, GOOD)
    settings = SettingsFile(f"ALLOWED_HOSTS={GOOD['host']}\nZALO_APP_ID=1\nZALO_APP_SECRET=2\n")
    machine.write(FILE, str(settings))
    for name in ("/var/lib/police-portal", "/var/lib/postgresql", GOOD["backup_folder"]):
        machine.path(name).mkdir(parents=True, exist_ok=True)
    copy = machine.path(f"{GOOD['backup_folder']}/copies/2026-11-30T013000Z")
    copy.mkdir(parents=True)
    (copy / "manifest.json").write_text(json.dumps({"at": records.now().isoformat()}))
    machine.write("/etc/police-portal/keys-put-away", "")
    machine.write(sealing.RECIPIENT, "age1x\n")
    records.remember(machine, tested=records.now().isoformat(), mail_failed="")
    monkeypatch.setattr(copies, "disk_of", str)
    monkeypatch.setattr(rows, "FULL_PERCENT", 100)
    machine.answers.update(
        {
            "health/ready": SOUND,
            "systemctl show": "ActiveState=active\nNRestarts=0",
            "-checkhost": f"Hostname {GOOD['host']} does match certificate",
            "-issuer": "issuer=CN=authority\nsubject=CN=host",
            "timedatectl": "yes",
            "pg_lsclusters": "15 old 5433 down\n17 main 5432 online postgres /var/lib",
            rows.ADMINISTRATORS: "2",
            **dict.fromkeys(rows.QUERIES.values(), "0"),
        }
    )
    return machine


def red(machine):
    """Return the rows that are red, with what they say."""
    return {name: " ".join(wrong) for name, wrong in doctor.look(machine).items() if wrong}


def test_a_sound_machine_is_green(sound):
    assert red(sound) == {}


FAULTS = [
    ("ready", {"health/ready": ""}, "không trả lời"),
    ("ready", {"health/ready": SOUND.replace('"database": "ok"', '"database": "x"')}, "database"),
    ("ready", {"health/ready": SOUND.replace("[]", '["Đĩa ảnh gần đầy."]')}, "Đĩa ảnh"),
    ("units", {"systemctl show": "ActiveState=failed\nNRestarts=0"}, "failed"),
    ("units", {"systemctl show": "ActiveState=active\nNRestarts=9"}, "9 lần"),
    ("certificate", {"-checkhost": "Hostname a does NOT match certificate"}, "không phải của"),
    ("certificate", {"-issuer": "issuer=CN=a\nsubject=CN=a"}, "tự ký"),
    ("clock", {"timedatectl": "no"}, "Đồng hồ"),
    ("disk", {rows.ARCHIVE: "1"}, "WAL"),
    ("queues", {rows.QUERIES["Tin chờ gửi"]: "1200"}, "20 phút"),
    ("queues", {rows.QUERIES["Tin chờ gửi"]: ""}, "không hỏi được"),
    ("zalo", {rows.TOKENS: "1"}, "sắp hết hạn"),
    ("people", {rows.ADMINISTRATORS: "1"}, "Chỉ có một"),
    ("version", {"dpkg-query": "2.0"}, "đã cài 2.0"),
]


@pytest.mark.parametrize(("row", "answers", "words"), FAULTS)
def test_a_fault_is_red_in_its_row_alone(sound, row, answers, words):
    sound.answers = {**answers, **{k: v for k, v in sound.answers.items() if k not in answers}}
    assert list(red(sound)) == [row]
    assert words in red(sound)[row]


def test_a_certificate_that_ends_soon_is_red(sound):
    sound.failing.add("openssl x509 -noout -in " + str(sound.path(rows.CERTIFICATE)))
    assert "hết hạn" in red(sound)["certificate"]


def test_an_old_copy_is_red(sound):
    (file,) = sound.path(GOOD["backup_folder"]).glob("copies/*/manifest.json")
    old = records.now() - timedelta(hours=27)
    file.write_text(json.dumps({"at": old.isoformat()}))
    assert "26 giờ" in red(sound)["backup"]


def test_a_copy_from_the_future_is_none(sound):
    (file,) = sound.path(GOOD["backup_folder"]).glob("copies/*/manifest.json")
    file.write_text(json.dumps({"at": (records.now() + timedelta(days=1)).isoformat()}))
    assert "26 giờ" in red(sound)["backup"]


def test_a_unit_that_came_back_since_the_last_look_is_told(sound):
    doctor.tell_changes(sound, doctor.look(sound))
    assert red(sound) == {}
    sound.answers["systemctl show"] = "ActiveState=active\nNRestarts=1"
    assert "police-portal@8000: vừa hỏng" in red(sound)["units"]
    doctor.tell_changes(sound, doctor.look(sound))
    assert "units" not in red(sound)


def test_a_worker_that_was_ended_because_it_hung_is_told(sound):
    said = inspect.getsource(heartbeats)
    assert rows.HUNG[-2].removeprefix("--grep=") in said
    sound.answers["journalctl"] = "worker 7 hangs, 20 s silent: killed"
    assert "worker 7 hangs" in red(sound)["units"]


def test_the_cluster_that_the_service_speaks_to_is_looked_at(sound):
    doctor.look(sound)
    asked = [line.split()[-1] for line in sound.done("systemctl show")]
    assert [one for one in asked if "postgresql" in one] == ["postgresql@17-main"]


def test_keys_without_one_for_copies_are_red(sound):
    sound.path(sealing.RECIPIENT).unlink()
    assert "chưa được mã hoá" in red(sound)["people"]


def test_copies_on_the_disk_of_the_database_are_red(sound, monkeypatch):
    monkeypatch.setattr(copies, "disk_of", lambda _path: 1)
    assert "cùng đĩa" in red(sound)["backup"]


def test_a_folder_of_backups_that_is_gone_is_red(sound):
    sound.path(GOOD["backup_folder"]).rename(sound.path("/srv/away"))
    assert "chưa được gắn" in red(sound)["disk"]


def test_keys_that_nobody_put_away_are_red(sound):
    sound.path("/etc/police-portal/keys-put-away").unlink()
    assert "police-portal keys" in red(sound)["people"]


@pytest.mark.parametrize(
    ("known", "words"),
    [({"mail_failed": "relay refused"}, "relay refused"), ({"tested": "2026-01-01"}, "chưa thử")],
)
def test_an_alarm_that_does_not_work_is_red(sound, known, words):
    records.remember(sound, **known)
    assert words in red(sound)["people"]


def test_changes_are_told_once(sound, monkeypatch):
    told = []
    monkeypatch.setattr(alarm, "tell", lambda _machine, *words: told.append(words))
    monkeypatch.setattr(doctor, "ping", lambda _machine: told.append("ping"))
    doctor.tell_changes(sound, doctor.look(sound))
    sound.answers["timedatectl"] = "no"
    doctor.tell_changes(sound, doctor.look(sound))
    doctor.tell_changes(sound, doctor.look(sound))
    sound.answers["timedatectl"] = "yes"
    doctor.tell_changes(sound, doctor.look(sound))
    assert [one if one == "ping" else one[0] for one in told] == [
        "ping",
        "Đỏ: Đồng hồ",
        "Tất cả đã xanh",
        "ping",
    ]
    assert "✓ Đồng hồ" in told[2][1]


def test_a_second_fault_of_a_red_row_is_told_and_another_number_is_not(sound, monkeypatch):
    told = []
    monkeypatch.setattr(alarm, "tell", lambda _machine, *words: told.append(words[1]))
    sound.answers["systemctl show"] = "ActiveState=active\nNRestarts=5"
    doctor.tell_changes(sound, doctor.look(sound))
    sound.answers["systemctl show"] = "ActiveState=active\nNRestarts=6"
    doctor.tell_changes(sound, doctor.look(sound))
    assert len(told) == 1
    sound.answers["journalctl"] = "worker 7 hangs"
    doctor.tell_changes(sound, doctor.look(sound))
    assert ["worker 7 hangs" in one for one in told] == [False, True]


def test_the_mailer_gets_a_mail_with_the_words(sound):
    mailer = sound.path(alarm.MAILER)
    mailer.parent.mkdir(parents=True)
    mailer.write_text(f"#!/bin/sh\ncat >{sound.root}/mail\n")
    mailer.chmod(0o755)
    assert alarm.tell(sound, "Đỏ: Đĩa", "đầy")
    mail = sound.read("/mail")
    assert f"To: {GOOD['alarm_mail']}" in mail
    mailer.write_text("#!/bin/sh\ncat >/dev/null; echo refused >&2; exit 1\n")
    assert not alarm.tell(sound, "Đỏ: Đĩa", "đầy")
    assert "refused" in red(sound)["people"]
    none = "sendmail: account default not found: no configuration file available"
    mailer.write_text(f"#!/bin/sh\ncat >/dev/null; echo {none} >&2; exit 78\n")
    assert not alarm.tell(sound, "Đỏ: Đĩa", "đầy")
    assert "Chưa có máy gửi thư" in red(sound)["people"]


def test_the_relay_reaches_the_mailer_and_nobody_else(sound):
    alarm.configure(sound, GOOD)
    text = sound.read(alarm.CONFIGURATION)
    assert 'host "thu.tinh.gov.vn"\nport "587"' in text
    assert 'user "ten"\npassword "mat"' in text
    assert sound.path(alarm.CONFIGURATION).stat().st_mode & 0o777 == 0o600


@pytest.mark.django_db
@pytest.mark.parametrize("query", [*rows.QUERIES.values(), rows.ADMINISTRATORS, rows.TOKENS])
def test_the_queries_fit_the_tables(query):
    if connection.vendor != "postgresql":
        pytest.skip("they are PostgreSQL's")
    with connection.cursor() as cursor:
        cursor.execute(query)
        assert cursor.fetchone()[0] == 0


@pytest.mark.parametrize("password", ["a b#c", 'a"b', '"', "a\\b", '"lead " ', "mật khẩu"])
def test_the_mailer_reads_a_password_as_it_was_given(sound, password):
    relay = f"smtp://ten:{quote(password)}@thu.tinh.gov.vn:587"
    alarm.configure(sound, {**GOOD, "mail_relay": relay})
    (line,) = [one for one in sound.read(alarm.CONFIGURATION).splitlines() if "password" in one]
    assert line.partition(" ")[2][1:-1] == password  # as msmtp does, which knows no escape
