"""What everything speaks of: frozen values, and nothing that touches the world."""
