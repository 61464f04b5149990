"""What a planner reads: words in two languages, tables, charts, reports, and the commands."""
