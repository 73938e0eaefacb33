"""Citizens who use everything, and the search for what is left of them after erasure.

Each app adds to every such life in a module `tests/<app>/lives.py`:

    @holds("dossiers.Follow")                      # the models of which a life then has rows
    def follow(life):
        life.client.put(…)                         # over HTTP where there is a way
        life.writes("Ghi chú của tôi")             # returns the text with a mark to find it by

Nothing here lists tables: they, their columns and their paths to a citizen are asked of the
database and of Django.
"""

import importlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client

from citizens.login.phones import masked
from citizens.models import Citizen
from citizens.privacy import policy
from foundation.records.encryption import EncryptedTextField, UnreadableValue, decrypt, keyed_hash
from foundation.records.vietnamese import fold
from tests.citizens.factories import bearer
from zalo_client.simulator import Simulator
from zalo_client.simulator.world import User

SOURCES = [
    path
    for app in apps.get_app_configs()
    if Path(app.path).parent == settings.BASE_DIR
    for path in Path(app.path).rglob("*.py")
]
# Every kind of keyed hash that the code makes: a hash is as personal as its value.
HASH_KINDS = sorted(
    {kind for path in SOURCES for kind in re.findall(r'keyed_hash\("([^"]+)"', path.read_text())}
)
ENCRYPTED = re.compile(r"gAAAA[\w-]+=*")
_marks = count(1)

makers: list[Callable[["Life"], None]] = []
held: dict[str, str] = {}  # label of a model → name of the function that makes its rows
excused: dict[str, str] = {}  # label of a personal model of which a life has no rows → why
kept_tables: dict[str, str] = {}  # table → why it may still say something


def holds(*labels):
    """Register a function that makes rows in a life, and the models of these rows."""

    def add(maker):
        makers.append(maker)
        held.update(dict.fromkeys(labels, f"{maker.__module__}.{maker.__name__}"))
        return maker

    return add


def keeps(table, reason):
    """Say that the table is a record of the State in which a person's words stay, and why.

    Other tables may keep nothing.
    """
    kept_tables[table] = reason


def excuses(label, reason):
    """Say why a life has no rows of a model that leads to a citizen or holds encrypted values."""
    excused[label] = reason


@dataclass
class Life:
    """One person in Zalo who uses everything.

    `secrets` maps what must be gone afterwards to what it is.
    """

    zalo: Simulator
    user: User
    officer: Client
    client: Client = field(default_factory=Client)
    secrets: dict[str, str] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)

    @property
    def phone(self) -> str:
        """Return the number as we store it."""
        return f"+{self.user.phone}"

    @property
    def citizen(self) -> Citizen:
        """Return the citizen's row."""
        return Citizen.objects.get(zalo_user_id=self.user.id)

    def log_in(self):
        """Begin a session with the phone, use it from now on, and return its token."""
        code, token = self.zalo.world.phone_code(self.user), self.zalo.world.token_for(self.user)
        body = {
            "access_token": token,
            "phone_code": code,
            "consent": {"policy_version": policy.CURRENT},
        }
        answer = Client(headers={"Accept": "application/json"}).post(
            "/api/v1/session/", body, content_type="application/json"
        )
        session = answer.json()["token"]
        self.client = bearer(session)
        self.secrets |= {
            f"session {session[-8:]}": session,
            f"token {token[-8:]}": token,
            f"code {code[-8:]}": code,
        }
        return session

    def send(self, method, path, body=None, **headers):
        """Call the API as this citizen and require success."""
        answer = self.client.generic(
            method,
            f"/api/v1/{path}",
            json.dumps(body or {}),
            content_type="application/json",
            headers=headers,
        )
        assert answer.status_code < 300, (
            f"{method} {path}: {answer.status_code} {answer.content.decode()}"
        )
        return answer

    def decides(self, method, path, body=None):
        """Call the officers' admin and require success."""
        answer = getattr(self.officer, method)(path, body or {})
        assert answer.status_code in {200, 302}, f"{method} {path}: {answer.status_code}"
        return answer

    def writes(self, text, *, kept=True):
        """Return a text by or about this person, with a mark that the search can find.

        A `kept` text has to exist until erasure.
        """
        mark = f"dauvet{next(_marks):06}"
        self.secrets[f"text {text}"] = mark
        if kept:
            self.written.append(mark)
        return f"{text} {mark}"


