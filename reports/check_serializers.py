"""Bodies of reports and of their check."""

from foundation.api.bodies import Body


class ReportFields(Body):
    """What every report says; bodies of sending and checking add their evidence."""
