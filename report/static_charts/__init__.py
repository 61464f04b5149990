"""Charts as pictures, with the font that is delivered with them."""
