"""Tests of geo/views."""
