"""Small apps that the dashboard is measured against."""
