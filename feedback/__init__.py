"""What citizens tell and ask: questions and their answers, photos, published answers, ratings."""
