"""At the counter: appointments, numbers and the queue of an office."""
