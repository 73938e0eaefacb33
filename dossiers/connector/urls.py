"""Address of the connector."""

from django.urls import path

from dossiers.connector.views import IntegrationView

urlpatterns = [
    path("integration/dossiers/", IntegrationView.as_view(), name="integration-dossiers")
]
