"""A citizen's dossiers among 10 thousand and among 5 million with 20 million events.

What an answer costs more.

Two copies of the database are filled by SQL, each is served, and one client asks now the one, now
the other, so that noise meets both. The citizens asked for have twenty dossiers each, spread over
the whole table. The index by which officers search names is left out of both: citizens never use
it, and it alone would take minutes to build.
"""

import contextlib
import http.client
import json
import secrets
import statistics
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone

from benchmarks.data import copied
from benchmarks.load import Rounds, Target, compare
from benchmarks.report import Row, at_least, at_most
from benchmarks.servers import Server, serving
from benchmarks.settings import NEVER_REACHED
from benchmarks.silence import Counter
from citizens import sessions
from citizens.models import Citizen
from citizens.phones import phone_hash
from dossiers.applicant import factor_hash
from dossiers.models import Factor
from foundation.records.encryption import encrypt
from offices.models import Office
from procedures.models import Procedure

FEW, MANY, MANY_QUICK = 10_000, 5_000_000, 300_000
EVENTS = 4  # of each dossier
PEOPLE, EACH = 100, 20
SHARE = 1.3
REPEATS, REPEATS_QUICK = 400, 100
LIST, LOOKUP = "/api/v1/dossiers/", "/api/v1/dossiers/lookup/"
TRIGRAMS = "dossier_applicant_trigrams"
HEAD = (
    "SET statement_timeout = 0; SET session_replication_role = replica; SET "
    "maintenance_work_mem = '1GB'; SET synchronous_commit = off"
)
DOSSIERS = """
INSERT INTO dossiers_dossier (
    code, procedure_id, channel, office_id, applicant_name, applicant_folded, applicant_phone, applicant_phone_hash, phone_last4_hash,
    id_last4, id_last4_hash, slip_hash, status, status_since, reason, submitted_at, accepted_at, completed_at, returned_at,
    limit_value, limit_unit, same_day_cutoff, due_at, apology, papers, supplements, source, events_count, created_at, changed_at)
SELECT
    code, (%(procedures)s::text[])[1 + n %% %(kinds)s], 'direct', (%(offices)s::text[])[1 + n %% %(places)s],
    'Nguyễn Văn ' || n, 'nguyen van ' || n, %(phone)s, coalesce(owner.phone_hash, md5(n::text) || md5(code)),
    coalesce(owner.last4_hash, md5(code) || md5(n::text)), '', '', '', CASE WHEN open THEN 'processing' ELSE 'returned' END,
    at, '', at - interval '3 days', at - interval '2 days', CASE WHEN open THEN NULL ELSE at END, CASE WHEN open THEN NULL ELSE at END,
    10, 'working_day', false, at + interval '12 days', '', '[]', 0, 'import', %(events)s, at, at
FROM (
    SELECT n, n %% 7 = 0 AS open, now() - n * interval '5 seconds' AS at,
        'G' || lpad((n / 1000000)::text, 2, '0') || '.899.909-260916-' || lpad((n %% 1000000)::text, 6, '0') AS code
    FROM generate_series(1, %(number)s) AS n
) AS rows LEFT JOIN bench_owner AS owner USING (n)
"""
HAPPENED = """
INSERT INTO dossiers_dossierevent (
    dossier_id, number, kind, status_from, status_to, at, recorded_at, public_note, internal_note, details, source)
SELECT id, number, CASE WHEN number = 4 AND status = 'processing' THEN 'assignment' ELSE 'transition' END,
    (ARRAY['', 'submitted', 'accepted', 'processing'])[number],
    CASE WHEN number = 4 THEN status ELSE (ARRAY['submitted', 'accepted', 'processing'])[number] END,
    changed_at - (4 - number) * interval '1 hour', changed_at, '', '', '{}', 'import'
FROM dossiers_dossier CROSS JOIN generate_series(1, %(events)s) AS number
"""


@dataclass(frozen=True)
class Filled:
    """A database: its address and name, and whom to ask about.

    Each citizen's token, and the codes and last digits of theirs.
    """

    url: str
    name: str
    tokens: Sequence[str]
    codes: Sequence[Sequence[str]]

    def asked(self, number: int) -> Mapping[str, tuple[str, str, bytes | None, str]]:
        """Return the request (method, path, body, token) of each kind that is asked as the `number`-th."""
        person, which = number % PEOPLE, number // PEOPLE % EACH
        code, token = self.codes[person][which], self.tokens[person]
        body = json.dumps({"code": code, "phone_last4": _phone(person)[-4:]}).encode()
        return {
            "look-up": ("POST", LOOKUP, body, token),
            "detail": ("GET", f"{LIST}{code}/", None, token),
            "my list": ("GET", LIST, None, token),
        }


