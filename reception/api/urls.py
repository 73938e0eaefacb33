"""Addresses of the counter, under /api/v1/reception/."""

from django.urls import URLPattern, path

from reception.api import views

urlpatterns: list[URLPattern] = [
    path("queues/", views.QueuesView.as_view(), name="queues"),
    path("queues/<int:queue_id>/windows/", views.WindowsView.as_view(), name="queue-windows"),
    path("queues/<int:queue_id>/now/", views.NowView.as_view(), name="queue-now"),
    path("numbers/", views.NumbersView.as_view(), name="queue-numbers"),
    path("numbers/lookup/", views.NumberLookupView.as_view(), name="queue-number-lookup"),
    path("numbers/<int:number_id>/", views.OneNumberView.as_view(), name="queue-number"),
    path(
        "numbers/<int:number_id>/arrival/",
        views.ArrivalView.as_view(),
        name="queue-number-arrival",
    ),
]
