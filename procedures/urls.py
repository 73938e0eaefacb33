"""Addresses of the catalogue, below /api/v1/."""

from django.urls import path

from foundation.publishing.conditional import remembered
from procedures.card_views import AllCardsView, PopularView
from procedures.views import ChecklistView, ProcedureDetailView, ProcedureListView, SuggestionsView

urlpatterns = [
    path("procedures/", remembered(ProcedureListView), name="procedures"),
    path("procedures/popular/", remembered(PopularView), name="popular-procedures"),
    path("procedures/cards/", remembered(AllCardsView), name="all-procedure-cards"),
    path("procedures/suggestions/", remembered(SuggestionsView), name="suggestions"),
    path("procedures/<str:key>/", remembered(ProcedureDetailView), name="procedure"),
    path("procedures/<str:key>/checklist/", remembered(ChecklistView), name="checklist"),
]
