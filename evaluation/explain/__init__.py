"""What the gap between a plan's number and the model's is made of."""
