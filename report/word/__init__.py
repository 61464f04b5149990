"""An outline as a Word document in the layout of Chinese official documents."""