def person(zalo, officer, phone):
    """Return a life that has not begun: a person in Zalo with a name and number of their own."""
    mark = f"Quỳnhdau{next(_marks):06}"
    user = zalo.world.add_user(name=f"Đặng Thị {mark}", phone=phone, follows=True)
    return Life(zalo, user, officer, secrets=_secrets_of(zalo, user, mark))


def _secrets_of(zalo, user, mark):
    national = user.phone.removeprefix("84")
    groups = (
        f"{national[:2]} {national[2:5]} {national[5:]}",
        f"{national[:3]} {national[3:6]} {national[6:]}",
    )
    spellings = {
        national,
        *groups,
        *(group.replace(" ", separator) for group in groups for separator in ".-"),
        masked(f"+{user.phone}"),
    }
    ids = {user.id, user.oa_user_id}
    values = {
        *ids,
        f"+{user.phone}",
        user.phone,
        f"0{national}",
        f"{zalo.world.app_id}\0{user.id}",
        national[-4:],
    }
    hashes = {
        f"hash {kind} of {value!r}": keyed_hash(kind, value)
        for kind in HASH_KINDS
        for value in values
    }
    plain = {
        f"plain {value}": value for value in (*ids, *spellings, mark, fold(mark), f"{user.id}.jpg")
    }
    return {**plain, **hashes}


def live(life):
    """Live a life: log in and have something of everything."""
    life.log_in()
    for maker in makers:
        maker(life)


# --- what is left --------------------------------------------------------------------------------


def places():
    """Yield the name and content of each place that holds data: columns, files, process memory."""
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor, include_views=True)):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608  # a name that the database gave
            names, rows = [column[0] for column in cursor.description], cursor.fetchall()
            for name, column in zip(names, zip(*rows, strict=True), strict=False):
                yield f"{table}.{name}", "\n".join(map(_text, column))
    for path in sorted(Path(settings.DATA_DIR).rglob("*")) + sorted(
        Path(settings.MEDIA_ROOT).rglob("*")
    ):
        yield (
            str(path),
            str(path) + (path.read_bytes().decode("utf-8", "replace") if path.is_file() else ""),
        )
    yield (
        "cache",
        "\n".join(f"{key} {_text(value)}" for key, value in getattr(cache, "_cache", {}).items()),
    )


def _text(cell):
    if isinstance(cell, bytes | memoryview):
        return bytes(cell).decode("utf-8", "replace")
    return cell if isinstance(cell, str) else json.dumps(cell, ensure_ascii=False, default=str)


def legible(text):
    """Return a text with its encrypted parts decrypted beside it and JSON escapes undone."""
    plain = [text, *filter(None, map(_decrypted, ENCRYPTED.findall(text)))]
    plain += [
        re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), part)
        for part in plain
        if "\\u" in part
    ]
    return "\n".join(plain)


def _decrypted(token):
    try:
        return decrypt(token)
    except UnreadableValue:
        return None


def traces(secrets, *, raw=False):
    """Return (place, what it is) for each secret that is found somewhere.

    `raw`: search what is stored, without decrypting.
    """
    found = []
    wanted = [(name, secret, fold(secret)) for name, secret in secrets.items()]
    for place, text in places():
        if place.partition(".")[0] in kept_tables:
            continue
        readable = text if raw else legible(text)
        folded = fold(readable)
        found += [
            (place, name) for name, secret, plain in wanted if secret in readable or plain in folded
        ]
    return found


# --- what has to be searched ---------------------------------------------------------------------


def paths_to_citizen(model, seen=()):
    """Return the look-ups that lead from a model to a citizen over foreign keys, nearest first."""
    found = []
    for relation in model._meta.get_fields():
        target = relation.related_model if relation.concrete and relation.is_relation else None
        if target is Citizen:
            found.insert(0, relation.name)
        elif target and target not in (model, *seen):
            found += [
                f"{relation.name}__{path}" for path in paths_to_citizen(target, (*seen, model))
            ]
    return found


def personal_models():
    """Return every model that leads to a citizen or holds encrypted values."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model is Citizen or paths_to_citizen(model) or _encrypts(model)
    ]


def _encrypts(model):
    return any(isinstance(column, EncryptedTextField) for column in model._meta.concrete_fields)


for _path in sorted(Path(__file__).parent.glob("*/lives.py")):
    importlib.import_module(f"tests.{_path.parent.name}.lives")
