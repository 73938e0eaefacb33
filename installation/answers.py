"""What setup asks: eight answers, as options or at the keyboard, kept for the next run."""

import argparse
import ipaddress
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from installation.machine import Failed, Machine

FILE = "/etc/police-portal/setup.json"
CERTIFICATES = ("certbot", "own", "trial")
_HOST = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
# A name, or an address of either kind.
_MACHINE = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|[0-9a-f:.]*:[0-9a-f:.]*", re.IGNORECASE)
_MAIL = re.compile(r"[^@\s,;\"<>]+@[^@\s,;\"<>]+\.[a-z]{2,63}", re.IGNORECASE)

Answers = dict[str, str]


@dataclass(frozen=True)
class Question:
    """One answer: its name, what is asked, and what is wrong with a text, or nothing."""

    name: str
    text: str
    fault: Callable[[str], str]
    default: str = ""


def _some(text: str) -> str:
    return "" if text else "Cần có câu trả lời."


def _host(text: str) -> str:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return "" if _HOST.fullmatch(text) else "Không phải tên máy chủ, ví dụ: dichvu.tinh.gov.vn"
    return "Cần tên máy chủ, không phải địa chỉ số: điện thoại chỉ mở được tên có chứng thư."


def _mail(text: str) -> str:
    return "" if not text or _MAIL.fullmatch(text) else "Không phải địa chỉ thư điện tử."


def _relay(text: str) -> str:
    if not text:
        return ""
    try:
        parts = urlsplit(text)
        sound = parts.scheme in {"smtp", "smtps"} and parts.port != 0
        sound = sound and bool(_MACHINE.fullmatch(parts.hostname or ""))
        # A line break would begin another line of the mailer's settings.
        sound = sound and unquote(parts.netloc).isprintable()
    except ValueError:
        sound = False
    return "" if sound else "Viết như smtp://thu.tinh.gov.vn:587 hoặc smtp://ten:matkhau@may:587"


def _folder(text: str) -> str:
    return "" if text.startswith("/") and ".." not in text else "Cần đường dẫn đầy đủ, từ dấu /."


def _ping(text: str) -> str:
    return "" if not text or text.startswith("https://") else "Phải bắt đầu bằng https://."


def _certificate(text: str) -> str:
    return "" if text in CERTIFICATES else f"Chọn một trong: {', '.join(CERTIFICATES)}."


QUESTIONS = (
    Question("province", "1. Tỉnh, thành phố (ví dụ: Hưng Yên)", _some),
    Question("host", "2. Tên máy chủ mà người dân mở (ví dụ: dichvu.tinh.gov.vn)", _host),
    Question("address", "3. Địa chỉ trụ sở", _some),
    Question("phone", "4. Điện thoại giải đáp cho người dân", _some),
    Question("alarm_mail", "5. Thư điện tử nhận cảnh báo (bỏ trống: không ai được báo)", _mail),
    Question("mail_relay", "6. Máy gửi thư, smtp://máy:cổng (bỏ trống: không gửi)", _relay),
    Question("backup_folder", "7. Thư mục sao lưu, ở đĩa khác", _folder, "/srv/police-portal"),
    Question("certificate", "8. Chứng thư: certbot, own, trial", _certificate, "trial"),
)


# Not asked: an address that a watcher elsewhere gives, called as long as all is green.
OPTIONAL = Question("ping_url", "   Địa chỉ để báo «còn sống» cho nơi canh gác bên ngoài", _ping)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add an option for each question."""
    for question in (*QUESTIONS, OPTIONAL):
        parser.add_argument(f"--{question.name.replace('_', '-')}", help=question.text[3:])


def collect(
    machine: Machine, given: dict[str, str | None], ask: Callable[[str], str] | None
) -> Answers:
    """Return all answers: options, then those of the last run, then what the keyboard says.

    Raises Failed for what cannot be right, and for what is missing where nobody can be asked.
    """
    known = json.loads(machine.read(FILE) or "{}")
    found = {one.name: _answer(one, given.get(one.name), known, ask) for one in QUESTIONS}
    return {**found, OPTIONAL.name: _answer(OPTIONAL, given.get(OPTIONAL.name), known, None)}


def keep(machine: Machine, answers: Answers) -> None:
    """Keep the answers for the next run; they may hold the password of the mail relay."""
    machine.write(FILE, json.dumps(answers, ensure_ascii=False, indent=1) + "\n", mode=0o600)


def _answer(
    question: Question, option: str | None, known: Answers, ask: Callable[[str], str] | None
) -> str:
    text = option if option is not None else known.get(question.name)
    if text is not None:
        if fault := question.fault(text := _tidy(question, text)):
            raise Failed(f"--{question.name.replace('_', '-')} «{text}»: {fault}")
        return text
    if ask is None:
        if fault := question.fault(question.default):
            raise Failed(f"--{question.name.replace('_', '-')}: {fault}")
        return question.default
    return _asked(question, ask)


def _asked(question: Question, ask: Callable[[str], str]) -> str:
    hint = f" [{question.default}]" if question.default else ""
    text = _tidy(question, ask(f"{question.text}{hint}: ") or question.default)
    while fault := question.fault(text):
        text = _tidy(question, ask(f"   {fault}\n{question.text}: ") or question.default)
    return text


def _tidy(question: Question, text: str) -> str:
    text = " ".join(text.split())
    return text.lower() if question.name in {"host", "certificate"} else text
