<<<<<<< HEAD
"""Commands of reports."""
=======
"""Commands of the reports app."""
>>>>>>> refs/heads/rep-send
