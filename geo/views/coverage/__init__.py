"""Of which areas something is said."""
