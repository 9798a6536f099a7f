"""What decides: plain values and plain functions that know nothing of Discord, disk, clock or dice."""
