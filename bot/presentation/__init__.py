"""Domain values turned into what Discord shows: every word that players read, every limit of Discord."""
