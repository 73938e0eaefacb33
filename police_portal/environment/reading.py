"""Declaring settings, and reading them from the environment, then from `.env`.

Each kind of setting has a function that declares it and returns its value. So each setting has one
place, and mypy knows its type. All of them raise `environ.ImproperlyConfigured` with the setting's
name for a value of another type.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import environ

BASE_DIR = Path(__file__).resolve().parent.parent.parent
_YES, _NO = ("true", "yes", "on", "1"), ("false", "no", "off", "0")


def _flag(text: str) -> bool:
    """Refuse anything but yes or no: a typing mistake must not switch a safeguard off."""
    if text.lower() not in _YES + _NO:
        raise ValueError(text)
    return text.lower() in _YES


def _texts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


_PARSERS: Mapping[type, Callable[[str], Any]] = {
    bool: _flag,
    int: int,
    float: float,
    str: str,
    list: _texts,
}
_EXPECTED: Mapping[type, str] = {bool: "true or false", int: "a whole number", float: "a number"}


@dataclass(frozen=True)
class Part:
    """A part of the documents: who changes these settings."""

    title: str
    sentence: str


@dataclass(frozen=True)
class Setting:
    """One environment variable; with a `default` of None it has no value until it is set."""

    name: str
    type: type
    default: Any
    sentence: str
    required_in_production: bool = False
    part: "Part | None" = field(default=None, compare=False)

    def value(self) -> Any:
        """Return the current value; an empty one counts as not set."""
        written = environ.Env().get_value(self.name, default=None)
        if written is None:
            return self.default
        try:
            return _PARSERS[self.type](written.strip())
        except ValueError as error:
            expected = _EXPECTED[self.type]
            raise environ.ImproperlyConfigured(f"{self.name} must be {expected}.") from error


SETTINGS: list[Setting] = []


def read_file() -> None:
    """Add `.env` to the environment; variables that are set already win."""
    environ.Env.read_env(BASE_DIR / ".env")


def read() -> dict[str, Any]:
    """Return the current values of all settings."""
    read_file()
    return {setting.name: setting.value() for setting in SETTINGS}


read_file()


PARTS: list[Part] = []


def part(title: str, sentence: str) -> None:
    """Begin a part of the documents; what is declared next belongs to it."""
    PARTS.append(Part(title, sentence))


def _declare(setting: Setting) -> Any:
    SETTINGS.append(replace(setting, part=PARTS[-1]))
    return setting.value()


def flag(name: str, *, default: bool, sentence: str) -> bool:
    """Declare a setting that is true or false."""
    value: bool = _declare(Setting(name, bool, default, sentence))
    return value


def whole_number(name: str, default: int, sentence: str) -> int:
    """Declare a setting that is a whole number."""
    value: int = _declare(Setting(name, int, default, sentence))
    return value


def optional_whole_number(name: str, sentence: str, *, required: bool = False) -> int | None:
    """Declare a setting that is a whole number or not set; `required` is for production."""
    value: int | None = _declare(Setting(name, int, None, sentence, required))
    return value


def number(name: str, default: float, sentence: str) -> float:
    """Declare a setting that is a number."""
    value: float = _declare(Setting(name, float, default, sentence))
    return value


def text(name: str, default: str, sentence: str, *, required: bool = False) -> str:
    """Declare a setting that is a text; `required` is for production."""
    value: str = _declare(Setting(name, str, default, sentence, required))
    return value


def texts(name: str, default: list[str], sentence: str, *, required: bool = False) -> list[str]:
    """Declare a setting that is a list, separated by commas; `required` is for production."""
    value: list[str] = _declare(Setting(name, list, default, sentence, required))
    return value


def folder(name: str, default: str, sentence: str) -> Path:
    """Declare a setting that is the path of a folder."""
    return Path(text(name, default, sentence))
