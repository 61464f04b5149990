"""The economy, one sector a file; every variable is one small function of other variables."""
