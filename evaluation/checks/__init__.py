"""Tests of confidence in the economy: growth, loops, extreme conditions, bounds, policies, families."""
