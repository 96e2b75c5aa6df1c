"""The running app in a real browser, with the network off."""
