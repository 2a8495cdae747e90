"""The tables: the journal (entries, payloads apart), the index of what it holds, and the rows derived from it.

Only `Entry` and `Payload` are the record. Everything else is made from them and can be dropped and made again.
"""
# ruff: noqa: D106 (Meta is Django's way to name a table)

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Entry(models.Model):
    """One row of the journal, chained to the row before by hash (DESIGN, Journal entry). Never changed, never deleted.

    `at` is when it was recorded: UTC, to the microsecond, `2019-04-20T09:30:00.000000Z`. `c` is the SHA-256 of the
    payload's salt and canonical bytes; `prev` the hash of the row before, 64 zeros for the first.
    """

    seq = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=32)
    at = models.CharField(max_length=27)
    c = models.CharField(max_length=64)
    prev = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        db_table = "journal_entry"
        indexes: ClassVar = [
            models.Index(fields=["kind", "seq"], name="journal_entry_kind"),
            models.Index(fields=["at"], name="journal_entry_at"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.kind} {self.at}"


class Payload(models.Model):
    """What an entry says, in canonical JSON, with the salt of its commitment. Only expunging deletes it."""

    entry = models.OneToOneField(
        Entry, primary_key=True, on_delete=models.DO_NOTHING, db_column="seq", related_name="payload"
    )
    salt = models.BinaryField(max_length=32)
    body = models.TextField()

    class Meta:
        db_table = "journal_payload"

    def __str__(self) -> str:
        return self.body[:80]


class ReportRow(models.Model):
    """A report in the journal: its id, and the entry that holds it."""

    id = models.CharField(primary_key=True, max_length=16)
    seq = models.BigIntegerField(unique=True)

    class Meta:
        db_table = "index_report"

    def __str__(self) -> str:
        return self.id


class ReadingRow(models.Model):
    """A reading in the journal: its entry, the report read, the version of the reader."""

    seq = models.BigIntegerField(primary_key=True)
    report = models.ForeignKey(ReportRow, on_delete=models.CASCADE, related_name="readings")
    reader = models.CharField(max_length=64)

    class Meta:
        db_table = "index_reading"

    def __str__(self) -> str:
        return f"{self.report_id} by {self.reader}"


class ForeignRow(models.Model):
    """An entry of another recorder's journal that a bundle brought: where its content stands here, and what it was.

    `chain` is the hash of the first entry of that journal, `number`, `at` and `hash` are the entry's own there;
    `report` the id of the report that it is or reads, empty for others.
    """

    seq = models.BigIntegerField(primary_key=True)
    chain = models.CharField(max_length=64)
    number = models.BigIntegerField()
    kind = models.CharField(max_length=32)
    at = models.CharField(max_length=27)
    hash = models.CharField(max_length=64, db_index=True)
    report = models.CharField(max_length=16, blank=True, db_index=True)

    class Meta:
        db_table = "index_foreign"
        indexes: ClassVar = [models.Index(fields=["chain", "number"], name="index_foreign_place")]

    def __str__(self) -> str:
        return f"{self.number} {self.kind} of {self.chain}"


class CaptureRow(models.Model):
    """A capture in the journal: its entry, the report, the SHA-256 of the bytes, the key of the address, if any."""

    seq = models.BigIntegerField(primary_key=True)
    report = models.CharField(max_length=16, db_index=True)
    sha256 = models.CharField(max_length=64, db_index=True)
    url = models.CharField(max_length=64, blank=True, db_index=True)

    class Meta:
        db_table = "index_capture"

    def __str__(self) -> str:
        return f"{self.report} {self.sha256}"


class IncidentRow(models.Model):
    """A derived incident. `position` keeps the ledger's order; empty words stand for what is not known.

    `record` is all of it but what totals say of it, `listed` what a list shows (`store/records`); `seal` is the SHA-256
    of the record.
    """

    id = models.CharField(primary_key=True, max_length=100)
    position = models.IntegerField(db_index=True)
    first = models.DateField(null=True, db_index=True)
    last = models.DateField(null=True)
    known_by = models.DateField(null=True)
    place = models.TextField(blank=True)
    pcode = models.CharField(max_length=16, blank=True, db_index=True)
    precision = models.CharField(max_length=16, blank=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    radius_km = models.FloatField(null=True)
    parties = models.JSONField()
    method = models.CharField(max_length=16, blank=True)
    grade = models.CharField(max_length=16, blank=True)
    reports = models.JSONField()
    voices = models.JSONField()
    flags = models.JSONField()
    listed = models.TextField(default="")
    record = models.TextField(default="")
    seal = models.CharField(max_length=64, default="")

    class Meta:
        db_table = "derived_incident"

    def __str__(self) -> str:
        return self.id


class TollRow(models.Model):
    """A derived toll of one cell of an incident; `cell` is the path, `killed/combatant/isis:officers`."""

    incident = models.ForeignKey(IncidentRow, on_delete=models.CASCADE, related_name="tolls")
    cell = models.CharField(max_length=100, db_index=True)
    low = models.BigIntegerField()
    best = models.BigIntegerField()
    high = models.BigIntegerField()
    open = models.BooleanField()
    contested = models.BooleanField()

    class Meta:
        db_table = "derived_toll"

    def __str__(self) -> str:
        return f"{self.incident_id} {self.cell}: {self.low}, {self.best}, {self.high}"


class ClaimRow(models.Model):
    """A claim of the latest readings, with the incident it was put under, where it was."""

    anchor = models.CharField(max_length=100, db_index=True)
    report = models.CharField(max_length=16, db_index=True)
    index = models.IntegerField()
    incident = models.ForeignKey(IncidentRow, null=True, on_delete=models.CASCADE, related_name="claims")
    harm = models.CharField(max_length=16)
    low = models.BigIntegerField()
    high = models.BigIntegerField(null=True)
    approx = models.BooleanField()
    vague = models.BooleanField()
    side = models.CharField(max_length=16)
    group = models.CharField(max_length=16, blank=True)
    party = models.CharField(max_length=64, blank=True)
    toll = models.CharField(max_length=16)
    by_party = models.CharField(max_length=64, blank=True)
    method = models.CharField(max_length=16, blank=True)
    first = models.DateField(null=True)
    last = models.DateField(null=True)
    pcode = models.CharField(max_length=16, blank=True)
    source_key = models.TextField(blank=True)

    class Meta:
        db_table = "derived_claim"
        indexes: ClassVar = [
            models.Index(fields=[name], name=f"derived_claim_{name}") for name in ("pcode", "party", "by_party")
        ]

    def __str__(self) -> str:
        return self.anchor


class AssertionRow(models.Model):
    """A derived check of a total against the incidents that it covers."""

    claim = models.CharField(max_length=100, db_index=True)
    cell = models.CharField(max_length=100)
    low = models.BigIntegerField()
    high = models.BigIntegerField(null=True)
    first = models.DateField(null=True)
    last = models.DateField(null=True)
    summed_low = models.BigIntegerField()
    summed_high = models.BigIntegerField(null=True)
    verdict = models.CharField(max_length=16)
    by = models.BigIntegerField(null=True)
    reading = models.CharField(max_length=32)
    covers = models.JSONField()
    uncertain = models.JSONField()
    record = models.TextField(default="")
    seal = models.CharField(max_length=64, default="")

    class Meta:
        db_table = "derived_assertion"

    def __str__(self) -> str:
        return f"{self.claim} {self.verdict}"


class ToldRow(models.Model):
    """A reading as people left it, without the text: in which order it is told, its report's number and entry."""

    report = models.CharField(primary_key=True, max_length=16)
    position = models.IntegerField(db_index=True)
    number = models.IntegerField()
    entry = models.BigIntegerField()
    record = models.TextField()
    seal = models.CharField(max_length=64)

    class Meta:
        db_table = "derived_reading"

    def __str__(self) -> str:
        return f"{self.number} {self.report}"


class VoiceRow(models.Model):
    """How reports first wrote the name of a voice that is known by nothing but its folded name."""

    position = models.AutoField(primary_key=True)
    key = models.TextField(db_index=True)
    name = models.TextField()
    seal = models.CharField(max_length=64)

    class Meta:
        db_table = "derived_voice"

    def __str__(self) -> str:
        return self.name


class StandingRow(models.Model):
    """How a decision stands under the readings and the other decisions; `position` is its place among them."""

    number = models.BigIntegerField(primary_key=True)
    position = models.IntegerField()
    record = models.TextField()
    seal = models.CharField(max_length=64)

    class Meta:
        db_table = "derived_standing"

    def __str__(self) -> str:
        return str(self.number)


class DerivedFrom(models.Model):
    """The head of the journal that the derived rows were made from, and their digest; one row, or none.

    `listed` is the digest of what lists show of the incidents, `beside` that of the totals, decisions and names of
    voices that stand beside them, `version` that of the rules which made the rows; `reports` were told.
    """

    seq = models.BigIntegerField(primary_key=True)
    hash = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    listed = models.CharField(max_length=64, default="")
    beside = models.CharField(max_length=64, default="")
    version = models.CharField(max_length=64, default="")
    reports = models.IntegerField(default=0)

    class Meta:
        db_table = "derived_from"

    def __str__(self) -> str:
        return f"{self.seq} {self.digest}"


class SearchRow(models.Model):
    """What can be searched, derived like the rows above: a report or a part of it, a claim, incident, place or actor.

    `key` is its id, `report` the one that a report or claim stands in. `text` is what is shown of it, empty for a
    report, whose text the journal holds. `words` is what is searched (`lang.search.words.column`).
    """

    kind = models.CharField(max_length=8)
    key = models.CharField(max_length=100, db_index=True)
    part = models.IntegerField(default=0)
    report = models.CharField(max_length=16, blank=True, db_index=True)
    first = models.DateField(null=True)
    last = models.DateField(null=True)
    text = models.TextField(blank=True)
    words = models.TextField()

    class Meta:
        db_table = "search_row"

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class SearchedFrom(models.Model):
    """The head of the journal that the rows to search were made from, and by which words; one row, or none."""

    seq = models.BigIntegerField(primary_key=True)
    hash = models.CharField(max_length=64)
    version = models.CharField(max_length=64)

    class Meta:
        db_table = "search_from"

    def __str__(self) -> str:
        return f"{self.seq} by {self.version}"
