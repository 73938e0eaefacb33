"""What vanishes with its own chain, and what was changed in the rows beside it, is named."""

from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from foundation.media import custody as chains
from foundation.media.custody import custody_key
from foundation.records import retention
from reports import jobs
from reports.evidence import custody, looking, register
from reports.evidence.custody import Act
from reports.evidence.custody_ends import REGISTER, keep_end, path_of_end, read_end
from reports.models import CustodyEntry, Evidence, ReceivedEvidence, Report
from tests.for_each import for_each
from tests.foundation.media.pictures import picture
from tests.reports.evidence.test_custody import Tampering

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQL as PostgreSQL takes it"),
]
GONE, CHANGED, SHORTER = register.GONE, register.CHANGED, register.SHORTER


def run(sql, *values):
    """Change the tables as whoever has the database can: no trigger or reference stops them."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(sql, values)
        cursor.execute("SET LOCAL session_replication_role = origin")


def forget(*rows):
    """Delete evidence with its chain from the database."""
    for row in rows:
        run("DELETE FROM reports_custodyentry WHERE evidence_id = %s", row.pk)
        run("DELETE FROM reports_evidence WHERE id = %s", row.pk)


def unregister(*rows):
    for row in rows:
        run("DELETE FROM reports_receivedevidence WHERE evidence_id = %s", row.pk)


def told(capsys, committed):
    """Return what verification says is wrong, line by line."""
    with committed(), pytest.raises(CommandError):
        call_command("verify_evidence")
    return capsys.readouterr().err.splitlines()


@pytest.fixture
def three(attach):
    """Return three pieces of evidence, in the order in which they came."""
    return [attach(picture(colour=colour)) for colour in ("red", "green", "blue")]


def test_all_evidence_is_registered_in_its_order(three, capsys, committed):
    rows = ReceivedEvidence.objects.order_by("sequence")
    assert [(row.sequence, row.evidence_id) for row in rows] == [
        (number, one.pk) for number, one in enumerate(three, start=1)
    ]
    assert read_end(REGISTER).count == 3
    with committed():
        call_command("verify_evidence")
    assert "sổ có 3 bằng chứng đã nhận" in capsys.readouterr().out


# --- what vanished -------------------------------------------------------------------------------


@pytest.mark.parametrize("place", [0, 1, 2])
def test_evidence_that_was_deleted_with_its_chain_is_missed(three, capsys, committed, place):
    forget(three[place])
    assert told(capsys, committed) == [f"{three[place].pk}: {GONE}"]


@pytest.mark.parametrize("keeps_chain", [True, False])
def test_evidence_that_was_detached_is_missed(three, capsys, committed, keeps_chain):
    run("UPDATE reports_evidence SET report_id = NULL WHERE id = %s", three[1].pk)
    if not keeps_chain:
        run("DELETE FROM reports_custodyentry WHERE evidence_id = %s", three[1].pk)
    assert told(capsys, committed) == [f"{three[1].pk}: {GONE}"]


@pytest.mark.parametrize(("place", "words"), [(0, CHANGED), (1, CHANGED), (2, SHORTER)])
def test_a_deleted_line_of_the_register_is_found(three, capsys, committed, place, words):
    forget(three[place])
    unregister(three[place])
    assert told(capsys, committed) == [words, f"{three[place].pk}: {GONE}"]
    path_of_end(three[place].pk).unlink()
    assert told(capsys, committed) == [words]


def test_two_swapped_lines_of_the_register_are_found(three, capsys, committed):
    first, second = ReceivedEvidence.objects.order_by("sequence")[:2]
    sql = "UPDATE reports_receivedevidence SET evidence_id = %s WHERE sequence = %s"
    run(sql, REGISTER, 1)
    run(sql, first.evidence_id, 2)
    run(sql, second.evidence_id, 1)
    said = told(capsys, committed)
    assert CHANGED in said
    assert sum("received_number" in line for line in said) == 2


def test_two_pieces_that_were_swapped_are_found(three, capsys, committed):
    """Each chain with its own MACs, under the id of the other."""
    sql = "UPDATE reports_custodyentry SET evidence_id = %s WHERE evidence_id = %s"
    for to, of in ((REGISTER, three[0].pk), (three[0].pk, three[1].pk), (three[1].pk, REGISTER)):
        run(sql, to, of)
    assert sum("Chuỗi lưu giữ bị sửa" in line for line in told(capsys, committed)) == 2


def test_a_database_of_the_day_before_is_found(three, attach, capsys, committed):
    today = [attach(picture(colour=colour)) for colour in ("white", "black")]
    forget(*today)
    unregister(*today)
    gone = sorted(f"{row.pk}: {GONE}" for row in today)
    assert told(capsys, committed) == [SHORTER, *gone]


def test_a_register_that_was_emptied_is_found_its_end_too(three, capsys, committed):
    unregister(*three)
    assert SHORTER in told(capsys, committed)
    path_of_end(REGISTER).unlink()
    assert sum("received_number" in line for line in told(capsys, committed)) == 3
    assert not ReceivedEvidence.objects.exists()


def test_the_end_of_the_register_never_begins_anew(three, attach, capsys, committed):
    unregister(*three)
    later = attach(picture(colour="white"))
    assert (register.number_of(later.pk), read_end(REGISTER).count) == (1, 3)
    assert SHORTER in told(capsys, committed)


def test_a_register_whose_end_lags_is_put_right(three, committed):
    path_of_end(REGISTER).unlink()
    first = ReceivedEvidence.objects.get(sequence=1)
    keep_end(REGISTER, chains.end_of(custody_key(), register.NAME, 1, first.mac))
    with committed():
        call_command("verify_evidence")
    assert read_end(REGISTER).count == 3


def test_a_first_line_that_was_rolled_back_leaves_no_fault(capsys):
    with transaction.atomic():
        register.add(uuid4())
        transaction.set_rollback(True)
    assert read_end(REGISTER).count == 1
    call_command("verify_evidence")
    assert "sổ có 0" in capsys.readouterr().out
    register.add(uuid4())
    (line,) = register.find_lost()
    assert line.endswith(GONE)  # and nothing is wrong with the register


def test_no_sweep_deletes_what_was_detached(three, committed, capsys, time_machine):
    run("UPDATE reports_evidence SET report_id = NULL WHERE id = %s", three[0].pk)
    run("DELETE FROM reports_custodyentry WHERE evidence_id = %s", three[0].pk)
    forget(three[1])
    time_machine.move_to(timezone.now() + timezone.timedelta(days=3), tick=False)
    kind = next(one for one in retention.classes() if one.name == "unused_evidence")
    with committed():
        kind.apply(timezone.now())
        jobs.sweep_evidence()
    assert Evidence.objects.filter(pk=three[0].pk).exists()
    assert {path_of_end(one.pk).exists() for one in three} == {True}
    assert len(told(capsys, committed)) == 2


# --- what was changed ----------------------------------------------------------------------------


@for_each(
    ("column", "value"),
    [
        ("media_type", "video/mp4"),
        ("size", 7),
        ("picker", "file"),
        ("own_recording", True),
        ("keeps_original", True),
        ("quarantined", True),
        ("completed_at", "2026-01-01T00:00:00Z"),
    ],
)
def test_each_changed_column_of_evidence_is_named(photo, capsys, committed, column, value):
    run(f"UPDATE reports_evidence SET {column} = %s WHERE id = %s", value, photo.pk)  # noqa: S608  # a name from above
    (line,) = told(capsys, committed)
    assert f"{photo.pk}: Thông tin của tệp" in line
    assert line.endswith(f"({column})")


@for_each("column", ["occurred_from", "occurred_to", "first_received_at"])
def test_each_changed_moment_of_the_report_is_named(photo, capsys, committed, column):
    sql = f"UPDATE reports_report SET {column} = %s WHERE id = %s"  # noqa: S608  # as above
    run(sql, "2026-01-01T00:00:00Z", photo.report_id)
    (line,) = told(capsys, committed)
    assert line.endswith(f"({column})")


def test_the_number_of_the_report_is_that_of_the_chain(photo, capsys, committed):
    run("UPDATE reports_report SET number = 'PA26-XXXXXX' WHERE id = %s", photo.report_id)
    assert "gắn sang phản ánh khác" in told(capsys, committed)[0]


def test_a_quarantine_is_no_change_and_one_by_sql_is_not_exported(photo, verifier, committed):
    with committed():
        looking.set_quarantine(photo, verifier, "Nhạy cảm", quarantined=True)
    assert looking.verifying.check_chain(photo) == []
    run("UPDATE reports_evidence SET quarantined = false WHERE id = %s", photo.pk)
    assert looking.verifying.check_chain(photo) == [looking.verifying.Fault.FACTS]


def test_what_an_entry_says_is_under_its_mac(photo, capsys, committed):
    with Tampering(photo) as database:
        database.run("UPDATE reports_custodyentry SET says = NULL WHERE sequence = %s", 2)
    assert "Chuỗi lưu giữ bị sửa" in told(capsys, committed)[0]


def test_what_an_export_signs_stands_in_the_chain(photo, verifier):
    custody.append(photo, Act.EXPORTED, verifier, "Điều tra")
    said = photo.custody.get(act="exported").says
    assert {**said, "completed_at": "", "first_received_at": ""} == {
        "media_type": "image/jpeg",
        "size": photo.size,
        "picker": photo.picker,
        "own_recording": False,
        "keeps_original": False,
        "quarantined": False,
        "completed_at": "",
        "received_number": 1,
        "number": photo.report.number,
        "kind": photo.report.kind_id,
        "office": photo.report.office_id,
        "first_received_at": "",
        "occurred_from": None,
        "occurred_to": None,
    }


# --- chains of version 0.9 -----------------------------------------------------------------------


@pytest.fixture
def old(photo):
    """Return evidence whose chain was written by version 0.9, before there was a register."""
    before = ""
    for row in list(photo.custody.order_by("sequence")):
        content = {
            "act": row.act, "officer": None, "note": row.note, "sha256": row.sha256,
            "at": custody.content_of(row)["at"],
        }  # fmt: skip
        name = f"evidence-{photo.pk}"
        mac = chains.link(custody_key(), name, before, row.sequence, content)
        run("UPDATE reports_custodyentry SET says = NULL, mac = %s WHERE id = %s", mac, row.pk)
        before = mac
    path_of_end(photo.pk).unlink()
    keep_end(photo.pk, custody.end_at(photo, row.sequence, before))
    unregister(photo)
    path_of_end(REGISTER).unlink()
    return photo


def test_a_chain_of_the_former_version_holds_and_is_registered(old, capsys, committed):
    with committed():
        call_command("verify_evidence")
    assert "1 bằng chứng còn nguyên vẹn; sổ có 1" in capsys.readouterr().out
    assert [entry.says is None for entry in old.custody.order_by("sequence")] == [True, True, False]
    run("UPDATE reports_evidence SET media_type = 'video/mp4' WHERE id = %s", old.pk)
    assert told(capsys, committed)[0].endswith("(media_type)")


def test_a_quarantine_by_an_instance_of_the_former_version_is_no_fault(photo, monkeypatch):
    Evidence.objects.filter(pk=photo.pk).update(quarantined=True)
    with monkeypatch.context() as former:
        former.setattr(custody, "facts_of", lambda _evidence: None)
        custody.append(photo, Act.QUARANTINED, note="Nhạy cảm")
    assert CustodyEntry.objects.get(act="quarantined").says is None
    assert looking.verifying.check_chain(photo) == []
    assert Report.objects.count() == 1
