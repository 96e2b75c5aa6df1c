"""What a person asked to see: phase, filters and place, as a value and as an address."""
