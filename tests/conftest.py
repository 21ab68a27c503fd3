"""The sandbox's fixtures, for every test that plays people against a bot."""

pytest_plugins = ["sandbox.pytest_plugin"]
