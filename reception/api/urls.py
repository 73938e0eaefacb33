"""Addresses of the counter, under /api/v1/reception/."""

from django.urls import URLPattern, path

from reception.api import number_views, views

urlpatterns: list[URLPattern] = [
    path("queues/", views.QueuesView.as_view(), name="queues"),
    path("queues/<int:queue_id>/windows/", views.WindowsView.as_view(), name="queue-windows"),
    path("queues/<int:queue_id>/now/", views.NowView.as_view(), name="queue-now"),
    path("numbers/", number_views.NumbersView.as_view(), name="queue-numbers"),
    path("numbers/lookup/", number_views.NumberLookupView.as_view(), name="queue-number-lookup"),
    path("numbers/<int:number_id>/", number_views.OneNumberView.as_view(), name="queue-number"),
    path(
        "numbers/<int:number_id>/arrival/",
        number_views.ArrivalView.as_view(),
        name="queue-number-arrival",
    ),
    path(
        "numbers/<int:number_id>/calendar.ics",
        number_views.CalendarView.as_view(),
        name="queue-number-calendar",
    ),
]
