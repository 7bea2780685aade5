"""What people and programs send, read into a command's or query's arguments: one reader for all faces."""
