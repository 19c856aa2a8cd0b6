"""The annexes: all there, as the statement lists them and as their originals are."""
