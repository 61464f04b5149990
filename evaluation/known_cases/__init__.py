"""Small models whose answers are known on paper, run by the same engine as the economy."""
