"""An edition signed: the order of what is looked at, drawn, signed, looked at again and published."""

from editions.sealing.order import Sealed, refresh, seal
from editions.sealing.wished import LEVELS, Wish

__all__ = ["LEVELS", "Sealed", "Wish", "refresh", "seal"]
