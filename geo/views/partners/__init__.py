"""Organisations, and what ties them to activities, to each other and to places."""
