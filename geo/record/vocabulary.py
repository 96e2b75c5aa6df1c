"""The vocabularies of which the application knows each code; `data/codes.csv` has these and all others with labels."""

FIXED: dict[str, tuple[str, ...]] = {
    "pattern": ("none", "rising", "falling", "dots"),
    "certainty": ("stated", "stated-of-group", "inferred", "ambiguous"),
    "scope": ("project", "places", "unnamed", "none"),
    "state": ("done", "to-date", "under-way", "planned", "expected", "considered"),
    "year_precision": ("stated", "early", "inferred"), "drawn": ("members", "border-line", "not-drawn"),
    "kind_from": ("source", "outside"),
    "refers_kind": ("area", "place", "partner", "project"), "layer_kind": ("areas", "water", "neighbours", "line"),
}  # fmt: skip
"""The lists of codes.csv of which the application knows each code by itself: how it is painted, counted, told.

Any other list may have more codes: the application shows their labels.
"""

ALL_PHASES = ("all", "both")
"""What stands for all phases in an address, the second in old ones: no phase may be called so."""
