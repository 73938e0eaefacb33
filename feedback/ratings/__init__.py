"""Anonymous ratings, QR codes and posters for counters, and follow-ups of low marks."""
