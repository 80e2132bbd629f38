"""Orders to a machine that somebody planted in an article: known, and never evidence. Pure."""

from bot.injection.orders import may_order, planted, showable

__all__ = ["may_order", "planted", "showable"]
