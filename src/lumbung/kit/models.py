"""The kit's records, where Django looks for them."""

from lumbung.kit.jobs.records import Job
from lumbung.kit.stamps import Stamp

__all__ = ["Job", "Stamp"]
