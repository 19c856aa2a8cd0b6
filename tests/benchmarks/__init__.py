"""How fast it is: ``make bench`` prints ratios against a peer in the same run, from the median of pairs."""
