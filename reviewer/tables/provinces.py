"""Which province a submission comes from: by its name, or by that of the city."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

# 内蒙古, 广西: what is left of a province's full name in running text.
_ENDS = ("维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "省", "市")


def find_province(
    texts: Iterable[str], city: str | None, provinces: Mapping[str, Sequence[str]]
) -> str | None:
    """The province that the city lies in, else the one that ``texts`` name first; None if neither.

    ``provinces`` holds the cities of each province by its full name.
    """
    for province, places in provinces.items():
        if city and (city == province or any(city.startswith(place) for place in places)):
            return province
    for text in texts:
        named = {text.find(_short(name)): name for name in provinces if _short(name) in text}
        if named:
            return named[min(named)]
    return None


def _short(province: str) -> str:
    for end in _ENDS:
        if province.endswith(end):
            return province.removesuffix(end)
    return province
