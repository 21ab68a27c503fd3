"""The one way out: letters by chat, topic and mail, deletions, and what the clock asks for."""
