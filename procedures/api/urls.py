"""Addresses of the catalogue, below /api/v1/."""

from django.urls import path

from procedures.answers.ratings import AnswerRatingView
from procedures.answers.views import AnswerView
from procedures.api.card_views import AllCardsView, PopularView
from procedures.api.views import (
    ChecklistView,
    ProcedureDetailView,
    ProcedureListView,
    SuggestionsView,
)
from procedures.scam_check.views import ScamChecksView

urlpatterns = [
    path("procedures/", ProcedureListView.as_view(), name="procedures"),
    path("procedures/popular/", PopularView.as_view(), name="popular-procedures"),
    path("procedures/cards/", AllCardsView.as_view(), name="all-procedure-cards"),
    path("procedures/suggestions/", SuggestionsView.as_view(), name="suggestions"),
    path("answers/", AnswerView.as_view(), name="answers"),
    path("answers/ratings/", AnswerRatingView.as_view(), name="answer-ratings"),
    path("scam-checks/", ScamChecksView.as_view(), name="scam-checks"),
    path("procedures/<str:key>/", ProcedureDetailView.as_view(), name="procedure"),
    path("procedures/<str:key>/checklist/", ChecklistView.as_view(), name="checklist"),
]
