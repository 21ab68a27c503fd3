"""Who a person says they are: what they type, read and compared with the office's records."""
