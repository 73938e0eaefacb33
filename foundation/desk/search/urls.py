"""The address of the search."""

from django.contrib import admin
from django.urls import path

from foundation.desk.search import views

urlpatterns = [path("", admin.site.admin_view(views.find), name="desk-search")]
