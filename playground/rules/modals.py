"""Rules for modals: their fields, each with its label."""

from playground import components as c
from playground.wire import Json

from . import components
from .faults import Faults

MODAL_COMPONENTS = 5
CHOICES = 10  # of a group of radio buttons or checkboxes; files of an upload


def check(faults: Faults, modal: Json) -> None:
    """A modal."""
    faults.length("data.custom_id", modal.get("custom_id"), 100, 1)
    faults.length("data.title", modal.get("title"), 45, 1)
    inner = modal.get("components") or []
    faults.count("data.components", inner, MODAL_COMPONENTS, 1)
    for index, component in enumerate(inner):
        here = f"data.components.{index}"
        kind = component.get("type")
        if kind == c.ACTION_ROW:
            row = component.get("components") or []
            faults.count(f"{here}.components", row, 1, 1)
            for field in row:
                faults.length(f"{here}.components.0.label", field.get("label"), 45, 1)
                _check_input(faults, f"{here}.components.0", field, {c.TEXT_INPUT})
        elif kind == c.LABEL:
            faults.length(f"{here}.label", component.get("label"), 45, 1)
            faults.length(f"{here}.description", component.get("description"), 100)
            _check_input(faults, f"{here}.component", component.get("component") or {}, set(c.INPUTS))
        elif kind != c.TEXT_DISPLAY:
            faults.add(f"{here}.type", "UNION_TYPE_CHOICES", 'Value of field "type" must be one of (1, 10, 18).')
    components.check_ids(faults, c.walk(inner))


def _check_input(faults: Faults, here: str, field: Json, allowed: set[int]) -> None:
    kind = field.get("type")
    if kind not in allowed:
        faults.add(f"{here}.type", "UNION_TYPE_CHOICES", "This component is not for modals.")
        return
    if field.get("disabled"):
        faults.add(f"{here}.disabled", "COMPONENT_DISABLED_IN_MODAL", "A modal has no disabled fields.")
    if field.get("min_values") == 0 and field.get("required") is not False:
        faults.add(f"{here}.min_values", "NUMBER_TYPE_MIN", "min_values is at least 1 where the field is required.")
    if kind == c.TEXT_INPUT:
        _check_text_input(faults, here, field)
    elif kind in c.SELECTS:
        components.check_select(faults, here, field)
    else:
        faults.length(f"{here}.custom_id", field.get("custom_id"), 100, 1)
        _check_group(faults, here, field)


def _check_text_input(faults: Faults, here: str, field: Json) -> None:
    faults.length(f"{here}.custom_id", field.get("custom_id"), 100, 1)
    faults.length(f"{here}.placeholder", field.get("placeholder"), 100)
    least, most = field.get("min_length") or 0, field.get("max_length")
    most = 4000 if most is None else most
    if not 0 <= least <= most <= 4000 or most < 1:
        faults.add(f"{here}.max_length", "NUMBER_TYPE_MAX", "min_length must not exceed max_length, at most 4000.")
    elif field.get("value"):
        faults.length(f"{here}.value", field["value"], most)
    if field.get("style") not in (1, 2):
        faults.add(f"{here}.style", "BASE_TYPE_CHOICES", "Value must be one of (1, 2).")


def _check_group(faults: Faults, here: str, field: Json) -> None:
    """Radio buttons, checkboxes, files; a single checkbox has nothing that could be wrong."""
    kind, least, most = field["type"], field.get("min_values"), field.get("max_values")
    if kind == c.RADIO_GROUP:
        components.check_options(faults, here, field, least=2, most=CHOICES, choosable=1)
    elif kind in (c.CHECKBOX_GROUP, c.FILE_UPLOAD):
        of_all = len(field.get("options") or []) or 1 if kind == c.CHECKBOX_GROUP else 1
        least, most = 1 if least is None else least, of_all if most is None else most
        if not 0 <= least <= most or not 1 <= most <= CHOICES:
            faults.add(f"{here}.max_values", "NUMBER_TYPE_MAX", "min_values must not exceed max_values, at most 10.")
        if kind == c.CHECKBOX_GROUP:
            components.check_options(faults, here, field, least=1, most=CHOICES, choosable=most)
