"""Which assumptions matter: layers of uncertainty, single parameters, and policies that change places."""
