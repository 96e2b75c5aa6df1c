"""Tests of geo/export."""
