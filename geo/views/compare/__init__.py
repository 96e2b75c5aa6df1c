"""The phases side by side."""
