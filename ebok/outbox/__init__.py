"""What must reach somebody else, written in the transaction of the change it tells about."""
