"""`police-portal alarm`: a message to a person, by the machine's mailer."""

import argparse
import json
import subprocess
import sys
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import unquote, urlsplit

from installation import answers as asking
from installation import records
from installation.answers import Answers
from installation.machine import Failed, Machine

MAILER = "/usr/sbin/sendmail"
CONFIGURATION = "/etc/msmtprc"
SET_UP = "police-portal setup"
NO_RELAY = f"Chưa có máy gửi thư: {SET_UP} --mail-relay smtp://máy:cổng"


def main(words: list[str]) -> int:
    """Tell that a unit failed, or send a message for trial and ask whether it came."""
    parser = argparse.ArgumentParser(prog="police-portal alarm", description="Báo cho người trực.")
    parser.add_argument("unit", nargs="?", help="Đơn vị systemd vừa hỏng.")
    parser.add_argument("--test", action="store_true", help="Gửi thử, rồi hỏi đã nhận được chưa.")
    given = parser.parse_args(words)
    machine = Machine()
    if given.test:
        return try_it(machine, at_keyboard=sys.stdin.isatty())
    unit = given.unit or "?"
    log = machine.told("journalctl", "--unit", unit, "--lines", "60", "--no-pager", "-o", "cat")
    said = [line for line in log.splitlines() if not line.startswith("pam_unix(")]
    tell(machine, f"{unit} đã hỏng", "\n".join([f"Xem: journalctl -u {unit}", "", *said[-20:]]))
    return 0


def try_it(machine: Machine, *, at_keyboard: bool) -> int:
    """Send a message; it counts once a person says that it came. Raises Failed."""
    if not _answers(machine).get("alarm_mail"):
        raise Failed(f"Chưa có thư điện tử nhận cảnh báo: {SET_UP} --alarm-mail ĐỊA-CHỈ")
    if not tell(machine, "Tin thử", "Nếu đồng chí đọc được tin này thì cảnh báo hoạt động."):
        raise Failed(f"Không gửi được: {records.read(machine).get('mail_failed')}")
    if at_keyboard and input("Tin thử đã đến chưa? [c/k] ").strip().lower() not in {
        "c",
        "co",
        "có",
    }:
        raise Failed(f"Sửa rồi thử lại: {SET_UP} --alarm-mail ĐỊA-CHỈ --mail-relay MÁY-GỬI-THƯ")
    if at_keyboard:
        records.remember(machine, tested=records.now().isoformat())
    return 0


def tell(machine: Machine, subject: str, text: str) -> bool:
    """Send a mail; return whether the mailer took it. What failed is remembered, not raised."""
    answers = _answers(machine)
    if not answers.get("alarm_mail"):
        return False
    fault = _send(machine, _message(answers, subject, text))
    records.remember(machine, mail_failed=fault)
    return not fault


def configure(machine: Machine, answers: Answers) -> None:
    """Let the mailer send by the relay of the answers."""
    if not answers["mail_relay"]:
        return
    relay = urlsplit(answers["mail_relay"])
    tls = "on" if relay.scheme == "smtps" or relay.username else "off"
    said = {"tls": tls, "tls_starttls": "off" if relay.scheme == "smtps" else "on"}
    said |= {"host": relay.hostname or "", "port": str(relay.port or 25)}
    said["from"] = _sender(answers)
    if relay.username:
        said |= {"auth": "on", "user": unquote(relay.username)}
        said["password"] = unquote(relay.password or "")
    # msmtp takes what stands between the first and the last quote of a line as it is.
    lines = ["account default", *(f'{name} "{text}"' for name, text in said.items())]
    machine.write(CONFIGURATION, "\n".join(lines) + "\n", mode=0o600)


def _answers(machine: Machine) -> Answers:
    found: Answers = json.loads(machine.read(asking.FILE) or "{}")
    return found


def _sender(answers: Answers) -> str:
    return f"police-portal@{answers['host']}"


def _message(answers: Answers, subject: str, text: str) -> bytes:
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"] = _sender(answers), answers["alarm_mail"]
    mail["Subject"] = f"[{answers['host']}] {subject}"
    mail.set_content(text)
    return mail.as_bytes()


def _send(machine: Machine, mail: bytes) -> str:
    """Return why it could not be sent, or nothing."""
    try:
        done = subprocess.run(  # noqa: S603  # our own words
            [machine.path(MAILER), "-t"], input=mail, check=False, capture_output=True, timeout=60
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"{MAILER}: {error}"
    if done.returncode == 0:
        return ""
    said = done.stderr.decode(errors="replace")[-500:]
    # What msmtp says where it has no configuration.
    return NO_RELAY if "account default not found" in said else said or MAILER
