"""Serves the metrics to Prometheus at an address of its own: the loop `serve_metrics`."""
