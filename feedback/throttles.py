"""Rate limits of questions, photos and ratings."""

from foundation.api.throttles import AddressThrottle, CitizenThrottle


class QuestionThrottle(CitizenThrottle):
    """For questions and messages that citizens send."""

    scope = "question"


class PhotoThrottle(CitizenThrottle):
    """For uploads, each of which is decoded."""

    scope = "photo"


class PhotoViewThrottle(AddressThrottle):
    """For photos fetched by their signed address."""

    scope = "photo_view"


class RatingThrottle(CitizenThrottle):
    """For ratings, and answers to what a leader asks about one."""

    scope = "rating"
