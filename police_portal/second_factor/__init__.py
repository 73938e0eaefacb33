"""The officers' second factor: a time-based code of an app on their phone, or a recovery code from paper."""
