"""What can be done with a foreign file, one module each: `work` reads it, `prepare` brings in what that needs."""
