"""Questions and answers, photos, published answers, ratings, satisfaction and needs."""
