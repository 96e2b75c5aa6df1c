"""Tests: one file a module, the app, and the app in a real browser."""
