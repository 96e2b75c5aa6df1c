"""What tests stand on: worlds, servers, browsers, readers of files."""
