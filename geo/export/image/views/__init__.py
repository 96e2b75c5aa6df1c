"""The drawings of the pages other than the map."""
