"""How an exception becomes a notice: a reason that a person can mend, or a fault of the station with its traceback."""

import traceback

from PySide6.QtCore import QCoreApplication

from station.core.errors import StationError
from station.ui.error_texts import said
from station.ui.notices import Cause, Notices


def tell_failure(notices: Notices, title: str, error: BaseException, *, cause: Cause | None = None) -> None:
    """Tell that something failed and why; the details hold what else is known."""
    if isinstance(error, StationError):
        notices.fail(f"{title}: {said(error)}", cause=cause)
        return
    details = "".join(traceback.format_exception(error))
    notices.fail(
        QCoreApplication.translate("Failures", "{title}: an unexpected fault ({error}). It is in the log.").format(
            title=title, error=said(error)
        ),
        details=details,
        cause=cause,
    )
