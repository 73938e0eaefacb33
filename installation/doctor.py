"""`police-portal doctor`: a table of what is green and red; with --tell only changes, by mail."""

import argparse
import json
import re
import sys
import urllib.error
import urllib.request

from installation import alarm, records
from installation import answers as asking
from installation.machine import Machine
from installation.rows import ROWS, unit_states
from installation.settings_file import FILE, SettingsFile

# What a person has to do is shown, but is no fault of the machine that an outside watcher hears of.
LATER = {"people", "zalo"}

_NUMBER = re.compile(r"\d+([.,]\d+)*")

Findings = dict[str, list[str]]


def main(words: list[str]) -> int:
    """Look at every row. The status is 1 where one is red."""
    parser = argparse.ArgumentParser(
        prog="police-portal doctor", description="Xem dịch vụ có gì hỏng."
    )
    parser.add_argument("--tell", action="store_true", help="Chỉ báo thay đổi, bằng thư.")
    given = parser.parse_args(words)
    machine = Machine()
    found = look(machine)
    if given.tell:
        tell_changes(machine, found)
        return 0
    show(found)
    return int(any(found.values()))


def look(machine: Machine) -> Findings:
    """Return what is wrong in each row. A row that cannot be looked at is red, too."""
    settings = SettingsFile(machine.read(FILE))
    answers = json.loads(machine.read(asking.FILE) or "{}")
    found: Findings = {}
    for name, (_title, row) in ROWS.items():
        try:
            found[name] = list(row(machine, settings, answers))
        except (OSError, ValueError, KeyError) as error:
            found[name] = [f"Không xem được: {error}"]
    return found


def show(found: Findings) -> None:
    """Print the table."""
    for name, wrong in found.items():
        sys.stdout.write(f"{'✗' if wrong else '✓'} {ROWS[name][0]}\n")
        for text in wrong:
            sys.stdout.write(f"    {text}\n")


def tell_changes(machine: Machine, found: Findings) -> None:
    """Send what became red or green since the last time; call the outside watcher."""
    red = {name: wrong for name, wrong in found.items() if wrong}
    former, faults = records.read(machine).get("red", []), _faults(red)
    if faults != former:
        alarm.tell(machine, _subject(red), _text(red, [one.partition(":")[0] for one in former]))
        records.remember(machine, red=faults)
    restarts = {unit: number for unit, (_state, number) in unit_states(machine).items()}
    records.remember(machine, restarts=restarts)
    if not set(red) - LATER:
        ping(machine)


def ping(machine: Machine) -> None:
    """Call the address of the outside watcher: it notices when the calls end."""
    answers = json.loads(machine.read(asking.FILE) or "{}")
    if not (url := answers.get("ping_url")):
        return
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310  # checked by setup
            answer.read(1)
    except (urllib.error.URLError, TimeoutError) as error:
        records.remember(machine, ping_failed=str(error))


def _faults(red: Findings) -> list[str]:
    """Return what is told once: a row that is red for one cause may be so for another, too.

    Numbers are left out: each look has others.
    """
    return sorted({f"{name}: {_NUMBER.sub('#', text)}" for name in red for text in red[name]})


def _subject(red: Findings) -> str:
    return "Đỏ: " + ", ".join(ROWS[name][0] for name in red) if red else "Tất cả đã xanh"


def _text(red: Findings, former: list[str]) -> str:
    lines = [f"✗ {ROWS[name][0]}: {text}" for name, wrong in red.items() for text in wrong]
    green = dict.fromkeys(name for name in former if name in ROWS and name not in red)
    lines += [f"✓ {ROWS[name][0]}" for name in green]
    return "\n".join([*lines, "", "Xem: police-portal doctor; docs/operations.md"])
