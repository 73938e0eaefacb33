"""Ratings whose raters nobody sees, QR codes and posters for counters, follow-ups of low marks."""
