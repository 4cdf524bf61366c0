"""Pages that are looked at: one file a page or a part of one. Records in, text out; nothing here writes a file."""
