"""Layers of annexes, in the one configuration of the whole: hidden ones stay hidden."""

from collections.abc import Sequence
from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, TextStringObject

from editions.assembly.copying import Copier

#: A layer, and whether it is hidden.
Layer = tuple[IndirectObject, bool]


def join_layers(root: Any, copier: Copier) -> list[Layer]:
    """Return the layers that the catalog *root* lists, copied."""
    properties = root.get("/OCProperties")
    if properties is None:
        return []
    hidden = {layer.idnum for layer in list.__iter__(properties["/D"]["/OFF"])}
    layers: Any = [(copier.copy(layer), layer.idnum in hidden) for layer in list.__iter__(properties["/OCGs"])]
    return list(layers)


def layer_properties(layers: Sequence[Layer]) -> DictionaryObject:
    """Return the optional content properties of the whole (ISO 19005-3, 6.9: a name, and every layer in the order)."""
    default = DictionaryObject(
        {
            NameObject("/Name"): TextStringObject("Default"),
            NameObject("/Order"): ArrayObject(layer for layer, _ in layers),
            NameObject("/OFF"): ArrayObject(layer for layer, hidden in layers if hidden),
        }
    )
    return DictionaryObject({NameObject("/OCGs"): ArrayObject(layer for layer, _ in layers), NameObject("/D"): default})
