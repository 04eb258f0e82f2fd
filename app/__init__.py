"""Everything on screen: shows the case and turns gestures into commands."""
