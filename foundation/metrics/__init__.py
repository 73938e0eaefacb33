"""Measurements in operation: by web processes as they work, and states registered by rooms."""
