"""Files of this machine and of others, opened alike: paths by the system, URLs by fsspec."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import IO, Any

from marsad.model.problem import MarsadError


def unreachable() -> tuple[type[Exception], ...]:
    """List the errors that say that a file cannot be reached; those of the library of `s3://` are no OSErrors."""
    boto = sys.modules.get("botocore.exceptions")
    return (OSError, boto.BotoCoreError) if boto else (OSError,)


def why(error: Exception) -> str:
    """Say why, in the words of who raised it, on one line."""
    return str(getattr(error, "strerror", None) or error).partition("\n")[0]


def is_url(name: str) -> bool:
    """Tell whether a name is a URL (`s3://…`), no path."""
    return "://" in name


def opened(file: str) -> IO[bytes]:
    """Open a file for reading bytes; raises OSError."""
    if not is_url(file):
        return Path(file).open("rb")
    system, path = system_of(file)
    stream: IO[bytes] = system.open(path, "rb")
    return stream


def system_of(url: str) -> tuple[Any, str]:
    """Return the file system of a URL and the path in it; raises MarsadError where what it needs is not installed."""
    fsspec = load("fsspec", url)
    try:
        found: tuple[Any, str] = fsspec.core.url_to_fs(url)
    except ImportError as error:
        raise MarsadError(f"{url}: needs a library that is not installed: {error}.") from None
    except ValueError as error:
        raise MarsadError(f"{url}: cannot be opened ({error}); name a file, a folder or a URL like s3://…") from None
    return found


def load(module: str, file: str) -> Any:
    """Load a library of the extra `bulk` to read a file with; raises MarsadError where it is not installed."""
    from importlib import import_module

    try:
        return import_module(module)
    except ImportError:
        raise MarsadError(
            f"{file}: to read it, install marsad with its extra: pip install 'marsad[bulk]' ({module} is missing)."
        ) from None
