"""What officers keep about danger, as plain values: kinds, people and what happens to them."""

from dataclasses import dataclass

# What clients offer below the number.
OFFICES, REPORT = "offices", "report"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of danger: whom to call, and what to do until help comes."""

    code: str
    number: str
    sentence: str
    until_help: str = ""
    source: str = ""
    source_url: str = ""


@dataclass(frozen=True, slots=True)
class People:
    """Words for people who are in danger or cause it."""

    terms: tuple[str, ...]
    is_child: bool = False


@dataclass(frozen=True, slots=True)
class Act:
    """Words for what happens. `unless` are phrases with which it is no danger."""

    kind: str
    terms: tuple[str, ...]
    needs_person: bool = True
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DangerWords:
    """All of it."""

    kinds: tuple[Kind, ...] = ()
    people: tuple[People, ...] = ()
    acts: tuple[Act, ...] = ()


NO_WORDS = DangerWords()


@dataclass(frozen=True, slots=True)
class Danger:
    """What a text tells of, and the words that decided."""

    kind: Kind
    words: tuple[str, ...] = ()
    # False: the number is right, but what to do until help comes may be that of another kind.
    is_kind_sure: bool = True
