"""From the phrases of one sentence to drafts of claims: heads, parts, members, items joined by and, lines of lists.

The constructions are those of CONSTRUCTIONS 1 (2 part list, 5 breakdown line, 6 member list, 7 coordination).
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING

from marsad.lang.phrases import Amount, Harmed, Victims
from marsad.model.claim import Harm
from marsad.model.count import Count
from marsad.model.reason import Reason
from marsad.reader.draft import Draft
from marsad.reader.members import (
    JOINS,
    another_named,
    apposed,
    call_all,
    each_named,
    holds,
    is_listed,
    is_new,
    is_predicate,
    linked,
    member_named,
    most_of,
    named_pair,
    of_those_hurt,
    one_of_them,
    opens_part,
    part_before,
    parts_in_front,
    people_of,
    stands_alone,
    sums_up_whole,
    takes_part,
    those_named,
    told_from,
)
from marsad.reader.names import names_from
from marsad.reader.part_words import parts_nobody
from marsad.reader.turns import LIST_SIGNS, PEOPLE, TURNS, turns_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.reader.sentences import Sentence
    from marsad.text.nodes import Node

_BACK = 100
"""So many claims back `of the dead` may point."""
_FAR = 16
"""People so many nodes behind the last item of a list belong to it no more."""


class Chain:
    """Walks one sentence from left to right and hangs people on the claims before them."""

    def __init__(self, sentence: Sentence, before: Draft | None, earlier: list[Draft]) -> None:
        self.sentence = sentence
        self.nodes = sentence.nodes
        self.before = before
        self.earlier = earlier
        self.drafts: list[Draft] = []
        self.head: Draft | None = None
        self.mode = "head"
        self.whole: Draft | None = None
        self.last = -1
        """Index of the node behind the latest claim."""
        self.heads: list[Draft] = []
        """The claims that the list breaks down of which this sentence is a line."""
        self.told: dict[int, int] = {}
        """How many the lines of the list have told so far of each head, by the head's id."""
        self.opened = -1  # where a word or sign opened a list last
        self.named = False
        """Persons may stand in the open list by their names alone."""
        self.ahead: list[int] = []
        """Where people stand that are a part of the claim which comes next (`two women among nine dead`)."""

    def line_of(self, heads: list[Draft], told: dict[int, int]) -> None:
        """Take this sentence as a line of the breakdown under `heads`: its first people are a part of the first."""
        self.heads, self.told = heads, told
        head = heads[0]
        first = next((at for at, node in enumerate(self.nodes[:12]) if "COLON" in node.tags), 0)
        if any(isinstance(node.value, (Victims, Amount, Harmed)) for node in self.nodes[:first]):
            first = 0
        for at, node in enumerate(self.nodes[first:], first):
            if "HARMED" in node.tags:
                return
            people = people_of(node)
            if people is not None and ("VICTIMS" in node.tags or stands_alone(self.nodes, at)):
                if people.harm is None or people.harm is head.harm:
                    self.head = head
                    self._add(at, people, "line", head, head)
                return
            if not node.tags & {"DASH", "COMMA", "MIN", "COLON"}:
                return

    def walk(self) -> list[Draft]:
        """Return the drafts of the sentence."""
        if self.sentence.tags.isdisjoint(PEOPLE if self.before is None else TURNS | PEOPLE):
            return self.drafts
        if self.sentence.tags >= {"PARTWORD", "DOTS", "HARMED"}:
            self.ahead, self.last = parts_in_front(self.nodes, self.last)
        for at in self._stations():
            node = self.nodes[at]
            if at < self.last or self._one_of_them(at) or self._sign_of_list(at, node) or self._names(at):
                continue
            if self.drafts and self.mode == "head" and (self._named_pair(at) or self._another_named(at)):
                continue
            if not self._each_named(at):
                self._take(at, node)
        return self.drafts

    def _take(self, at: int, node: Node) -> None:
        """Take a statement of harm, or people who may hang on one told before."""
        if self.mode == "head" and self.last == at and self.drafts and apposed(self.drafts[-1], self.nodes, at):
            self._open("member", self.drafts[-1])
            self.opened = at - 1
        people = people_of(node)
        if isinstance(node.value, Harmed):
            self._harmed(at, node.value)
        elif "EARLIER" in node.tags and self.head is not None and isinstance(node.value, Victims):
            self._add(at, node.value, "head", None, self.head)
        elif "AHEAD" in node.tags:
            self.ahead.append(at)
        elif isinstance(node.value, Victims) and "ITSPART" in node.deep:
            self._open("part", self._whole())
            self.opened = at - 1
            self._people(at, node, node.value)
        elif people is not None and ("VICTIMS" in node.tags or stands_alone(self.nodes, at)):
            self._people(at, node, people)

    def _stations(self) -> Iterator[int]:
        """Walk the words that may say something here.

        Others have no value, turn nothing, and stand neither in a list of names nor right behind a claim or a person.
        """
        nodes, at, told = self.nodes, -1, turns_of(self.sentence)
        while (at := at + 1) < len(nodes):
            if not self.named and at != self.last and not self._behind_one(at):
                later = bisect_left(told, at)
                following = told[later] if later < len(told) else len(nodes)
                at = self.last if at < self.last < following else following
            if at < len(nodes):
                yield at

    def _behind_one(self, at: int) -> bool:  # another may follow by name
        return bool(self.drafts) and at - self.last <= _FAR and self.drafts[-1].people.count.high == 1

    def _sign_of_list(self, at: int, node: Node) -> bool:
        """Take a word or sign that opens or closes a list of parts or members; tell whether it is one."""
        tags = node.tags
        if tags & {"FAMILYOF", "ALLOF"} and self.drafts:
            call_all(self.nodes, at, self.drafts)
        if tags & LIST_SIGNS:
            self.opened = at
        if "PARTWORD" in tags:
            self._part_word(at, node)
            return True
        if ("OPEN" in tags and (at or self.drafts)) or ("NAMES" in tags and self.drafts):
            if "NAMES" in tags and (whole := self._whole()) is not None and whole.people.count.high == 1:
                return True  # `a man identified as a leader`
            self._open("member", self._whole())
            self.named = at == 0 or "PLACEHEAD" not in self.nodes[at - 1].tags  # `the villages (X, Y)`
            return True
        if "CLOSE" in tags and self.mode == "member":
            self._close()
            return True
        return bool(tags & {"MEMBERS", "COLON"}) and self._opens_members(at, node)

    def _part_word(self, at: int, node: Node) -> None:
        """Take a word that parts people: it stands before those who are the part, or behind (`4 were among them`)."""
        front, behind = part_before(self.nodes, at, self.last), any(map(people_of, self.nodes[at + 1 : at + 8]))
        if front is not None and not behind:
            whole, people = self._whole_of_part(at, node), people_of(self.nodes[front])
            if whole is not None and people is not None:
                self._add(front, people, "part", whole, whole)
        elif parts_nobody(self.nodes, at, told=bool(self.drafts)):
            self._close()
        elif behind or opens_part(self.nodes, at):
            self._open("part", self._whole_of_part(at, node))
            self.mode = "most" if "MOST" in node.tags and self.whole else self.mode
            self.named = "NAMES" in node.tags

    def _opens_members(self, at: int, node: Node) -> bool:
        """Take `they are` or a colon behind people: behind `the dead are`, the members of the dead told before."""
        named = next((p.harm for n in self.nodes[max(0, at - 3) : at] if (p := people_of(n)) and p.harm), None)
        told = [*self._back()] if self.mode != "member" else []
        whole = next((d for d in told if holds(d) and d.harm is named), None)
        whole = whole or those_named(self.nodes, at, told[::-1])
        if whole is not None:
            self._open("member", whole)
            self.named, self.opened = True, at
            return True
        first = people_of(self.nodes[0])
        opens_report = not self.drafts and (first is None or first.count.high == 1)  # `Aleppo province:`, `Writer:`
        whole = self._whole()
        told_here = self._just_told(at) or told_from(self.nodes, self.last, at, whole if self.drafts else None)
        if not told_here or ("COLON" in node.tags and opens_report):
            summed = sums_up_whole(self.nodes, at, whole)
            if summed:
                self._open("member", whole)
            return summed
        if whole is not None and node.attr("number") == "du" and whole.people.count.vague:
            whole.people = replace(whole.people, count=Count(2, 2), counted=True)
            whole.why["count"] = (Reason.COUNT_TWO, node)
        self._open("member", whole)
        self.named = True
        return True

    def _names(self, at: int) -> bool:
        """Take persons named in an open list as its members, one by one; tell whether there were any."""
        if not self.named or self.whole is None:
            return False
        begins = at == self.opened + 1 or bool(self.nodes[at - 1].tags & LIST_SIGNS) or at == self.last
        if not (begins or self.nodes[at - 1].tags & JOINS):
            return False
        if self.whole.people.count.vague and self.whole.people.count.low > 2:
            return False  # dozens are not listed
        if self.whole.people.count.high == 1 and self.mode == "member":
            return False  # the name of the one told, in brackets
        row = names_from(self.nodes, at)
        latest = self.drafts[-1] if self.drafts and self.last == at else None
        theirs = latest.people.count.low if latest is not None else 0
        for number, named in enumerate(row):
            if latest is None or theirs == 0 or number >= theirs:
                self.drafts.append(member_named(named, self.whole, self.sentence))
            elif theirs > 1:  # `the two children X and Y`; `their mother X` is counted already
                self.drafts.append(member_named(named, latest, self.sentence))
            self.last = named.end
        return bool(row)

    def _each_named(self, at: int) -> bool:
        """Take persons told by name alone behind a word of harm (`the death of each of X and Y`)."""
        if "MEMBERS" not in self.sentence.tags:
            return False
        found, end = each_named(self.nodes, at, self.sentence)
        if found:
            self._close()
            self.drafts += found
            self.head, self.last = found[0], end
        return bool(found)

    def _named_pair(self, at: int) -> bool:
        """Take names right behind a definite number of people as its members."""
        latest = self.drafts[-1] if self.last == at else None
        if latest is None or not (row := named_pair(self.nodes, at, latest.people)):
            return False
        for named in row:
            self.drafts.append(member_named(named, latest, self.sentence))
        self.last = row[-1].end
        return True

    def _another_named(self, at: int) -> bool:
        """Take a person joined by name and age to one named before as one more of the claim."""
        latest = self.drafts[-1]
        named = another_named(self.nodes, self.last, at, latest)
        if named is None:
            return False
        self.drafts.append(member_named(named, latest, self.sentence))
        self.drafts[-1].whole, self.drafts[-1].relation = latest.whole, "item"
        self.last = named.end
        return True

    def _one_of_them(self, at: int) -> bool:
        """Take `one of them` as a part by itself where no noun says who."""
        whole = self._whole() if self.drafts and "ONEOFTHEM" in self.nodes[at].tags else None
        harm = one_of_them(self.nodes, at, whole) if whole is not None else None
        if whole is not None and harm is not None:
            self._add(at, Victims(Count(1, 1)), "part", whole, whole)
            self.drafts[-1].harm = harm
        return harm is not None

    def _just_told(self, at: int) -> bool:
        """Tell whether a claim ended just before, or the sentence before did and this one opens with its people."""
        return at - self.last <= 3 if self.drafts else at <= 1

    def _whole(self) -> Draft | None:
        """Return the nearest claim before that can have parts: no sibling of what is being listed."""
        for draft in reversed(self.drafts):
            if draft.relation not in {"part", "member"}:
                return draft
        return self.before

    def _back(self) -> Iterator[Draft]:
        """Walk the claims told before, the latest first, as far back as words still point."""
        yield from islice(chain(reversed(self.drafts), reversed(self.earlier)), _BACK)

    def _whole_of_part(self, at: int, node: Node) -> Draft | None:
        """Return what a part word parts: the dead or hurt it names, the group just told, else the last whole."""
        near = self.nodes[max(0, at - 3) : at]
        harm = node.attr("harm") or next((p.harm for n in near if (p := people_of(n)) and p.harm), None)
        if harm:
            part = next((p for n in self.nodes[at + 1 : at + 8] if (p := people_of(n))), None)
            least = part.count.low if part is not None else 0
            named = [d for d in self._back() if holds(d) and d.harm == harm and "EARLIER" not in d.node.tags]
            room = next((d for d in named if d.people.count.vague or d.people.count.low > least), None)
            return room or next(iter(named), self._whole())
        latest = self.drafts[-1] if self.drafts else None
        inner = latest is not None and latest.relation == "part" and latest.people.count.low > 1
        if inner and at - self.last <= 4 and not any("W" in n.tags for n in self.nodes[self.last : at]):
            return latest
        return self.whole if self.mode == "part" and self.whole is not None else self._whole()

    def _open(self, mode: str, whole: Draft | None) -> None:
        self.mode, self.whole = (mode, whole) if whole is not None else ("head", None)

    def _close(self) -> None:
        self.mode, self.whole, self.named = "head", None, False

    def _harmed(self, at: int, harmed: Harmed) -> None:
        whole = self.whole
        listed = self.mode in {"part", "member", "most"} and whole is not None
        near = at - self.last <= 1 or (self.mode != "head" and not self._joined(at))
        same = whole is not None and harmed.shape in {"noun", "subject first"} and harmed.harm is whole.harm
        if listed and whole is not None and same and near:
            self._add(at, harmed.people, "part", whole, whole, harmed)
            return
        if counted := of_those_hurt(self.nodes[at], harmed, self._back()):
            self._add(at, harmed.people, "part", counted, counted, harmed)
            return
        if is_predicate(self.nodes[at], harmed, self.drafts):
            return
        self._close()
        line = next((head for head in self.heads if head.harm is harmed.harm), None)
        if line is not None:
            left = line.people.count.low - self.told.get(id(line), 0)
            room = left >= harmed.people.count.low  # else the list breaks down twice
            self.head = self._add(at, harmed.people, "line", line if room else None, line, harmed)
            return
        if self._shares_verb(at, harmed):
            self._add(at, harmed.people, "item", None, self.head, harmed)
            return
        lead = self.drafts[0] if self.drafts else None
        self.head = self._add(at, harmed.people, "head", None, lead, harmed)
        for part in self.ahead:
            people = people_of(self.nodes[part])
            if people is not None:
                self._add(part, people, "part", self.head, self.head)
        self.ahead, self.last = [], at + 1

    def _shares_verb(self, at: int, harmed: Harmed) -> bool:
        """Tell whether these people and the ones before stand before one verb (`two men and a child were killed`)."""
        if self.head is None or self.head.harm is not harmed.harm or "WAITING" not in self.head.node.tags:
            return False
        return all(node.tags & {"W", "COMMA", "WHERE"} for node in self.nodes[self.last : at])

    def _people(self, at: int, node: Node, people: Victims) -> None:
        since = max(self.last, self.opened)
        if self.mode != "head" and (at - since > _FAR or takes_part(self.nodes[since:at], people)):
            self._close()
        if self.mode in {"part", "member", "most"} and self.whole is not None:
            if self.mode == "most":
                people = most_of(self.whole, people)
            elif (people.definite and (people.others or not people.counted)) or not self._listed(at, people):
                return
            relation = "member" if self.mode == "member" else "part"
            most = self.mode == "most"
            self._add(at, people, relation, self.whole, self.whole)
            if most:
                self.drafts[-1].why["count"] = (Reason.COUNT_MOST, self.whole)
                self._close()
            return
        if self.head is not None and self._joined(at) and "VICTIMS" in node.tags and is_new(people):
            head = self.head
            latest = self.drafts[-1]
            self._add(at, people, "item", latest.whole, head)

    def _listed(self, at: int, people: Victims) -> bool:
        """Tell whether people stand in the open list: behind its sign, then behind `and` or a comma each."""
        first = self.last <= self.opened + 1
        if first and self.mode == "member" and not people.counted and "THEY" in self.nodes[self.opened].tags:
            return False  # `they are displaced people`
        return first or is_listed(self.nodes, at)

    def _joined(self, at: int) -> bool:
        return bool(self.drafts) and linked(self.nodes, self.last, at, self.drafts[-1])

    def _add(  # noqa: PLR0913  a claim has this many ties
        self,
        at: int,
        people: Victims,
        relation: str,
        whole: Draft | None,
        lead: Draft | None,
        harmed: Harmed | None = None,
    ) -> Draft:
        harm = harmed.harm if harmed else lead.harm if lead else Harm.KILLED
        draft = Draft(self.nodes[at], harm, people, self.sentence, at, harmed, whole, lead, relation)
        draft.rules += [*dict.fromkeys(self.nodes[at].rules()), f"chain.{relation}"]
        self.drafts.append(draft)
        self.last = at + 1
        return draft
