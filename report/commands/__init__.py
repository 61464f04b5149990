"""The commands, one module each; what is heavy is imported inside the functions."""
