"""Rate limits of questions, photos and ratings."""

from foundation.api.throttles import AddressThrottle, CitizenThrottle


class QuestionThrottle(CitizenThrottle):
    """Questions and messages."""

    scope = "question"


class PhotoThrottle(CitizenThrottle):
    """Uploads: each photo is decoded."""

    scope = "photo"


class PhotoViewThrottle(AddressThrottle):
    """Photos fetched by signed address."""

    scope = "photo_view"


class RatingThrottle(CitizenThrottle):
    """Ratings, and replies to a leader's question about one."""

    scope = "rating"
