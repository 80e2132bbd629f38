"""Word lists, written as plain text."""

from __future__ import annotations


def words_of(*lines: str) -> frozenset[str]:
    """Return the words of ``lines``; an underscore stands for a space within one."""
    return frozenset(word.replace("_", " ") for line in lines for word in line.split())


def numbered(line: str, start: int = 0) -> dict[str, int]:
    """Number the words of ``line``; those parted by a bar share a number."""
    return {
        form.replace("_", " "): number
        for number, forms in enumerate(line.split(), start=start)
        for form in forms.split("|")
    }
