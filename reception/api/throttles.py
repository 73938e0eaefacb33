"""Rate limits of the counter."""

from foundation.api.throttles import AddressThrottle, CitizenThrottle


class QueueThrottle(AddressThrottle):
    """Windows and boards, which everybody may ask for."""

    scope = "queue"


class QueueNumberThrottle(CitizenThrottle):
    """Bookings, and what citizens do with them."""

    scope = "queue_number"
