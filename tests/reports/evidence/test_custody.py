"""The chain of custody: what is written, and that every change of it is found."""

import json
import random
from itertools import count

import pytest
from django.db import connection, transaction

from foundation.api.problems import Problem
from foundation.media.custody import link
from foundation.media.sealed_files import path_of
from reports.actions import deciding
from reports.evidence import custody, custody_ends
from reports.evidence import verifying as verification
from reports.evidence.custody import Act
from reports.evidence.custody_ends import keep_end, path_of_end, read_end
from reports.evidence.removing import remove
from reports.evidence.verifying import Fault, check_chain, require_sound, verify
from reports.models import CustodyEntry, Evidence
from tests.for_each import for_each
from tests.foundation.media.pictures import picture
from tests.reports import factories
from tests.reports.evidence.uploading import uploaded
from tests.reports.officers import leader_of, verifying

pytestmark = pytest.mark.django_db


def acts(row):
    return list(row.custody.order_by("sequence").values_list("act", "note"))


@pytest.fixture
def chain(photo, committed, verifier):
    """Return a photo whose chain has five entries."""
    with committed():
        for act in (Act.VIEWED, Act.VERIFIED, Act.EXPORTED):
            custody.append(photo, act, verifier, "Điều tra")
    return photo


class Tampering:
    """Changes the append-only table as whoever has the database can: without its triggers."""

    def __init__(self, row):
        self.row = row

    def __enter__(self):
        self.cursor = connection.cursor()
        self.triggers = []
        if connection.vendor == "sqlite":
            found = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
            self.triggers = self.cursor.execute(f"{found} AND tbl_name = '{self.table}'").fetchall()
            for name, _sql in self.triggers:
                self.cursor.execute(f"DROP TRIGGER {name}")
        else:  # which alters no table while checks of its rows wait for the end
            self.cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            self.cursor.execute(f"ALTER TABLE {self.table} DISABLE TRIGGER USER")
        return self

    def __exit__(self, *_error):
        for _name, sql in self.triggers:
            self.cursor.execute(sql)
        if connection.vendor != "sqlite":
            self.cursor.execute(f"ALTER TABLE {self.table} ENABLE TRIGGER USER")

    table = CustodyEntry._meta.db_table

    def run(self, sql, *values):
        where = self.row.pk.hex if connection.vendor == "sqlite" else self.row.pk
        self.cursor.execute(f"{sql} AND evidence_id = %s", [*values, where])

    def delete(self, sequence):
        self.run(f"DELETE FROM {self.table} WHERE sequence = %s", sequence)  # noqa: S608  # a name of Django

    def change(self, column, value, sequence):
        sql = f"UPDATE {self.table} SET {column} = %s WHERE sequence = %s"  # noqa: S608  # as above
        self.run(sql, value, sequence)


def test_a_chain_begins_with_the_reception(photo, report):
    assert acts(photo) == [("received", ""), ("attached", report.number)]
    first = photo.custody.get(sequence=1)
    assert (first.at, first.sha256) == (photo.completed_at, photo.sha256)
    assert check_chain(photo) == []


def test_a_report_that_is_handed_over_takes_its_evidence_along(photo, report, committed):
    with committed():
        body = deciding.OutsideBody("Cơ quan Cảnh sát điều tra", "12/PC")
        deciding.hand_over(verifying(report), leader_of(report.office), body, "Đã chuyển.")
    assert acts(photo)[-1] == ("handed_over", "Cơ quan Cảnh sát điều tra")


def test_evidence_that_was_removed_is_not_handed_over(photo, report, attach, verifier, committed):
    kept = attach(picture(colour="blue"))
    with committed():
        remove(Evidence.objects.filter(pk=photo.pk))
        custody.note_hand_over(report, verifier, "Viện kiểm sát")
    assert acts(kept)[-1] == ("handed_over", "Viện kiểm sát")
    assert acts(photo)[-1] == ("deleted", "")


def test_what_nobody_sent_leaves_no_chain(as_lan):
    row = uploaded(as_lan)
    assert (acts(row), check_chain(row)) == ([], [])


def test_the_end_is_kept_apart_and_stays_when_the_original_goes(chain):
    assert read_end(chain.pk).count == 5
    assert path_of_end(chain.pk).parent == path_of(chain.pk).parent
    assert path_of_end(chain.pk).stat().st_mode & 0o777 == 0o600


@for_each(
    ("column", "value"),
    [
        ("note", "Khác"),
        ("act", "viewed2"),
        ("sha256", "0" * 64),
        ("at", "2020-01-01 00:00:00"),
        ("officer_id", None),
        ("mac", "0" * 64),
        ("sequence", 9),
    ],
)
def test_a_changed_entry_is_found(chain, column, value):
    with transaction.atomic():
        with Tampering(chain) as database:
            database.change(column, value, 3)
        assert check_chain(chain) == [Fault.CHAIN]
        transaction.set_rollback(True)


@for_each(("sequence", "fault"), [(1, Fault.CHAIN), (3, Fault.CHAIN), (5, Fault.END)])
def test_a_deleted_entry_is_found_the_last_one_too(chain, sequence, fault):
    with transaction.atomic():
        with Tampering(chain) as database:
            database.delete(sequence)
        assert check_chain(chain) == [fault]
        transaction.set_rollback(True)


def test_a_chain_that_is_gone_is_found(chain):
    with Tampering(chain) as database:
        for sequence in range(1, 6):
            database.delete(sequence)
    assert check_chain(chain) == [Fault.END]


