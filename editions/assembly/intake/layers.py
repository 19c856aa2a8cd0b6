"""Layers (optional content): those that are hidden by default stay hidden, in one plain configuration."""

from pikepdf import Array, Dictionary, Pdf


def settle_layers(pdf: Pdf) -> None:
    """Reduce the optional content properties of *pdf* to the list of its layers and of those that are off.

    What depends on the viewer, its language or its zoom is dropped (ISO 19005-3, 6.9, allows no /AS).
    """
    properties = pdf.Root.get("/OCProperties")
    if not isinstance(properties, Dictionary):
        return
    layers = [layer for layer in properties.get("/OCGs", Array()) if isinstance(layer, Dictionary)]
    default = properties.get("/D", Dictionary())
    off = {layer.objgen for layer in default.get("/OFF", Array())}
    if default.get("/BaseState") == "/OFF":
        on = {layer.objgen for layer in default.get("/ON", Array())}
        off = {layer.objgen for layer in layers if layer.objgen not in on}
    for layer in layers:
        if "/Usage" in layer:
            del layer["/Usage"]
    pdf.Root["/OCProperties"] = Dictionary(
        OCGs=Array(layers),
        D=Dictionary(OFF=Array([layer for layer in layers if layer.objgen in off]), Order=Array(layers)),
    )
