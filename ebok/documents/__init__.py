"""Documents that the cooperative publishes: resolutions, reports, minutes, regulations. Who may
read one is decided here, where it is read."""
