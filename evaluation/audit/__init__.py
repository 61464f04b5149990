"""The audit of a plan: do its own numbers and words agree with each other?"""
