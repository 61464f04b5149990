"""The model as one page: every equation, value, source and experiment, linked both ways."""
