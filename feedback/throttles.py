"""Rate limits of questions and photos."""

from police_portal.api.throttles import AddressThrottle, CitizenThrottle


class QuestionThrottle(CitizenThrottle):
    """For questions and messages that citizens send."""

    scope = "question"


class PhotoThrottle(CitizenThrottle):
    """For uploads, each of which is decoded."""

    scope = "photo"


class PhotoViewThrottle(AddressThrottle):
    """For photos fetched by their signed address."""

    scope = "photo_view"
