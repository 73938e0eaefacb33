"""What processes leave that died, and what nobody sent, goes; what is evidence stays."""

import os
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from foundation.api import readiness
from foundation.media.sealed_files import UNFINISHED, path_of, write_sealed
from foundation.records import retention
from reports import jobs
from reports.evidence import removing, sweeping
from reports.evidence.custody_ends import REGISTER, path_of_end
from reports.evidence.verifying import check_chain
from reports.models import Evidence
from tests.foundation.media.pictures import picture
from tests.reports.evidence.uploading import (
    TICKET,
    anyone,
    begin,
    files_on_disk,
    part,
    upload,
    uploaded,
)

pytestmark = pytest.mark.django_db


def age(*paths, days=2):
    then = timezone.now().timestamp() - days * 86_400
    for path in paths:
        os.utime(path, (then, then))


def test_files_that_no_row_knows_are_deleted_once_they_are_old(photo, as_lan):
    lost, young, torn = uuid4(), uuid4(), uuid4()
    for one in (lost, young, torn):
        write_sealed([picture()], path_of(one), one)
    torn_path = path_of(torn).rename(path_of(torn).with_name(torn.hex + UNFINISHED))
    end = path_of_end(uuid4())
    end.parent.mkdir(exist_ok=True)
    end.write_text("{}")
    growing = begin(as_lan, 3_000_000).json()["id"]
    part(as_lan, growing, 0, bytes(10))
    age(*files_on_disk())
    age(path_of(young), days=0)
    jobs.sweep_evidence()
    left = {path.name for path in files_on_disk()}
    assert not {path_of(lost).name, torn_path.name, end.name} & left
    assert {photo.pk.hex, path_of_end(photo.pk).name, young.hex} <= left


def test_what_nobody_sent_goes_after_two_days_and_leaves_nothing(
    as_lan, photo, time_machine, committed
):
    uploaded(as_lan)
    time_machine.shift(timedelta(hours=49))
    kind = next(one for one in retention.classes() if one.name == "unused_evidence")
    with committed():
        kind.apply(timezone.now())
    assert list(Evidence.objects.all()) == [photo]
    ends = {path_of_end(one).name for one in (photo.pk, REGISTER)}
    assert {path.name for path in files_on_disk()} == {photo.pk.hex, *ends}


def test_what_a_ticket_holds_goes_with_it_after_a_day_and_a_citizens_file_stays(
    as_lan, time_machine, committed
):
    lans = uploaded(as_lan)
    ticket = anyone().post(TICKET).json()["upload_url"]
    assert upload(anyone(), path=ticket).status_code == 200
    kind = next(one for one in retention.classes() if one.name == "unused_evidence")
    left = []
    for hours in (23, 2):
        time_machine.shift(timedelta(hours=hours))
        with committed():
            kind.apply(timezone.now())
        left.append(Evidence.objects.count())
    assert left == [2, 1]
    assert list(Evidence.objects.all()) == [lans]


def test_removed_evidence_keeps_its_chain(photo, committed):
    with committed():
        assert removing.remove(Evidence.objects.filter(pk=photo.pk)) == 1
    photo.refresh_from_db()
    assert (photo.key, photo.captured, photo.picture_hash) == ("", "", None)
    assert photo.custody.order_by("-sequence")[0].act == "deleted"
    ends = {path_of_end(one).name for one in (photo.pk, REGISTER)}
    assert {path.name for path in files_on_disk()} == ends
    assert check_chain(photo) == []
    Evidence.objects.filter(pk=photo.pk).update(removed_at=None)
    photo.refresh_from_db()
    assert check_chain(photo) != []


def test_hashes_for_which_there_was_no_time_are_made_up_for(as_lan, settings):
    settings.PHOTOS_AT_ONCE = 0
    row = uploaded(as_lan, picture(colour="blue"))
    assert row.picture_hash is None
    settings.PHOTOS_AT_ONCE = 1
    assert sweeping.hash_pictures() == 1
    row.refresh_from_db()
    assert row.picture_hash is not None


def test_verification_goes_over_all_evidence_and_its_fault_is_an_alarm(photo, film, capsys):
    call_command("verify_evidence")
    assert "2 bằng chứng còn nguyên vẹn" in capsys.readouterr().out
    path_of(film.pk).write_bytes(b"x")
    with pytest.raises(CommandError, match="1 trong 2"):
        call_command("verify_evidence")
    told = capsys.readouterr().err
    assert f"{film.report}: {film.pk}: Tệp không còn, hoặc khác bản gốc" in told
    assert any("1 bằng chứng không còn nguyên vẹn" in one for one in readiness.warnings())
    with pytest.raises(CommandError, match="1 trong 1"):
        call_command("verify_evidence", "--faults")


def test_operators_are_told_that_exports_cannot_be_signed(photo, settings, monkeypatch):
    settings.EVIDENCE_SIGNING_KEY = ""
    assert any("EVIDENCE_SIGNING_KEY" in one for one in readiness.warnings())
