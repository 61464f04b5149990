"""What we assume: the plan, its history and evidence, the levers, and the scenarios that move them."""
