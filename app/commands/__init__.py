"""The doors without a screen, one function a command; none of them may import Qt, except the one that draws screens."""
