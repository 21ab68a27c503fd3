"""What keeps the words whole and plain: extraction, soundness, readability. Tools of the
workshop, outside the wheel."""
