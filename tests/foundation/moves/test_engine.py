"""The engine: lock, version seen, table, right, effect, write, event, tell; in this order."""

import pytest
import structlog
from django.core.exceptions import PermissionDenied

from foundation.api.problems import Problem
from foundation.moves.engine import Change
from tests.foundation.moves.doors import Door, Move, flow, open_it, paint, seal, turn

pytestmark = pytest.mark.django_db
OFFICER = object()


def refused(act, *args, **kwargs):
    with pytest.raises(Problem) as caught:
        act(*args, **kwargs)
    return caught.value


def test_a_move_is_made_in_one_order():
    door = open_it(Door(), OFFICER)
    assert door.happened == [
        ("lock", 0), "effect", "save", ("event", "open", "brown", "Mời vào"), "tell", "after",
    ]  # fmt: skip


def test_a_move_writes_the_state_what_follows_and_the_version():
    door = open_it(Door(), OFFICER)
    assert (door.status, door.colour, door.coats, door.events_count) == ("open", "scratched", 1, 4)
    assert door.saved == {"status", "colour", "coats", "events_count"}


def test_what_the_effect_changes_goes_before_what_follows_from_the_move():
    assert paint(Door(), OFFICER, "green").colour == "green"


def test_the_version_that_was_seen_is_taken():
    assert paint.seen(3)(Door(), OFFICER, "green").events_count == 4


def test_another_version_is_refused_before_the_effect():
    door = Door()
    assert refused(open_it.seen(2), door, OFFICER).type.code == "announcement_moved_on"
    assert door.happened == [("lock", 0)]


def test_a_move_from_another_state_is_refused_before_the_effect():
    door = Door("sealed")
    assert refused(open_it, door, OFFICER).type.code == "announcement_moved_on"
    assert door.happened == [("lock", 0)]


def test_who_has_no_right_is_refused_before_the_effect():
    door = Door()
    with pytest.raises(PermissionDenied):
        seal(door, OFFICER)
    assert door.happened == [("lock", 0)]


def test_who_may_not_see_the_row_is_refused_before_anything_is_asked(monkeypatch):
    monkeypatch.setattr(type(flow), "strangers", {OFFICER})
    door = Door("sealed")
    assert refused(open_it.seen(2), door, OFFICER).detail == "Đây là cửa nhà khác."
    assert door.happened == [("lock", 0)]


def test_a_rule_of_the_effect_is_refused_with_its_words():
    door = Door()
    found = refused(paint, door, OFFICER, "green", coats=4)
    assert (found.type.code, found.detail) == ("announcement_refused", "Quá ba lớp sơn.")
    assert door.happened == [("lock", 0)]


@pytest.mark.parametrize(("start", "end"), [("open", "closed"), ("closed", "open")])
def test_of_several_moves_the_one_that_the_table_allows_is_made(start, end):
    assert turn(Door(start), OFFICER).status == end


def test_rows_among_the_arguments_are_locked_with_it(monkeypatch):
    monkeypatch.setattr(type(flow), "guards", {OFFICER})
    assert seal(Door(), OFFICER, beside=Door()).happened[0] == ("lock", 1)


def test_a_move_back_leads_where_the_row_was():
    door = Door(material="glass")
    flow.make_move(door, Move.SLAM)
    assert (door.status, door.status_before) == ("broken", "closed")
    flow.make_move(door, Move.MEND)
    assert door.status == "closed"


def test_no_move_is_made_that_the_table_forbids():
    door = Door("sealed")
    assert refused(flow.make_move, door, Move.OPEN).type.code == "announcement_moved_on"
    assert door.happened == []


def test_a_move_is_logged_without_words():
    with structlog.testing.capture_logs() as logged:
        flow.make_move(Door(), Move.OPEN, change=Change(words="Lan", internal="Hùng"))
    assert logged == [{"event": "door_moved", "log_level": "info", "door": 1, "move": "open"}]


def test_an_act_names_its_parameters():
    assert paint.parameters == {"colour": True, "coats": False}
    assert open_it.parameters == {}


def test_lawful_moves_are_those_of_state_and_right(monkeypatch):
    assert flow.lawful_moves(Door(), OFFICER) == {Move.OPEN, Move.PAINT}
    monkeypatch.setattr(type(flow), "guards", {OFFICER})
    assert flow.lawful_moves(Door(), OFFICER) == {Move.OPEN, Move.PAINT, Move.SEAL}


def test_words_of_a_change_are_in_no_log():
    assert "Lan" not in repr(Change(words="Lan", internal="Lan"))


def test_an_effect_of_two_moves_of_one_state_stops_the_start():
    with pytest.raises(TypeError, match="a state allows two"):
        flow.does(Move.PAINT, Move.OPEN)
