"""The pages of the app: each builds on the frame and on what is common, never on another page."""
