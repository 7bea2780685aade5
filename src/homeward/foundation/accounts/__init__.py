"""People who log in: names, phones, passwords, tokens, and how they are appointed."""