def measure(database: str, rounds: Rounds, *, quick: bool) -> Iterator[Row]:
    """Yield the rows about size."""
    settings.DATA_KEYS, settings.HASH_KEY = [secrets.token_urlsafe(64)], secrets.token_urlsafe(64)
    many = MANY_QUICK if quick else MANY
    few, large = _made(database, "few", FEW), _made(database, "many", many)
    size = f"{many:,} dossiers, {many * EVENTS:,} events"
    queries = {filled.name: _queries(filled) for filled in (few, large)}
    with serving(few.url, **_environment()) as one, serving(large.url, **_environment()) as other:
        times = _alternately({one: few, other: large}, REPEATS_QUICK if quick else REPEATS)
    for kind in times[one]:
        small, big = (statistics.median(times[server][kind]) for server in (one, other))
        yield at_most(f"{kind}, {size} ÷ {FEW:,} dossiers, p50", big / small, SHARE)
        yield Row(f"– p50 with {many:,}", big * 1000, " ms")
        yield at_most(
            f"– queries more than with {FEW:,}; {queries[large.name][kind]} there",
            _more(queries, few, large, kind),
            0,
        )
    yield from _against_bare(large, queries[large.name]["my list"], rounds)
    _forget(few, large)


def _more(queries: Mapping[str, Mapping[str, int]], few: Filled, large: Filled, kind: str) -> int:
    return abs(queries[large.name][kind] - queries[few.name][kind])


def _environment() -> dict[str, str]:
    """Return keys that this process and the servers share, and bounds that never refuse."""
    bounds = ("LOOKUP_TRIES", "THROTTLE_LOOKUP_PER_MINUTE", "THROTTLE_CITIZEN_PER_MINUTE")
    keys = {
        "SECRET_KEY": settings.SECRET_KEY,
        "DATA_KEYS": settings.DATA_KEYS[0],
        "HASH_KEY": settings.HASH_KEY,
    }
    return {**keys, **{name: str(NEVER_REACHED) for name in bounds}}


# --- filling -------------------------------------------------------------------------------------


def _made(database: str, name: str, number: int) -> Filled:
    begun = time.perf_counter()
    with copied(database, f"police_portal_{name}") as url:
        people = _people()
        filled = Filled(
            url, url.rpartition("/")[2], [sessions.begin(who)[0] for who in people], _codes(number)
        )
        _fill(number, filled)
    print(
        f"  {number:,} dossiers with {number * EVENTS:,} events made in "
        f"{time.perf_counter() - begun:.0f} s",
        flush=True,
    )
    return filled


def _phone(person: int) -> str:
    return f"+84913{person:06d}"


def _people() -> list[Citizen]:
    now = timezone.now()
    return Citizen.objects.bulk_create(
        Citizen(
            app_id="scale",
            zalo_user_id=f"s{n}",
            phone=_phone(n),
            phone_hash=phone_hash(_phone(n)),
            phone_verified_at=now,
        )
        for n in range(PEOPLE)
    )


def _places(number: int) -> list[list[int]]:
    """Return which dossiers are each citizen's, spread evenly over all."""
    step = number // (PEOPLE * EACH)
    return [
        [1 + step * (which * PEOPLE + person) for which in range(EACH)] for person in range(PEOPLE)
    ]


def _codes(number: int) -> list[list[str]]:
    return [
        [f"G{n // 1_000_000:02d}.899.909-260916-{n % 1_000_000:06d}" for n in own]
        for own in _places(number)
    ]


def _fill(number: int, filled: Filled) -> None:
    offices = list(Office.objects.filter(kind=Office.Kind.COMMUNE).values_list("pk", flat=True))
    procedures = list(Procedure.objects.values_list("pk", flat=True)[:50])
    lists = {
        "offices": offices,
        "places": len(offices),
        "procedures": procedures,
        "kinds": len(procedures),
    }
    with connection.cursor() as cursor:
        cursor.execute(HEAD)
        cursor.execute(
            "CREATE TEMPORARY TABLE bench_owner (n integer PRIMARY KEY, phone_hash text, "
            "last4_hash text)"
        )
        cursor.executemany(
            "INSERT INTO bench_owner VALUES (%s, %s, %s)", list(_owners(number, filled))
        )
        with _without_indexes(cursor):
            cursor.execute(
                DOSSIERS, {**lists, "number": number, "events": EVENTS, "phone": encrypt(_phone(0))}
            )
        cursor.execute(HAPPENED, {"events": EVENTS})
        cursor.execute("ANALYZE")


def _owners(number: int, filled: Filled) -> Iterator[tuple[int, str, str]]:
    for person, places in enumerate(_places(number)):
        phone = _phone(person)
        for n, code in zip(places, filled.codes[person], strict=True):
            yield n, phone_hash(phone), factor_hash(Factor.PHONE_LAST4, code, phone[-4:])


