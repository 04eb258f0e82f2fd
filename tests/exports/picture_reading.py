"""Reads what is written in a picture of the map."""

import xml.etree.ElementTree as ET

SVG = "{http://www.w3.org/2000/svg}"


def texts_of(picture: bytes) -> str:
    """Every line of an SVG, in order, with a space between."""
    return " ".join(" ".join("".join(each.itertext()) for each in ET.fromstring(picture).iter(f"{SVG}text")).split())
