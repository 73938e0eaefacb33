"""A chain of custody reveals every change."""

import random
from dataclasses import replace

import pytest
from django.core.exceptions import ImproperlyConfigured

from foundation.media import custody
from foundation.media.custody import Entry, FaultKind, end_of, find_faults, link

KEY = b"a key that the database does not have"


def chain(length=6, key=KEY, name="file-1"):
    """Return the records of a chain, and its end."""
    entries, mac = [], ""
    for sequence in range(1, length + 1):
        content = {"act": "viewed", "officer": sequence * 7, "note": None, "said": "Đã xem ảnh"}
        mac = link(key, name, mac, sequence, content)
        entries.append(Entry(sequence, content, mac))
    return entries, end_of(key, name, length, mac)


def kinds(entries, end, name="file-1"):
    return {fault.kind for fault in find_faults(KEY, name, entries, end)}


@pytest.mark.parametrize("length", [0, 1, 6])
def test_an_untouched_chain_has_no_fault(length):
    assert kinds(*chain(length)) == set()


def test_the_order_of_a_records_fields_does_not_matter():
    entries, end = chain()
    turned = [replace(one, content=dict(reversed(one.content.items()))) for one in entries]
    assert kinds(turned, end) == set()


def test_a_fault_has_its_record():
    entries, end = chain()
    entries[3] = replace(entries[3], content={**entries[3].content, "officer": 1})
    assert find_faults(KEY, "file-1", entries, end) == [custody.Fault(FaultKind.CHANGED, 4)]


def test_a_gap_is_distinguished_from_a_change():
    entries, end = chain()
    assert find_faults(KEY, "file-1", entries[:2] + entries[3:], end) == [
        custody.Fault(FaultKind.OUT_OF_PLACE, 4),
        custody.Fault(FaultKind.CHANGED, 4),  # it was written after the missing one
        custody.Fault(FaultKind.OUT_OF_PLACE, 5),
        custody.Fault(FaultKind.OUT_OF_PLACE, 6),
        custody.Fault(FaultKind.WRONG_END, 6),
    ]


def test_the_last_record_is_missed():
    entries, end = chain()
    assert kinds(entries[:-1], end) == {FaultKind.WRONG_END}
    assert kinds([], end) == {FaultKind.WRONG_END}


def test_an_end_moved_to_an_earlier_record_is_forged():
    entries, end = chain()
    moved = replace(end, count=5, last_mac=entries[4].mac)
    assert kinds(entries[:-1], moved) == {FaultKind.FORGED_END}


def test_a_chain_rewritten_without_the_key_is_found():
    assert FaultKind.CHANGED in kinds(*chain(key=b"another key"))
    assert FaultKind.FORGED_END in kinds(*chain(0, key=b"another key"))


def test_records_of_another_chain_do_not_fit():
    entries, end = chain(name="file-2")
    assert kinds(entries, end) == {FaultKind.CHANGED, FaultKind.FORGED_END}


def changed(entries, chance):
    at = chance.randrange(len(entries))
    one = entries[at]
    values = [
        {"content": {**one.content, "officer": chance.randrange(1000, 2000)}},
        {"content": {**one.content, "more": ""}},
        {"mac": one.mac[:-1] + ("0" if one.mac[-1] != "0" else "1")},
        {"mac": "đ"},
        {"sequence": one.sequence + 1},
    ]
    entries[at] = replace(one, **chance.choice(values))


def deleted(entries, chance):
    del entries[chance.randrange(len(entries))]


def deleted_and_renumbered(entries, chance):
    del entries[chance.randrange(len(entries))]
    entries[:] = [replace(one, sequence=at) for at, one in enumerate(entries, start=1)]


def inserted(entries, chance):
    at = chance.randrange(len(entries) + 1)
    entries.insert(at, Entry(at + 1, {"act": "exported"}, chance.randbytes(32).hex()))


def swapped(entries, chance):
    one, other = chance.sample(range(len(entries)), 2)
    contents = entries[one].content, entries[other].content
    entries[one] = replace(entries[one], content=contents[1])
    entries[other] = replace(entries[other], content=contents[0])


def reordered(entries, chance):
    one, other = chance.sample(range(len(entries)), 2)
    entries[one], entries[other] = entries[other], entries[one]


def repeated(entries, chance):
    entries.append(chance.choice(entries))


def test_any_manipulation_without_the_key_is_found():
    chance = random.Random(11)  # noqa: S311  # the same each time
    acts = (changed, deleted, deleted_and_renumbered, inserted, swapped, reordered, repeated)
    for _time in range(400):
        entries, end = chain(chance.randrange(2, 12))
        act = chance.choice(acts)
        act(entries, chance)
        assert kinds(entries, end), act.__name__


def test_there_is_no_chain_without_a_key(settings):
    settings.CUSTODY_KEY = ""
    with pytest.raises(ImproperlyConfigured):
        custody.custody_key()
    settings.CUSTODY_KEY = "khoá"
    assert custody.custody_key() == "khoá".encode()
