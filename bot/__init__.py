"""The running program: settings, command line, dispatcher, delivery, background work, mail."""
