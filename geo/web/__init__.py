"""What a browser gets: markup, links, the map; for the app's pages and for the exported file alike."""
