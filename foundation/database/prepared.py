"""Queries whose SQL is made once.

To build and to compile a query costs the ORM many times what PostgreSQL takes to answer one that
finds a row by its key. So what every request of a kind asks is built when it is first asked:

    _BY_KEY = Prepared(lambda: Queue.objects.filter(pk=Given("pk")))
    queue = _BY_KEY.first(pk=12)

The rows are those of the query: of its model with `select_related`, or of `values_list`. Instead
of `prefetch_related`, `attach` gives them what another prepared query found.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, Generic, NamedTuple, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Expression, Model, QuerySet
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    get_related_populators,
)
from django.db.transaction import TransactionManagementError

R = TypeVar("R")


class Given(Expression):
    """A value that each run of a prepared query gives by its name. It is never None."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, _compiler: Any, _connection: Any) -> Any:
        """Leave the place of the value among the parameters to itself."""
        return "%s", [self]


class _Made(NamedTuple):
    """A compiled query: its SQL, its parameters, and how a row of the database becomes one."""

    sql: str
    parameters: Sequence[Any]
    converters: Sequence[tuple[int, Sequence[Callable[..., Any]], Any]]
    row: Callable[[Any, Sequence[Any]], Any]
    locks: bool


_HOLD = {"postgresql": " FOR KEY SHARE"}


class Prepared(Generic[R]):
    """A query that is built and compiled when it is first run, and then only run."""

    def __init__(self, build: Callable[[], "QuerySet[Any, R]"], *, hold: bool = False) -> None:
        """`hold` takes the lock of a foreign key, which the ORM cannot; SQLite has one writer."""
        self._build, self._hold = build, hold
        self._query: QuerySet[Any, R] | None = None
        self._made: dict[str, _Made] = {}

    def first(self, **given: Any) -> R | None:
        """Return the first row, None if there is none."""
        return next(iter(self.rows(**given)), None)

    def rows(self, **given: Any) -> list[R]:
        """Return all rows. Raises KeyError for a value that is not given."""
        if self._query is None:
            query = self._build()
            self._query = query.using(DEFAULT_DB_ALIAS) if self._hold else query
        alias = self._query.db
        connection = connections[alias]
        made = self._made.get(alias)
        if made is None:
            made = self._made[alias] = _make(self._query, alias, hold=self._hold)
        if made.locks and not connection.in_atomic_block:
            raise TransactionManagementError("Rows are locked inside a transaction only.")
        with connection.cursor() as cursor:
            cursor.execute(made.sql, [_value(one, given, connection) for one in made.parameters])
            found = cursor.fetchall()
        return [made.row(alias, row) for row in _converted(found, made, connection)]


def _make(query: "QuerySet[Any, Any]", alias: str, *, hold: bool) -> _Made:
    compiler: Any = query.query.chain().get_compiler(alias)
    sql, parameters = compiler.as_sql()
    converters = compiler.get_converters([column for column, *_rest in compiler.select])
    places = [(place, *one) for place, one in converters.items()]
    row = _row_of(query, compiler, alias)
    sql += _HOLD.get(connections[alias].vendor, "") if hold else ""
    return _Made(sql, parameters, places, row, query.query.select_for_update)


def _row_of(query: Any, compiler: Any, alias: str) -> Callable[[Any, Sequence[Any]], Any]:
    kind = query._iterable_class  # noqa: SLF001  # Django tells it nowhere else
    if kind is ModelIterable:
        return _model_row(compiler, alias)
    flat = kind is FlatValuesListIterable
    return lambda _alias, row: row[0] if flat else tuple(row)


def _model_row(compiler: Any, alias: str) -> Callable[[Any, Sequence[Any]], Any]:
    """Return what Django's `ModelIterable` does with each row."""
    information = compiler.klass_info
    model, fields = information["model"], information["select_fields"]
    begin, end = fields[0], fields[-1] + 1
    names = [one[0].target.attname for one in compiler.select[begin:end]]
    related = get_related_populators(information, compiler.select, alias)  # type: ignore[call-arg]  # of Django 6
    annotations = list(compiler.annotation_col_map.items())

    def made(alias: str, row: Sequence[Any]) -> Any:
        found = model.from_db(alias, names, row[begin:end])
        for populator in related:
            populator.populate(row, found)
        for name, place in annotations:
            setattr(found, name, row[place])
        return found

    return made


def _value(one: Any, given: dict[str, Any], connection: Any) -> Any:
    """Return a parameter as the database takes it."""
    if not isinstance(one, Given):
        return one
    value = given[one.name]
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


def _converted(
    found: Sequence[Sequence[Any]], made: _Made, connection: Any
) -> Iterator[Sequence[Any]]:
    if not made.converters:
        yield from found
        return
    for row in map(list, found):
        for place, converters, expression in made.converters:
            for convert in converters:
                row[place] = convert(row[place], expression, connection)
        yield row


def attach(parents: Sequence[Model], name: str, children: Iterable[Model]) -> None:
    """Let the reverse relation `name` of the parents hold its own of `children`, in their order."""
    if not parents:
        return
    relation: Any = parents[0]._meta.get_field(name)
    of_parent: defaultdict[Any, list[Model]] = defaultdict(list)
    for child in children:
        of_parent[getattr(child, relation.field.attname)].append(child)
    for parent in parents:
        rows: Any = QuerySet(relation.related_model)
        rows._result_cache, rows._prefetch_done = of_parent[parent.pk], True  # noqa: SLF001  # as Django does
        caches = parent.__dict__.setdefault("_prefetched_objects_cache", {})
        caches[relation.get_accessor_name()] = rows
