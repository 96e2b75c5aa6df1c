"""Stories: views in order, to be shown and taken along."""
