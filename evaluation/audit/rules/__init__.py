"""The rules of the audit, one family a file."""
