"""What colleagues tell many residents at once, written in the group."""
