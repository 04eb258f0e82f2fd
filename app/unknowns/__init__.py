"""What is not known yet, question by question."""
