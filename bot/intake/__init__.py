"""The one way in: updates by polling or webhook, each handled wholly or not at all."""
