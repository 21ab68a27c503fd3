"""Registration: a draft filled step by step, an application sent from it, and the decision."""
