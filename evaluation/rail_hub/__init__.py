"""What the rail hub means for the plan: fit to the counts, targets, bottlenecks, phases, response to load."""
