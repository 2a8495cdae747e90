"""What is wrong, where, and what to do: a result beside the others, not an exception."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong: `kind` is a short key, `sentence` tells a recorder what it is and what to do.

    `where` names the file, line or report; `claims` holds the ids of the claims concerned.
    """

    kind: str
    sentence: str
    where: str = ""
    claims: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Write the problem as one line for a terminal."""
        return f"{self.where}: {self.sentence}" if self.where else self.sentence


class MarsadError(Exception):
    """Something that the person at the keyboard can mend; its text is the sentence shown, the exit status is 2."""

    status = 2
