"""Leaders and the figures that they see."""

from datetime import date

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
