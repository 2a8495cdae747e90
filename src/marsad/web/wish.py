"""What somebody wants to decide, as a form of the pages says it; drafted, proposed and recorded by the conductor."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _

from marsad import flow
from marsad.ledger.adding import apart, missed
from marsad.ledger.correct import PART_OF
from marsad.ledger.drafting import Pen, draft
from marsad.ledger.requoting import AT, QUOTE, moves_words
from marsad.ledger.slots import SLOTS
from marsad.ledger.waiting import REVIEWED
from marsad.model.decision import DecisionKind
from marsad.model.problem import MarsadError
from marsad.model.span import Quote
from marsad.web.roles import Role
from marsad.web.templatetags import field

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import QueryDict

    from marsad.flow import Book, Proposal
    from marsad.ledger.drafting import Desk
    from marsad.model.audience import Audience
    from marsad.model.decision import Decision
    from marsad.text.masking import Names
    from marsad.web.models import Account

ADD, APART, LEAVE = "add", "apart", "leave"
"""What a form can say beside the kinds of decisions: a missed claim, two incidents that are not one, left as it is."""
_KINDS = frozenset({*map(str, DecisionKind), ADD, APART, LEAVE}) - {"restrict"}
_HARMLESS = frozenset({LEAVE, str(DecisionKind.NOTE)})
"""These change no figure: a reviewer needs nobody else for them."""
_COMMAND = re.compile(r"[;,] `marsad [^`]*`[^.]*")
_LONGEST = 2_000
"""No reason, quote or value is longer; the rest of what a form sends is cut off."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be decided: the kind, the names of claims and incidents, slots and values, the reason.

    `seen` begins the hash of the head at which the ledger was seen. `item` is the key of what waited in the review,
    `start` and `quote` the words that somebody selected: where they begin, in code points of the text.
    """

    kind: str
    names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    why: str = ""
    seen: str = ""
    item: str = ""
    quote: str = ""
    start: int = 0

    @property
    def slots(self) -> dict[str, str]:
        """The slots that it sets, as they were written."""
        pairs = (piece.partition("=") for piece in self.words)
        return {slot: said for slot, sign, said in pairs if sign and not moves_words(slot)}

    @property
    def kept(self) -> tuple[str, ...]:
        """The words that no field shows: a grade, a number, where words were selected."""
        return tuple(piece for piece in self.words if piece.partition("=")[0] not in self.slots)

    @property
    def moved(self) -> tuple[str, ...]:
        """The slots for which other words of the text were selected, and no other value set."""
        named = (piece.partition("=")[0] for piece in self.words)
        return tuple(
            name.removesuffix(AT) for name in named if moves_words(name) and name.removesuffix(AT) not in self.slots
        )

    def record(self) -> dict[str, Any]:
        """Return it as it is kept until another person agrees."""
        return asdict(self)

    @classmethod
    def from_record(cls, kept: dict[str, Any]) -> Wish:
        """Read what `record` wrote."""
        return cls(**{**kept, "names": tuple(kept["names"]), "words": tuple(kept["words"])})

    @classmethod
    def of(cls, form: QueryDict) -> Wish:
        """Read a form; raises MarsadError where it says no kind of decision."""
        kind = form.get("kind", "")
        if kind not in _KINDS:
            raise MarsadError(_("This form says nothing that can be decided."))
        said = {name: form.get(name, "").strip()[:_LONGEST] for name in ("why", "seen", "item", "quote", "start")}
        start = int(said["start"]) if said["start"].isascii() and said["start"].isdecimal() else 0
        names = tuple(name for words in form.getlist("names") for name in re.split(r"[\s,،]+", words) if name)
        said_so = (word.strip()[:_LONGEST] for word in form.getlist("words") if word.strip())
        words = (*said_so, *_selected(form), *_changed(form))
        return cls(kind, names, words, said["why"], said["seen"], said["item"], said["quote"], start)

    def shows(self, book: Book) -> bool:
        """Tell whether all that it speaks of is in a ledger: what is kept from somebody, they are not asked about."""
        numbers = {str(standing.decision.number) for standing in book.ledger.decisions}
        if self.kind == DecisionKind.UNDO and not numbers.issuperset(self.words):
            return False
        try:
            for name in self.names:
                if name not in book.numbers:
                    book.desk.named(name)
        except MarsadError:
            return False
        return True

    def masked(self, names: Names) -> Wish:
        """Return it as it is shown to those who may not read some names."""
        words = tuple(map(names.hide, self.words))
        return replace(self, why=names.hide(self.why), quote=names.hide(self.quote), words=words)

    @property
    def digest(self) -> str:
        """The beginning of a hash of what it says, by which a save tells that it is what was shown."""
        return sha256(repr(replace(self, seen="", why="")).encode()).hexdigest()[:16]

    def propose(self, who: str, audience: Audience, *, agreed: str = "", draft: bool = False) -> Proposal:
        """Draft it as somebody's decision and work out what it would change; raises MarsadError and ChangedError.

        `agreed` names the person who agreed to it, where it takes two. A mere `draft` needs no reason yet.
        """
        if not self.why and not draft:
            raise MarsadError(_("Say why: a decision carries its reason."))
        why = _("%(why)s (agreed: %(who)s)") % {"why": self.why, "who": agreed} if agreed else self.why or "?"
        return flow.propose(self._drafter(Pen(who, why, datetime.now(UTC))), audience, seen=self.seen)

    def _drafter(self, pen: Pen) -> Callable[[Desk], Decision]:
        if self.kind == ADD:
            [report] = self.names[:1] or [""]
            return lambda desk: missed(report, Quote(self.start, self.quote), self.words, desk, pen)
        if self.kind == APART:
            return lambda desk: apart(self.names, desk, pen)
        if self.kind == LEAVE:
            return lambda desk: _left(self.names, self.item, desk, pen)
        if self.kind == DecisionKind.CORRECT and not self.words:
            raise MarsadError(_("Nothing is changed yet: set at least one of the fields anew."))
        return partial(draft, DecisionKind(self.kind), self.names, pen=pen, words=self.words)


def takes_two(wish: Wish, person: Account) -> bool:
    """Tell whether another person has to agree: for all of a recorder's, and for all that move figures if so set."""
    if person.role is None or not person.role.covers(Role.REVIEWER):
        return True
    return settings.TWO_PERSONS and wish.kind not in _HARMLESS


def refusal(error: MarsadError) -> str:
    """Return the sentence of an error in the reader's language, without what it says to do at the command line."""
    return field.sentence(_COMMAND.sub("", str(error)))


def _left(names: tuple[str, ...], key: str, desk: Desk, pen: Pen) -> Decision:
    """Draft a note that what waits under a key was looked at and left."""
    return replace(draft(DecisionKind.NOTE, names, desk, pen), value=((REVIEWED, key),))


def _selected(form: QueryDict) -> tuple[str, ...]:
    """Return for which slots words were selected, and where those stand: `at-place` with `120-135`."""
    found = ((slot, form.get(f"at-{slot}", "").strip()[:_LONGEST]) for slot in (*SLOTS, QUOTE))
    return tuple(f"{slot}{AT}={said}" for slot, said in found if said)


def _changed(form: QueryDict) -> tuple[str, ...]:
    """Return the slots whose fields differ from what the form showed: `slot-count` beside `was-count`."""
    found = []
    for slot in (*SLOTS, PART_OF, QUOTE):
        now = form.get(f"slot-{slot}")
        if now is not None and now.strip() != form.get(f"was-{slot}", "").strip():
            found.append(f"{slot}={now.strip()[:_LONGEST]}")
    return tuple(found)