def test_a_chain_rewritten_without_the_key_is_found(chain):
    before = ""
    with Tampering(chain) as database:
        for row in chain.custody.order_by("sequence"):
            row.note = "Viết lại"
            before = link(b"another key", custody.name_of(chain), before, row.sequence, {})
            database.change("note", row.note, row.sequence)
            database.change("mac", before, row.sequence)
    assert check_chain(chain) == [Fault.CHAIN]


def test_a_chain_of_other_evidence_does_not_fit(chain, attach):
    other = attach(picture(colour="blue"))
    with Tampering(other) as database:
        for row, place in zip(other.custody.order_by("sequence"), count(1)):
            database.change("mac", chain.custody.get(sequence=place).mac, row.sequence)
    assert check_chain(other) == [Fault.CHAIN]


def test_random_changes_are_all_found(chain):
    """Thirty here, and a thousand in `make bench`."""
    dice = random.Random(17)  # noqa: S311  # the same in every run
    foreign = {"note": "Khác", "sha256": "f" * 64, "mac": "a" * 64, "act": "deleted"}
    for _time in range(30):
        sequence, column = dice.randint(1, 5), dice.choice(["", *foreign])
        with transaction.atomic():
            with Tampering(chain) as database:
                if column:
                    database.change(column, foreign[column], sequence)
                else:
                    database.delete(sequence)
            assert check_chain(chain), (column, sequence)
            transaction.set_rollback(True)


# --- the end -------------------------------------------------------------------------------------


def test_an_end_that_was_forged_or_lost_is_found(chain):
    path = path_of_end(chain.pk)
    true = path.read_text()
    path.write_text(json.dumps(json.loads(true) | {"count": 4}))
    assert check_chain(chain) == [Fault.END]
    path.write_text("x")
    assert check_chain(chain) == [Fault.END]
    path.unlink()
    assert check_chain(chain) == [Fault.END]
    path.write_text(true)
    assert check_chain(chain) == []


def test_an_end_left_behind_by_a_process_that_died_is_put_right(chain):
    custody.append(chain, Act.VIEWED)  # what follows the commit is not done in this test
    assert read_end(chain.pk).count == 5
    assert check_chain(chain) == []
    assert read_end(chain.pk).count == 6


def test_an_end_behind_a_chain_that_was_changed_is_not_put_right(chain):
    custody.append(chain, Act.VIEWED)
    with Tampering(chain) as database:
        database.change("note", "Khác", 6)
    assert check_chain(chain) == [Fault.CHAIN]
    assert read_end(chain.pk).count == 5


def test_ends_that_come_in_another_order_do_not_go_back(chain):
    keep_end(chain.pk, custody.end_at(chain, 4, "ab" * 32))
    assert read_end(chain.pk).count == 5


def test_a_disk_that_takes_no_end_stops_nobody(photo, committed, monkeypatch):
    def full(*_arguments):
        raise OSError(28, "No space left")

    monkeypatch.setattr(custody_ends, "put_in_place", full)
    with committed():
        custody.append(photo, Act.VIEWED)
    monkeypatch.undo()
    assert check_chain(photo) == []


@for_each("last_mac", ["0" * 64, "f" * 64], ids=lambda mac: mac[:1])
def test_an_end_of_another_chain_does_not_pass_for_one_that_lags(chain, monkeypatch, last_mac):
    end = custody.end_at(chain, 4, last_mac)
    monkeypatch.setattr(verification, "read_end", lambda _pk: end)
    assert check_chain(chain) == [Fault.END]


# --- verification --------------------------------------------------------------------------------


def test_what_is_whole_gets_an_entry_that_says_so(photo, now):
    assert verify(photo) == []
    photo.refresh_from_db()
    assert (photo.fault, photo.verified_at is not None) == ("", True)
    assert acts(photo)[-1] == ("verified", "Nguyên vẹn")


@for_each("damage", ["changed", "cut", "gone"])
def test_a_damaged_original_is_found(photo, damage):
    path = path_of(photo.pk)
    content = path.read_bytes()
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(content[:-1] + (b"" if damage == "cut" else b"\0"))
    assert verify(photo) == [Fault.FILE]
    path.write_bytes(content)
    photo.refresh_from_db()
    assert photo.fault == "file"


def test_another_file_under_the_same_row_is_found(photo, attach):
    other = attach(picture(colour="blue"))
    Evidence.objects.filter(pk=photo.pk).update(sha256=other.sha256)
    photo.refresh_from_db()
    assert verify(photo) == [Fault.FILE]


def test_a_row_that_names_another_file_is_found_without_reading_any(photo):
    Evidence.objects.filter(pk=photo.pk).update(sha256="f" * 64)
    assert check_chain(photo) == [Fault.FILE]


@for_each("removed", [True, False])
def test_a_file_is_gone_only_with_an_entry_that_says_so(photo, removed):
    if removed:
        Evidence.objects.filter(pk=photo.pk).update(removed_at=photo.completed_at)
    else:
        custody.append(photo, Act.DELETED)
    assert check_chain(photo) == [Fault.FILE]


def test_evidence_moved_to_another_report_is_found(photo, offices):
    Evidence.objects.filter(pk=photo.pk).update(report=factories.report(offices))
    photo.refresh_from_db()
    assert verify(photo) == [Fault.REPORT]


def test_what_was_found_unsound_stays_closed(photo):
    Evidence.objects.filter(pk=photo.pk).update(fault=Fault.FILE)
    photo.refresh_from_db()
    with pytest.raises(Problem, match="evidence_unsound"):
        require_sound(photo)
