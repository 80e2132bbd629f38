"""What Discord answers when it refuses: https://discord.com/developers/docs/topics/opcodes-and-status-codes."""

from __future__ import annotations

from typing import Any


class ApiError(Exception):
    """A refusal: an HTTP status, and a JSON body with Discord's own code."""

    def __init__(self, status: int, code: int, message: str, errors: dict[str, Any] | None = None) -> None:
        super().__init__(f"{status} ({code}): {message}")
        self.status = status
        self.body: dict[str, Any] = {"code": code, "message": message}
        if errors:
            self.body["errors"] = errors


def invalid(path: str, code: str, message: str) -> ApiError:
    """Return the refusal of a body; ``path`` is where it is wrong, such as "embeds.0.title"."""
    errors: dict[str, Any] = {"_errors": [{"code": code, "message": message}]}
    for part in reversed(path.split(".")):
        errors = {part: errors}
    return ApiError(400, 50035, "Invalid Form Body", errors)


def too_long(path: str, most: int) -> ApiError:
    """Return the refusal of what has more than ``most`` characters or elements."""
    return invalid(path, "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")


def bad_length(path: str, least: int, most: int) -> ApiError:
    """Return the refusal of what does not have ``least`` to ``most`` characters or elements."""
    return invalid(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")


def required(path: str) -> ApiError:
    """Return the refusal of a body in which something is missing."""
    return invalid(path, "BASE_TYPE_REQUIRED", "This field is required")


def unauthorized() -> ApiError:
    """Return the refusal of a wrong token."""
    return ApiError(401, 0, "401: Unauthorized")


def missing_access() -> ApiError:
    """Return the refusal of a channel or guild that the bot does not see."""
    return ApiError(403, 50001, "Missing Access")


def missing_permissions() -> ApiError:
    """Return the refusal of what the bot may not do."""
    return ApiError(403, 50013, "Missing Permissions")


def unknown(what: str) -> ApiError:
    """Return the refusal of something that does not exist, or no longer does."""
    return ApiError(404, _UNKNOWN[what], f"Unknown {what}")


_UNKNOWN = {
    "Channel": 10003,
    "Guild": 10004,
    "Member": 10007,
    "Message": 10008,
    "User": 10013,
    "Webhook": 10015,
    "interaction": 10062,
    "application command": 10063,
}
