"""Puts Lumbung's clock back by LUMBUNG_DAYS_AGO days, in every process that finds this on its path.

A number below nothing puts it ahead, a part of a day to another hour. A journey of two days cannot
wait for the second, and one through a year still less. Only what Django calls *now* is moved: timers,
leases and certificates go by the machine's own clock or by differences, which stay as they are.
"""

import datetime as dt
import os

from django.utils import timezone

_now = timezone.now
_back = dt.timedelta(days=float(os.environ["LUMBUNG_DAYS_AGO"]))
timezone.now = lambda: _now() - _back
