"""The vocabulary is data: no code outside the tests names one of its coded keys."""

import re
import tomllib

from tests.house.detectors import keys_written_out
from tests.house.source import DOORS, ROOMS, ROOT, modules

CODE = re.compile(r"[A-Z]\d{1,2}(\.\d+)?")
# On a keyboard these are keys of another sort, which the screens may name.
FUNCTION_KEYS = {f"F{number}" for number in range(1, 13)}


def coded_keys() -> set[str]:
    """Return every key of the catalogue that is a letter and a number, such as B01 or P1.1."""
    tables = (path for path in (ROOT / "resources/vocabulary").glob("*.toml") if path.stem != "audiences")
    catalogue = [tomllib.loads(path.read_text("utf-8")) for path in tables]
    return {key for table in catalogue for family in table.values() for key in family if CODE.fullmatch(key)}


def test_the_catalogue_has_coded_keys_to_look_for() -> None:
    assert {"B00", "B18", "P1", "P6", "I1", "I13", "G15", "V14"} <= coded_keys()


def test_no_code_names_a_key_of_the_catalogue() -> None:
    keys = coded_keys()
    found = [
        f"{path}, {place}"
        for path, text in modules(*ROOMS, *DOORS)
        for place in keys_written_out(text, keys - FUNCTION_KEYS if path.startswith("app/") else keys)
    ]
    assert found == []


def test_a_key_in_code_would_be_seen() -> None:
    assert keys_written_out("if category == 'B07': pass", coded_keys()) == ["line 1: B07"]
    assert keys_written_out("if category == other.category: pass", coded_keys()) == []
