"""``python -m bot doctor``: does an installation work, and if not, what is to be done?"""

from bot.doctor.report import doctor

__all__ = ["doctor"]
