"""The forms of a procedure as citizens read them on one day. Pure."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from foundation.zalo.outside import is_external
from procedures.choices import Certainty, FormPurpose
from procedures.fees.doubts import is_certain
from procedures.fees.in_force import Row, following, holds
from procedures.official_forms.table import Forms, Use
from procedures.translations.sentences import say, say_act, say_day

Heir = tuple[Row, str]  # the replacement of a form, and its first day
_DOUBTS = {
    Certainty.REPORTED: "Mẫu có thể đã đổi; ông/bà nên hỏi lại nơi nộp hồ sơ trước khi điền.",
    Certainty.UNSETTLED: "Chưa rõ mẫu nào đang dùng; ông/bà hỏi nơi nộp hồ sơ trước khi điền.",
}
ONLINE = "Nộp trực tuyến thì khai ngay trên mạng."
NO_FILE = "Chưa có tệp để tải; ông/bà lấy mẫu ở nơi nộp hồ sơ."
RECEIVED = "Cơ quan công an cấp giấy này cho ông/bà."


def forms_of_day(forms: Forms, day: date) -> list[dict[str, Any]]:
    """Return the forms of `day`, in the shape of `FormSerializer`; replaced ones come last."""
    rows = [row for use in forms for row in _rows_of(use, day)]
    return sorted(_without_repeated(rows), key=lambda row: bool(row["replaced"]))


def _without_repeated(rows: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Skip repeated forms of the same case: two old forms may have the same replacement."""
    seen: set[tuple[str, str]] = set()
    for row in rows:
        if (row["id"], row["condition"]) not in seen:
            seen.add((row["id"], row["condition"]))
            yield row


def _rows_of(use: Use, day: date) -> Iterator[dict[str, Any]]:
    """Yield the form in force on `day`, and the ones it replaced.

    Of forms with overlapping periods the last one applies. Before the first day of all, the first
    is shown.
    """
    chain = use["chain"]
    starts = list(_starts_of(chain))
    last = max((i for i, start in enumerate(starts) if start <= str(day)), default=0)
    for i, form in enumerate(chain[: last + 1]):
        over = i < last or _is_over(form, day)
        heir = (chain[i + 1], starts[i + 1]) if i + 1 < len(chain) else None
        replaced = _say_replaced(form, heir, day) if over else ""
        yield _describe(use, form, replaced, _say_what_follows(form, heir, day))


def _starts_of(chain: Sequence[Row]) -> Iterator[str]:
    """Yield the first day of each form; by default the day after the previous form ends."""
    before: Row | None = None
    for form in chain:
        ends = before["effective_to"] if before else None
        yield form["effective_from"] or (following(ends).isoformat() if ends else "")
        before = form


def _is_over(form: Row, day: date) -> bool:
    return not holds({**form, "effective_from": None}, day)


def _describe(use: Use, form: Row, replaced: str, later: str) -> dict[str, Any]:
    shown = ("id", "code", "name", "effective_from", "effective_to", "purpose")
    link = "" if replaced else form["link"]
    return {
        **{name: form[name] for name in shown},
        "issued_with": say_act(form["legal_basis"]),
        "condition": use["condition"],
        "copies": use["copies"],
        "filled_online": use["filled_online"] and not replaced,
        "how": "" if replaced else _say_how(use, form),
        "link": link,
        "link_source": form["link_source"] if link else "",
        "external": is_external(link),
        "replaced": replaced,
        "later": "" if replaced else later,
        "certain": is_certain(form),
        "doubt": "" if replaced or is_certain(form) else say(_DOUBTS[Certainty(form["certainty"])]),
    }


def _say_how(use: Use, form: Row) -> str:
    if form["purpose"] == FormPurpose.RECEIVED:
        return say(RECEIVED)
    online = say(ONLINE) if use["filled_online"] else ""
    no_file = "" if form["link"] else say(NO_FILE)
    return " ".join(filter(None, [online, no_file]))


def _say_replaced(form: Row, heir: Heir | None, day: date) -> str:
    if heir is None:
        last = say_day(following(form["effective_to"]))
        return say("Mẫu này không còn dùng từ {day}.", day=last)
    successor, since = heir
    named, start = _name(successor), say_day(since)
    if since > str(day):
        return say("Mẫu này sẽ được thay bằng {form} từ {day}.", form=named, day=start)
    return say("Mẫu này đã được thay bằng {form} từ {day}.", form=named, day=start)


def _say_what_follows(form: Row, heir: Heir | None, day: date) -> str:
    if str(form["effective_from"] or "") > str(day):
        return say("dùng từ {day}", day=say_day(form["effective_from"]))
    if heir:
        return say("từ {day}: {form}", day=say_day(heir[1]), form=_name(heir[0]))
    if form["effective_to"]:
        return say("dùng đến hết {day}", day=say_day(form["effective_to"]))
    return ""


def _name(form: Row) -> str:
    if form["code"]:
        named = say("mẫu {code}", code=form["code"])
    else:
        named = say("mẫu «{name}»", name=form["name"])
    if form["legal_basis"]:
        return say("{form} ban hành kèm {basis}", form=named, basis=say_act(form["legal_basis"]))
    return named


def put_forms(content: dict[str, Any], forms: Forms, day: date) -> None:
    """Write the forms of `day` into a published document."""
    content["forms"] = forms_of_day(forms, day)
