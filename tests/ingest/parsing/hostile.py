"""Document types of hostile XML; each takes the root element as its one argument."""

from __future__ import annotations

_LEVELS = "".join(f'<!ENTITY l{level} "{f"&l{level - 1};" * 10}">' for level in range(1, 10))
LAUGHS = f'<?xml version="1.0"?><!DOCTYPE any [<!ENTITY l0 "ha">{_LEVELS}]>{{}}'
QUADRATIC = f'<!DOCTYPE any [<!ENTITY a "{"ha" * 25_000}">]>{{}}'
EXTERNAL = (
    '<!DOCTYPE any SYSTEM "http://127.0.0.1:9/outside.dtd" [<!ENTITY secret SYSTEM "file:///etc/passwd">'
    '<!ENTITY % more SYSTEM "http://127.0.0.1:9/more.dtd"> %more;]>{}'
)
