"""The report of a month: an official paper in print and in Word, made of the same figures."""
