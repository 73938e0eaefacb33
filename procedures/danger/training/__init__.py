"""Makes the model's file out of phrases; nothing here is needed to run."""
