"""What is fast, measured side by side with a bare bot in one run."""
