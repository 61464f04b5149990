"""The mid-term evaluation: observed figures, progress, and what they change in the outlook."""
