"""What a table allows, and where its moves end."""

from tests.foundation.moves.doors import TABLE, Move, State

S = State


def test_only_what_stands_in_the_table_is_allowed():
    allowed = {(move, at) for move in Move for at in S if TABLE.allows(move, at, "wood")}
    assert allowed == {
        (Move.OPEN, S.CLOSED), (Move.CLOSE, S.OPEN), (Move.PAINT, S.OPEN), (Move.PAINT, S.CLOSED),
        (Move.SEAL, S.CLOSED), (Move.MEND, S.BROKEN),
    }  # fmt: skip


def test_a_rule_may_ask_a_trait_of_the_row():
    assert TABLE.allows(Move.SLAM, "open", "glass")
    assert not TABLE.allows(Move.SLAM, "open", "wood")


def test_a_move_leads_to_one_state_or_stays():
    assert TABLE.end_of(Move.SEAL, "closed") is S.SEALED
    assert TABLE.end_of(Move.PAINT, "open") is S.OPEN


def test_a_move_back_leads_to_the_state_before():
    assert TABLE.end_of(Move.MEND, "broken", before="closed") is S.CLOSED


def test_lawful_is_what_the_table_allows_and_somebody_may_do():
    assert TABLE.lawful("closed", "wood", lambda move: move != Move.SEAL) == {Move.OPEN, Move.PAINT}
