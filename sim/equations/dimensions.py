"""The lists over which equations repeat."""

from __future__ import annotations

from sim.declare import Dimension

sector = Dimension(
    ("traditional", "emerging", "services"), "Sectors with capital and potential output of their own."
)
industry = Dimension(("traditional", "emerging"), "The two industries: goods that can be stored.")
capital_kind = Dimension(
    ("traditional", "emerging", "services", "infrastructure"),
    "What investment becomes: the capital of each sector, and infrastructure.",
)
employer = Dimension(
    ("traditional", "emerging", "services", "construction"),
    "Who employs; agriculture (1 % of output) is counted with services.",
)
