"""What pages share: the one door to data and state, the filters, words as HTML, assets, headers."""
