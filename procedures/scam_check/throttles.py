"""Rate limits of the catalogue's endpoints that compute for each caller."""

from foundation.api.throttles import AddressThrottle


class ScamCheckThrottle(AddressThrottle):
    """Checking whether something is a scam. Counts addresses."""

    scope = "scam_check"
