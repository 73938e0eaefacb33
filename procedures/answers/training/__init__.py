"""Makes the file of the model of parts; nothing here is needed to run."""
