"""The officers' second factor: a code from an app on their phone, or a recovery code on paper."""
