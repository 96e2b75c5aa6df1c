"""The atlas as one file for any browser."""
