"""What a person set of checks with samples, as a guard takes it."""

from station.core.settings import InspectionSettings
from station.core.shift_check import Demand
from station.live.guard import Terms


def terms_of(settings: InspectionSettings) -> Terms:
    """What is demanded; a window is never smaller than the frames that must be right in it."""
    window = max(settings.check_frames, settings.check_window)
    demand = Demand(settings.check_frames, window, settings.check_s)
    return Terms(settings.check_hours, demand, settings.drift)
