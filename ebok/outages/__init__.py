"""What does not work in some buildings: told at its beginning, while it lasts, and at its end."""
