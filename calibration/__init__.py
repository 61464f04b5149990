"""What we believe: parameters as known in a year, the outside world, the fit to the history."""
