"""An edition signed: the order of what is looked at, drawn, signed, looked at again and published."""

from editions.sealing.order import Sealed, means_to_refresh, refresh, refreshed, seal
from editions.sealing.wished import LEVELS, Means, Wish

__all__ = ["LEVELS", "Means", "Sealed", "Wish", "means_to_refresh", "refresh", "refreshed", "seal"]
