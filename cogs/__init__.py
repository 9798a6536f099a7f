"""What listens to Discord: one file a feature. No cog imports another."""
