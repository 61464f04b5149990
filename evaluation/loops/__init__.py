"""Feedback loops over draws: what each is worth, and through which of them a scenario moves growth."""
