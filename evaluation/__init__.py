"""What a Monte Carlo run means for the targets of a plan: probabilities, joints, accounts, stored runs."""
