"""One process for one database file."""

from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout

from bot.errors import StartFault


def claim(path: Path, refusal: str | None = None) -> BaseFileLock:
    """A lock on `<path>.lock` that is already held; the system frees it when the process dies, however it dies.

    Makes the folder where it is missing. `refusal` is what is said where another process holds the lock.

    Raises:
        StartFault: another Clio holds it, or the folder cannot be written.
    """
    lock = FileLock(f"{path}.lock", timeout=0, thread_local=False)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout as error:
        running = f"Another Clio is running on {path}; stop it first, or set CLIO_DATABASE to another file."
        raise StartFault([refusal or running]) from error
    except OSError as error:
        reason = error.strerror or str(error)
        text = f"The folder {path.parent} cannot be used ({reason}); let the user that runs Clio write there."
        raise StartFault([text]) from error
    return lock
