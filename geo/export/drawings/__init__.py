"""Pictures of what a page draws: matrix, network, studies, axis, pair of maps; from the values that the page shows."""
