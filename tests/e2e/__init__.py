"""The real program as a process against the sandbox as a process: what a person sees, and no rules
of the office imported. The command line, too, is called as an operator calls it."""