@contextlib.contextmanager
def _without_indexes(cursor: "connection.cursor") -> Iterator[None]:  # type: ignore[valid-type]  # Django's own wrapper
    """Build the indexes of dossiers after the rows, all but that of names.

    PostgreSQL's own clean-up would disturb the measuring.
    """
    cursor.execute("ALTER TABLE dossiers_dossier SET (autovacuum_enabled = false)")
    cursor.execute("ALTER TABLE dossiers_dossierevent SET (autovacuum_enabled = false)")
    cursor.execute(
        """SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
        WHERE indrelid = 'dossiers_dossier'::regclass AND NOT indisunique"""
    )
    indexes = dict(cursor.fetchall())
    for name in indexes:
        cursor.execute(f"DROP INDEX {name}")
    yield
    for name, definition in indexes.items():
        if name != TRIGRAMS:
            cursor.execute(definition)


def _forget(*databases: Filled) -> None:
    with connection._nodb_cursor() as cursor:  # noqa: SLF001  # Django's own way to a server without a database
        for filled in databases:
            cursor.execute(f'DROP DATABASE "{filled.name}" WITH (FORCE)')


# --- asking --------------------------------------------------------------------------------------


def _queries(filled: Filled) -> dict[str, int]:
    """Count the statements of each kind of request, in this process.

    Asked for the second time, when nothing is new.
    """
    original = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = filled.name
    counted = {}
    try:
        for kind, (method, path, body, token) in filled.asked(0).items():
            client = Client(headers={"host": "127.0.0.1", "authorization": f"Bearer {token}"})
            for asked in (Counter(), Counter()):
                with connection.execute_wrapper(asked):
                    assert (
                        client.generic(method, path, body or b"", "application/json").status_code
                        == http.HTTPStatus.OK
                    )
                counted[kind] = asked.calls
    finally:
        connection.close()
        connection.settings_dict["NAME"] = original
    return counted


def _alternately(
    servers: Mapping[Server, Filled], repeats: int
) -> dict[Server, dict[str, list[float]]]:
    """Return the seconds of every answer.

    A first round, in which pages are read and proofs written, does not count.
    """
    lines = {
        server: http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
        for server in servers
    }
    kinds = list(next(iter(servers.values())).asked(0))
    times: dict[Server, dict[str, list[float]]] = {
        server: {kind: [] for kind in kinds} for server in servers
    }
    for number in range(-PEOPLE, repeats):
        for server, filled in servers.items():
            for kind, request in filled.asked(number % (PEOPLE * EACH)).items():
                took = _took(lines[server], *request)
                if number >= 0:
                    times[server][kind].append(took)
    for line in lines.values():
        line.close()
    return times


def _took(
    line: http.client.HTTPConnection, method: str, path: str, body: bytes | None, token: str
) -> float:
    begun = time.perf_counter()
    line.request(
        method, path, body, {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    )
    answer = line.getresponse()
    content = answer.read()
    took = time.perf_counter() - begun
    assert answer.status == http.HTTPStatus.OK, (path, answer.status, content)
    return took


def _against_bare(filled: Filled, queries: int, rounds: Rounds) -> Iterator[Row]:
    token = filled.tokens[0]
    session = sessions.read(token)
    assert session is not None
    bare = {
        "BENCH_CITIZEN": str(session.citizen_id),
        "BENCH_QUERIES": str(queries),
        "BENCH_ANSWERS": "/nowhere",
    }
    bare |= {"DJANGO_SETTINGS_MODULE": "benchmarks.opponents.settings"}
    with (
        serving(filled.url, **_environment()) as server,
        serving(filled.url, first="/health/live/", **_environment(), **bare) as opponents,
    ):
        assert (
            len(json.loads(server.get(LIST, {"Authorization": f"Bearer {token}"}).body)["results"])
            == EACH
        )
        contenders = {
            "my list": Target(server, LIST, headers=(f"Authorization: Bearer {token}",)),
            "bare": Target(opponents, "/api/v1/bare/look-ups/"),
        }
        runs = compare(contenders, rounds)
    yield at_least(
        f"my list of {EACH} ÷ bare view with {queries} primary-key queries",
        runs.ratio("my list", "bare"),
        0.3,
    )
    yield Row("– the same by computing time", runs.less_computing("my list", "bare"))
    for name in contenders:
        load = runs.typical(name)
        yield Row(
            f"{name}: p50 {load.p50:.1f} ms, p99 {load.p99:.1f} ms, {load.cpu:,.0f} µs computing",
            load.rate,
            "/s",
        )
