"""Serves the metrics to Prometheus at an address of its own: `manage.py serve_metrics`."""
