"""What was charged and paid."""
