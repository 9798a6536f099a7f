"""What remembers: one SQLite file, the packs on disk, and copies of both."""
