"""The look of the layers as QGIS styles (QML): a category for each paint key, coloured and patterned as the map is."""

from itertools import count
from xml.sax.saxutils import escape, quoteattr

from geo.i18n import gettext as _
from geo.map.classification import words_for
from geo.map.palette import COLOURS
from geo.map.symbology import OUTSIDE, SEVERAL, Mark, Symbol, symbols
from geo.record.atlas import Atlas

ANGLES = {"rising": 45, "falling": -45}  # degrees of the lines
_PIXELS = "Pixel"


def style(atlas: Atlas, phase: str) -> str:
    """Write the style for the roles of one phase, which the layer's field `paint_<phase>` holds."""
    label = f"name_{atlas.record.profile.languages[0]}"
    looks = {key: symbol for key, symbol in symbols(atlas).by_key.items() if key not in (OUTSIDE, SEVERAL)}
    categories = "".join(
        f'<category render="true" symbol="{number}" value={quoteattr(key)} label={quoteattr(_label(atlas, key))}/>'
        for number, key in enumerate(looks)
    )
    symbols_xml = "".join(_symbol("fill", str(number), _layers(symbol)) for number, symbol in enumerate(looks.values()))
    return (
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>"
        '<qgis version="3.28.0" styleCategories="Symbology|Labeling" labelsEnabled="1">'
        f'<renderer-v2 type="categorizedSymbol" attr="paint_{escape(phase)}" symbollevels="0" enableorderby="0" '
        f'forceraster="0"><categories>{categories}</categories><symbols>{symbols_xml}</symbols></renderer-v2>'
        '<labeling type="simple"><settings calloutType="simple"><text-style '
        f'fieldName={quoteattr(label)} isExpression="0" '
        'fontSize="9"><text-buffer bufferDraw="1" bufferSize="0.8" bufferColor="255,255,255,255"/></text-style>'
        "</settings></labeling></qgis>"
    )


def line_style() -> str:
    """Write the style of the border: the broken line of the map."""
    line = _layer("SimpleLine", line_color=_rgb(COLOURS["border"]), line_width="1.5", line_width_unit=_PIXELS,
                  use_custom_dash="1", customdash="5;3", customdash_unit=_PIXELS)  # fmt: skip
    return _single(_symbol("line", "0", line))


def outline_style() -> str:
    """Write the style of places made of areas: an outline alone, so that the areas below are seen."""
    outline = _layer("SimpleFill", style="no", color=_rgb(COLOURS["paper"]), outline_color=_rgb(COLOURS["ink"]),
                     outline_style="dot", outline_width="1.5", outline_width_unit=_PIXELS)  # fmt: skip
    return _single(_symbol("fill", "0", outline))


def _single(symbol: str) -> str:
    return (
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>"
        '<qgis version="3.28.0" styleCategories="Symbology"><renderer-v2 type="singleSymbol" symbollevels="0" '
        f'enableorderby="0" forceraster="0"><symbols>{symbol}</symbols></renderer-v2></qgis>'
    )


def _label(atlas: Atlas, key: str) -> str:
    return words_for(atlas, key) if key else _("not mentioned")


def _symbol(kind: str, name: str, inner: str) -> str:
    return f'<symbol type="{kind}" name="{name}" alpha="1" clip_to_extent="1" force_rhr="0">{inner}</symbol>'


def _layers(symbol: Symbol) -> str:
    ground = _layer(
        "SimpleFill", color=_rgb(symbol.ground), style="solid", outline_color=_rgb(COLOURS["paper"]),
        outline_style="solid", outline_width="1", outline_width_unit=_PIXELS,
    )  # fmt: skip
    numbers = count()
    return ground + "".join(_pattern(mark, symbol.tile, next(numbers)) for mark in symbol.marks)


def _pattern(mark: Mark, tile: float, number: int) -> str:
    if mark.kind == "dots":
        dot = _layer(
            "SimpleMarker", name="circle", color=_rgb(mark.colour), outline_style="no", size=f"{mark.size:g}",
            size_unit=_PIXELS,
        )  # fmt: skip
        inner = _symbol("marker", f"@{number}@1", dot)
        return _layer("PointPatternFill", inner, distance_x=f"{tile:g}", distance_x_unit=_PIXELS,
                      distance_y=f"{tile:g}", distance_y_unit=_PIXELS)  # fmt: skip
    line = _layer("SimpleLine", line_color=_rgb(mark.colour), line_width=f"{mark.size:g}", line_width_unit=_PIXELS,
                  line_style="solid")  # fmt: skip
    inner = _symbol("line", f"@{number}@1", line)
    # a tile's diagonal stripes are as far apart as half its diagonal
    apart = f"{tile / 2**0.5:.2f}"
    return _layer("LinePatternFill", inner, angle=str(ANGLES[mark.kind]), distance=apart, distance_unit=_PIXELS)


def _layer(kind: str, inner: str = "", **options: str) -> str:
    content = "".join(
        f'<Option type="QString" name="{name}" value={quoteattr(text)}/>' for name, text in options.items()
    )
    return f'<layer class="{kind}" enabled="1" locked="0" pass="0"><Option type="Map">{content}</Option>{inner}</layer>'


def _rgb(colour: str) -> str:
    return ",".join(map(str, (*bytes.fromhex(colour.lstrip("#")), 255)))
