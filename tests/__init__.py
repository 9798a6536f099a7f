"""Every test; the folders mirror the tree."""
