"""What an edition says of itself: the same everywhere, and nothing of its makers."""
