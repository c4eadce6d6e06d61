"""columns.toml -> FormWords: the words by which the parts of a form are told."""

from __future__ import annotations

from collections.abc import Mapping

from reviewer.errors import ConfigurationError
from reviewer.model import ColumnRole, FormWords

_KEYS = {
    "titles": {"words": "titles"},
    "rows": {
        "total": "totals",
        "full_total": "full_totals",
        "subtotal": "subtotals",
        "bonus": "bonuses",
        "footer": "footers",
    },
    "scores": {
        "full_marks": "full_marks",
        "no_points": "no_points",
        "no_deduction": "no_deduction",
        "deducted": "deducted",
        "labels": "score_labels",
        "none": "not_scored",
        "grades": "grades",
    },
    "places": {
        "labels": "place_labels",
        "not_places": "not_places",
        "not_alone": "not_alone",
        "names": "place_names",
    },
}


def form_words(data: Mapping[str, object]) -> FormWords:
    """Return the words of a parsed columns.toml.

    Raises ConfigurationError naming the key that is unknown or is not a list of texts.
    """
    headers: list[tuple[str, ColumnRole]] = []
    fields: dict[str, tuple[str, ...]] = {}
    for section, content in data.items():
        if section != "headers" and section not in _KEYS:
            raise ConfigurationError(f"columns.toml 中有不认识的部分 [{section}]，请删除或改正。")
        if not isinstance(content, Mapping):
            raise ConfigurationError(
                f"columns.toml 中的 {section} 应当是一个部分，请写作 [{section}]。"
            )
        for key, value in content.items():
            words = _words(section, str(key), value)
            if section == "headers" and key == "other_scorers":
                fields["other_scorers"] = words
            elif section == "headers":
                headers.extend((word, _role(str(key))) for word in words)
            elif key in _KEYS[section]:
                fields[_KEYS[section][key]] = words
            else:
                raise _unknown(section, str(key))
    if not any(role is ColumnRole.SELF_SCORE for _, role in headers):
        raise ConfigurationError(
            "columns.toml 的 [headers] 中缺少 self_score，请补上得分列的表头。"
        )
    return FormWords(headers=tuple(headers), **fields)


def _role(key: str) -> ColumnRole:
    try:
        return ColumnRole(key)
    except ValueError:
        raise _unknown("headers", key) from None


def _unknown(section: str, key: str) -> ConfigurationError:
    return ConfigurationError(f"columns.toml 的 [{section}] 中有不认识的键“{key}”，请删除或改正。")


def _words(section: str, key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(word, str) for word in value):
        raise ConfigurationError(
            f"columns.toml 的 [{section}] 中，{key} 应当是一列文字，请加上方括号。"
        )
    return tuple(str(word) for word in value)
