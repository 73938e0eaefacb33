"""The list of who was erased is whole after a full disk and a process that died."""

import resource
import threading
import time

import pytest
from django.utils import timezone

from citizens.privacy import erasure_list
from tests.citizens.factories import citizen

pytestmark = pytest.mark.django_db


@pytest.fixture
def listed(tmp_path, settings):
    settings.ERASURE_LIST = str(tmp_path / "erased")
    return tmp_path / "erased"


@pytest.fixture
def disk():
    """Return a function that lets the disk have room for files of so many bytes only."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def names(listed):
    return [one.citizen for one in erasure_list.read(listed)]


@pytest.mark.parametrize("room", [0, 1, 60])
def test_a_line_for_which_the_disk_has_no_room_leaves_nothing(listed, disk, room):
    first, second, third = citizen(), citizen(), citizen()
    erasure_list.note(first, timezone.now())
    whole = listed.read_text()
    disk(len(whole) + room)
    with pytest.raises(OSError, match="too large"):
        erasure_list.note(second, timezone.now())
    assert listed.read_text() == whole
    disk(resource.RLIM_INFINITY)
    erasure_list.note(third, timezone.now())
    assert names(listed) == [first.pk, third.pk]


@pytest.mark.parametrize("length", [1, 9, 30, 40, 80])
def test_the_piece_that_a_dead_process_left_takes_no_other_line_along(listed, length):
    first, second = citizen(), citizen()
    erasure_list.note(first, timezone.now())
    whole = listed.read_text()
    listed.write_text(whole + whole[:length])
    now = timezone.now()
    erasure_list.note(second, now)
    line = f"{now.isoformat()} {second.pk} {erasure_list.identity_of(second)}\n"
    assert listed.read_text() == whole + line


@pytest.mark.parametrize("length", [1, 9, 30, 40, 80])
def test_a_line_behind_a_piece_is_read(listed, length):
    """Versions before 0.9.1 wrote so on a full disk."""
    who = citizen()
    erasure_list.note(who, timezone.now())
    line = listed.read_text()
    listed.write_text(line[:length] + line)
    assert list(erasure_list.still_here(erasure_list.read(listed))) == [who]


def test_lines_written_at_once_do_not_mix(listed, monkeypatch):
    people = [citizen() for _number in range(8)]
    monkeypatch.setattr(erasure_list, "write_all", _slowly)
    now = timezone.now()
    threads = [threading.Thread(target=erasure_list.note, args=(who, now)) for who in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(names(listed)) == sorted(who.pk for who in people)


def _slowly(file, left):
    for start in range(0, len(left), 7):
        file.write(left[start : start + 7])
        time.sleep(0.001)  # others come between
