"""An import of contacts: what it changes, or nothing of it if any row has a fault."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import IO, Any

from foundation.desk.change_log.recording import Act, record
from foundation.desk.change_log.values import differences, state_of
from foundation.importing.tables import Table
from foundation.importing.whole_tables import TableRefused, write_whole
from offices import actions, completeness
from offices.importing.contacts import LAYOUT, Contact, Names, read_contacts
from offices.installation import own_province
from offices.models import Office
from offices.snapshot import directory

COMMAND, DONE = "import_contacts", "Nhập địa chỉ, số máy, giờ từ bảng của tỉnh"
Values = dict[str, Any]


@dataclass
class Outcome:
    """What changes, office by office; what stays because the office itself wrote it."""

    changed: dict[str, list[str]] = field(default_factory=dict)
    kept: dict[str, list[str]] = field(default_factory=dict)
    unchanged: int = 0
    before: dict[str, int] = field(default_factory=dict)
    after: dict[str, int] = field(default_factory=dict)

    def lines(self) -> Iterator[str]:
        """Yield the report for the operator."""
        yield (
            f"Đơn vị: sửa {len(self.changed)}, giữ bản đơn vị tự ghi {len(self.kept)}, không đổi "
            f"{self.unchanged}."
        )
        yield from (f"    sửa {key}: {'; '.join(said)}" for key, said in self.changed.items())
        for key, said in self.kept.items():
            yield f"    giữ {key}: {'; '.join(said)}. Thêm --overwrite {key} để lấy theo bảng."
        for part, (label, _missing) in completeness.PARTS.items():
            total = self.before["total"]
            known = (total - self.before[part], total - self.after[part])
            yield f"    Có {label}: {known[0]} → {known[1]} trên {total} đơn vị."


@dataclass(frozen=True, slots=True)
class Import:
    """How a table is imported: its day and source, and whose own words it may replace.

    `by` is the officer who does it, None for the command.
    """

    today: date
    source: str
    apply: bool = False
    overwrite: Collection[str] = ()
    by: Any = None

    def run(self, file: IO[bytes]) -> Outcome:
        """Import the table in `file`; without `apply` everything is undone after it is counted.

        Raises TableRefused with every fault, and changes nothing then.
        """
        return write_whole(file, LAYOUT, self._write_all, apply=self.apply)

    def _write_all(self, table: Table) -> Outcome:
        working = Office.objects.in_force(self.today)
        rows = list(working.select_for_update().prefetch_related("hours"))
        names = Names(rows, directory.current().places)
        contacts, faults = read_contacts(table, names, own_province())
        if faults:
            raise TableRefused(faults)
        offices = {row.pk: row for row in rows}
        outcome = Outcome(before=completeness.count_lacking(working))
        for contact in contacts:
            self._bring(contact, offices[contact.office], outcome)
        if outcome.changed:
            actions.publish(outcome.changed)
        outcome.after = completeness.count_lacking(working)
        return outcome

    def _bring(self, contact: Contact, office: Office, outcome: Outcome) -> None:
        """Write what differs. What an office wrote about itself is replaced only where told."""
        wanted, held = _wanted(contact), _held(office)
        differing = {name: value for name, value in wanted.items() if value != held[name]}
        kept: Values = {}
        if office.source == actions.OWN_WORD and office.pk not in self.overwrite:
            kept = {name: differing.pop(name) for name in [*differing] if held[name]}
            outcome.kept |= {office.pk: _differences(held, kept)} if kept else {}
        if differing:
            outcome.changed[office.pk] = _differences(held, differing)
            self._write(office, differing)
        outcome.unchanged += not differing and not kept

    def _write(self, office: Office, values: Values) -> None:
        before = state_of(office)
        office.source, office.as_of = self.source, self.today
        actions.set_contacts(office, values)
        found = differences(Office, before, state_of(office))
        command = "" if self.by else COMMAND
        record(self.by, Act.CHANGED, office, DONE, found, command=command)


def _wanted(contact: Contact) -> Values:
    given: Values = {
        "address": contact.address,
        "phones": contact.phones,
        "point": contact.point,
        "hours": contact.hours,
    }
    return {name: value for name, value in given.items() if value is not None}


def _held(office: Office) -> Values:
    """Return what the office has; the centre of its commune is no point of its own."""
    hours = sorted((row.weekday, row.opens, row.closes) for row in office.hours.all())
    return {
        "address": office.address,
        "phones": office.phones,
        "point": None if office.point_approximate else office.point,
        "hours": hours,
    }


_LABELS = {"address": "địa chỉ", "phones": "điện thoại", "point": "vị trí", "hours": "giờ"}


def _differences(held: Values, wanted: Values) -> list[str]:
    return [
        f"{_LABELS[name]} {_words(name, held[name])} → {_words(name, value)}"
        for name, value in wanted.items()
    ]


def _words(name: str, value: Any) -> str:
    if not value:
        return "(trống)"
    if name == "hours":
        return ", ".join(f"T{day + 1} {opens:%H:%M}–{closes:%H:%M}" for day, opens, closes in value)
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
