"""What the office tells many residents at once: written, addressed, sent, counted."""
