"""The events that citizens are told of: their kinds, the values of their texts, their first texts.

Each app registers its own events in `AppConfig.ready`, from a file `notices.py`.

A text holds nothing personal but the code of a dossier, because notices appear on lock screens.
Names, phone numbers, procedures, reasons and lists of papers are read in the app, behind the link.
"""

from dataclasses import dataclass

SEE_APP = "Mở ứng dụng để xem chi tiết."


@dataclass(frozen=True, order=True)
class Kind:
    """What citizens may switch off outside the app as one. Smaller places come first.

    `name` is stored and stands in the API, `label` is Vietnamese.
    """

    place: int
    name: str
    label: str


@dataclass(frozen=True)
class Placeholder:
    """A value that texts name as `{name}`: its meaning in Vietnamese, and an example."""

    name: str
    meaning: str
    example: str


NUMBER = Placeholder("number", "số của câu hỏi, đánh giá hoặc yêu cầu", "1024")


@dataclass(frozen=True)
class Event:
    """One kind of change.

    `title` and `text` are the shipped texts. `required` values are always given. `optional` ones
    may be missing: then the lines that name them are left out. `link` is the address in the app,
    made from required values. Officers are never shown to whom a `confidential` event was told.
    One that is `silent_at_night` may arrive by night where the channel makes no sound then.
    """

    name: str
    label: str
    kind: Kind
    title: str
    text: str
    required: tuple[Placeholder, ...]
    optional: tuple[Placeholder, ...] = ()
    link: str = ""
    confidential: bool = False
    silent_at_night: bool = False

    @property
    def placeholders(self) -> tuple[Placeholder, ...]:
        """Every value that the text may name."""
        return self.required + self.optional

    @property
    def required_names(self) -> tuple[str, ...]:
        """The names of the values that are always given."""
        return tuple(one.name for one in self.required)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all values."""
        return tuple(one.name for one in self.placeholders)


_events: dict[str, Event] = {}


def register(*added: Event) -> None:
    """Add events; for AppConfig.ready. Raises ValueError for a name that is taken."""
    for event in added:
        if event.name in _events:
            raise ValueError(event.name)
        _events[event.name] = event


def events() -> tuple[Event, ...]:
    """Return every event, ordered by kind, then by registration."""
    return tuple(sorted(_events.values(), key=lambda event: event.kind))


def event_called(name: str) -> Event:
    """Return the event with this name. Raises KeyError if it is not registered."""
    return _events[name]


def find_event(name: str) -> Event | None:
    """Return the event with this name, None if only an earlier release knew it."""
    return _events.get(name)


def may_arrive_silently(name: str) -> bool:
    """Return True if an event may arrive by night without a sound."""
    return name in _events and _events[name].silent_at_night


def label_of(name: str) -> str:
    """Return the Vietnamese name of an event, or `name` if only an earlier release knew it."""
    return _events[name].label if name in _events else name


def confidential_names() -> tuple[str, ...]:
    """Return the names of the events that officers are not shown."""
    return tuple(event.name for event in events() if event.confidential)


def kinds() -> tuple[Kind, ...]:
    """Return the kinds of all events, in their order."""
    return tuple(sorted({event.kind for event in _events.values()}))


def kind_choices() -> list[tuple[str, str]]:
    """Return the kinds as choices of a model field."""
    return [(kind.name, kind.label) for kind in kinds()]
