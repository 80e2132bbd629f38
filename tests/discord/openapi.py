"""What was sent, held against Discord's own description of its API, where that file is present.

It is not part of this repository: https://github.com/discord/discord-api-spec has it (MIT). The environment names it:
``DATELINE_DISCORD_OPENAPI`` is the file, or ``discord/openapi.json`` lies beside the folder ``DATELINE_DEV``.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, ValidationError
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from tests.discord.rest import Request

# Read before the tests hide the operator's environment.
_FILE, _DEV = os.environ.get("DATELINE_DISCORD_OPENAPI"), os.environ.get("DATELINE_DEV")
_HERE = "urn:discord"
# discord.py writes some ids as numbers, which Discord takes too.
_ID = {"type": ["string", "integer"], "pattern": "^(0|[1-9][0-9]*)$", "minimum": 0}


class OpenApi:
    """Discord's description: which body each route takes, and which it answers with."""

    def __init__(self, path: Path) -> None:
        self._description = json.loads(path.read_text("utf-8"))
        self._description["components"]["schemas"]["SnowflakeType"] = _ID
        resource = DRAFT202012.create_resource(self._description)
        self._registry = Registry().with_resource(_HERE, resource)
        routes = [
            (name, re.compile(re.sub(r"\\{.*?\\}", "[^/]+", re.escape(name)))) for name in self._description["paths"]
        ]
        # A literal such as "@me" comes before a parameter.
        self._routes = sorted(routes, key=lambda route: route[0].count("{"))
        self._validator = cache(self._make_validator)

    @classmethod
    def found(cls) -> OpenApi | None:
        """Return the description that the environment names, or None."""
        path = Path(_FILE) if _FILE else Path(_DEV).resolve().parent / "discord" / "openapi.json" if _DEV else None
        return cls(path) if path is not None and path.is_file() else None

    def violations(self, requests: Iterable[Request]) -> list[str]:
        """Return what is wrong with the bodies of requests, a line each; a route that is not described is wrong too."""
        found = []
        for request in requests:
            operation = self._operation(request.method, request.path)
            if operation is None:
                found.append(f"{request.method} {request.path}: not described")
            elif request.body is not None:
                pointer = f"{operation}/requestBody/content/application~1json/schema"
                found += self._errors(pointer, request.body, f"{request.method} {request.path}")
        return found

    def wrong_answers(self, requests: Iterable[Request]) -> list[str]:
        """Return what is wrong with how the loopback Discord answered, a line each."""
        found = []
        for request in requests:
            operation = self._operation(request.method, request.path)
            if operation is not None and request.response and 200 <= request.status < 300:
                pointer = f"{operation}/responses/{request.status}/content/application~1json/schema"
                found += self._errors(
                    pointer, json.loads(request.response), f"answer to {request.method} {request.path}"
                )
        return found

    def _operation(self, method: str, path: str) -> str | None:
        for name, pattern in self._routes:
            if pattern.fullmatch(path) and method.lower() in self._description["paths"][name]:
                return f"/paths/{name.replace('~', '~0').replace('/', '~1')}/{method.lower()}"
        return None

    def _errors(self, pointer: str, body: Any, what: str) -> list[str]:
        errors = self._validator(pointer).iter_errors(body)
        return [f"{what}: {found.json_path}: {found.message[:300]}" for error in errors for found in _causes(error)]

    def _make_validator(self, pointer: str) -> Draft202012Validator:
        return Draft202012Validator({"$ref": f"{_HERE}#{pointer}"}, registry=self._registry)


def _causes(error: ValidationError) -> list[ValidationError]:
    """Return the errors in the one alternative that was meant: that whose type, at whatever depth, is right."""
    alternatives: dict[Any, list[ValidationError]] = {}
    for cause in error.context or []:
        alternatives.setdefault(cause.schema_path[0], []).append(cause)
    meant = [causes for causes in alternatives.values() if not any(_is_other_type(cause) for cause in causes)]
    if len(meant) != 1:
        return [error]
    return [found for cause in meant[0] for found in _causes(cause)]


def _is_other_type(error: ValidationError) -> bool:
    of_component = error.validator in ("enum", "const") and list(error.relative_path)[-1:] == ["type"]
    return of_component or (error.validator == "type" and not error.relative_path)
