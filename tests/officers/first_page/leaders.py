"""Leaders and the figures that they see."""

from datetime import date

from django.urls import reverse

from officers.first_page import periods, trends
from officers.first_page.periods import Grain
from officers.first_page.scope import choose_scope
from tests.dossiers.factories import officer_of

TODAY = date(2026, 11, 25)


SEE = "dossiers.view_figures"


def leader(place):
    return officer_of(place, SEE)


def values(user, grain=Grain.MONTH, place=""):
    """Return {figure: its values} as the officer sees them, oldest first."""
    found = trends.show_boards(
        choose_scope(user, place).scope,
        periods.periods_until(grain, TODAY, periods.SHOWN[grain]),
        TODAY,
    )
    return {line.figure.name: list(line.values) for board in found for line in board.lines}


def figures_and_lists(client, place):
    """Return {figure: (its value, the rows of its list)} of one office.

    A zero figure opens no list, but that must be empty, too.
    """
    shown = client.get(reverse("trends"), {"don-vi": place}).context_data["trends"]
    found = {}
    for line in (line for board in shown["boards"] for line in board.lines if line.figure.behind):
        address = line.figure.behind.address(shown["scope"], shown["period"])
        page = client.get(address)
        if page.status_code == 200 and "cl" in page.context_data:
            found[line.figure.name] = (line.now, page.context_data["cl"].result_count)
    return found
