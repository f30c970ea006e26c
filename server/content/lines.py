"""Where in a TOML file does an entry or a key stand?  Text in, line numbers out, for messages a person can act on.

`tomllib` gives values without positions, so the headers and keys are looked up in the text again.
Next: `server.content.loading`.
"""

from __future__ import annotations

import re

_HEADER = re.compile(r"^\s*\[\[?\s*([^\]]+?)\s*\]\]?\s*(#.*)?$")
_ARRAY = re.compile(r"^\s*\[\[\s*([^\]]+?)\s*\]\]")


class TomlLines:
    """The lines of one TOML file."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        self._inside = _inside_strings(self._lines)
        self._starts: dict[str, list[int]] = {}
        """Table -> numbers of the lines in which its entries begin."""
        for number, line in enumerate(self._lines, start=1):
            if (match := _ARRAY.match(line)) and number not in self._inside:
                self._starts.setdefault(_bare(match.group(1)), []).append(number)

    @property
    def count(self) -> int:
        """Lines of the file, at least 1."""
        return max(1, len(self._lines))

    def between(self, first: int, last: int) -> str:
        """Lines `first` to `last` (1-based, both included), each with its line break."""
        return "".join(line + "\n" for line in self._lines[first - 1:last])

    def entry(self, table: str, index: int) -> tuple[int, int]:
        """First and last line (1-based) of the `index`-th `[[table]]`; the whole file if it is not written so."""
        starts = self._starts.get(table, [])
        if index >= len(starts):
            return 1, self.count
        end = starts[index + 1] - 1 if index + 1 < len(starts) else len(self._lines)
        for number in range(starts[index] + 1, end + 1):
            match = _HEADER.match(self._lines[number - 1])
            if match and number not in self._inside and _bare(match.group(1)).split(".")[0] != table:
                return starts[index], number - 1
        return starts[index], end

    def key(self, span: tuple[int, int], *path: str) -> int:
        """Line of the deepest key of `path` that is found within the span; the span's first line if none is."""
        first, last = span
        found = first
        for name in path:
            pattern = re.compile(rf"""(?:^|[\s{{,.\[])["']?{re.escape(name)}["']?\s*(?:=|\]|\.)""")
            for number in range(found, last + 1):
                if number not in self._inside and pattern.search(self._lines[number - 1]):
                    found = number
                    break
        return found

    def text(self, span: tuple[int, int], needle: str) -> int:
        """Line within the span that holds `needle`; the span's first line if none does."""
        for number in range(span[0], span[1] + 1):
            if needle and needle in self._lines[number - 1]:
                return number
        return span[0]


def _bare(name: str) -> str:
    return name.replace('"', "").replace("'", "").replace(" ", "")


def _inside_strings(lines: list[str]) -> set[int]:
    """Numbers of the lines that begin inside a multi-line string."""
    inside: set[int] = set()
    quote = ""
    for number, line in enumerate(lines, start=1):
        if quote:
            inside.add(number)
        rest = line
        while True:
            if quote:
                head, mark, rest = rest.partition(quote)
                if not mark:
                    break
                quote = ""
                continue
            opens = [(rest.find(mark), mark) for mark in ('"""', "'''") if mark in rest]
            if not opens:
                break
            position, quote = min(opens)
            rest = rest[position + 3:]
    return inside
