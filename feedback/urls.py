"""Routes of feedback under /api/v1/."""

from django.urls import URLPattern, path

from feedback.faq import views as faq
from feedback.photos import views as photos
from feedback.questions import views as questions
from feedback.ratings import views as ratings
from feedback.satisfaction import views as satisfaction

urlpatterns: list[URLPattern] = [
    path("faq/", faq.FaqView.as_view(), name="faq"),
    path("questions/", questions.QuestionsView.as_view(), name="questions"),
    path(
        "questions/suggestions/", questions.SuggestionsView.as_view(), name="questions-suggestions"
    ),
    path("questions/<int:question_id>/", questions.QuestionView.as_view(), name="question"),
    path(
        "questions/<int:question_id>/messages/",
        questions.MessagesView.as_view(),
        name="question-messages",
    ),
    path("satisfaction/", satisfaction.SatisfactionView.as_view(), name="satisfaction"),
    path("dossiers/<str:code>/rating/", ratings.DossierRatingView.as_view(), name="dossier-rating"),
    path("ratings/", ratings.RatingsView.as_view(), name="ratings"),
    path(
        "ratings/questionnaire/", ratings.QuestionnaireView.as_view(), name="ratings-questionnaire"
    ),
    path("ratings/<uuid:rating_id>/reply/", ratings.ReplyView.as_view(), name="ratings-reply"),
    path("photos/", photos.PhotosView.as_view(), name="photos"),
    path("photos/ticket/", photos.PhotoTicketView.as_view(), name="photos-ticket"),
    # No slash: clients append the name to a domain.
    path("photos/<str:name>", photos.PhotoView.as_view(), name="photo"),
]
