"""What code can prove of a claim: its quotes are located, its figures, dates and codes stand in them. Pure."""

from bot.verification.claims import Fault, Reason, Statement, unsupported
from bot.verification.quotes import locate

__all__ = ["Fault", "Reason", "Statement", "locate", "unsupported"]
