"""Documents, set by Typst."""
