"""Tests of geo/selection."""
