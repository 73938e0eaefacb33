"""The monthly report: an official paper in print and in Word, from the same figures."""
