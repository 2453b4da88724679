"""A shift report: what the journals of its sessions say, in the order in which a person asks for it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime

import station
from station.core.device import PRACTICE_CAMERA
from station.core.errors import StationError
from station.core.images import encode_jpeg
from station.core.journal_entries import Acknowledged, Check, FaultHeld, Judging, Lost, NetworkState, RuleChange
from station.core.picture_reader import PictureReader
from station.core.programs import command
from station.core.report_blocks import (
    Band,
    Block,
    Card,
    Cards,
    Document,
    Facts,
    Figure,
    Figures,
    Grid,
    Heading,
    Paragraph,
    Signature,
    Title,
    Tone,
)
from station.core.report_checks import DRIFT, check_row
from station.core.report_facts import Happened, SessionFacts
from station.core.report_words import Language, Words
from station.core.verdict import Verdict

MOST_CARDS = 40
MOST_LISTED = 200
MOST_STRETCHES = 12
PICTURE_SIDE, PICTURE_QUALITY = 560, 85
"""Pixels, and the JPEG's: sharp enough on half a page's width, and forty faults make a file of three megabytes."""


def report_of(
    sessions: Sequence[SessionFacts], *, language: Language, now: datetime, reader: PictureReader
) -> Document:
    """The report of one or more sessions, with the pictures of their faults as `reader` reads them; StationError on none."""
    if not sessions:
        raise StationError("expected at least one session for a report, received none")
    words = Words(language)
    names = sorted({one.begin.project for one in sessions if one.begin.project})
    first, last = sessions[0].began, sessions[-1].began
    days = words.day(first) if first.date() == last.date() else f"{words.day(first)} – {words.day(last)}"
    blocks: list[Block] = [Title(words("Shift report"), ", ".join([*names, days]))]
    blocks.append(_summary(sessions, words))
    if broken := [one for one in sessions if one.check.problem]:
        blocks.append(Paragraph(f"{words('ALTERED')}: {', '.join(one.folder.name for one in broken)}", "bad"))
    for one in sessions:
        blocks += _Session(one, words, reader).blocks()
    blocks.append(Paragraph(words(NO_SAFETY), "muted"))
    blocks.append(Signature((words("Checked by"), words("Date and signature"))))
    foot = words(
        "Made {when} by Seam Station {version}", when=words.moment(now.astimezone()), version=station.__version__
    )
    title = " – ".join([words("Shift report"), *names, days])
    return Document(title, language, blocks, foot, words("Page {page} of {pages}", page="{page}", pages="{pages}"))


NO_SAFETY = (
    "Seam Station is no safety device and certifies nothing. This report supports evidence for ISO 9001, no more."
)
NOTE_HEAD = "Whoever notes this head can prove later, by {command}, that nothing before it was altered or cut off."


def _summary(sessions: Sequence[SessionFacts], words: Words) -> Figures:
    frames: Counter[str] = Counter()
    for one in sessions:
        frames.update(_frames(one))
    passed, faults = sum(frames.values()), sum(len(one.faults) for one in sessions)
    not_ok, missed = frames[Verdict.NOT_OK.value], frames[Verdict.NOT_INSPECTED.value]
    none = frames[Verdict.NO_RESULT.value]

    def share(count: int) -> str:
        return words.per_cent(count / passed) if passed else "–"

    return Figures(
        (
            Figure(words.number(passed), words("frames in all")),
            Figure(words.number(faults), words("faults"), "bad" if faults else "good"),
            Figure(share(not_ok), words("not OK"), "bad" if not_ok else "good"),
            Figure(share(none), words("no result"), "warning" if none else "plain"),
            Figure(share(missed), words("not inspected"), "warning" if missed else "plain"),
        )
    )


def _frames(facts: SessionFacts) -> Counter[str]:
    """Frames by verdict: the tally, or what the journal holds where it was never ended."""
    return facts.frames if facts.end is None else Counter(facts.end.frames)


class _Session:
    """Says one session."""

    def __init__(self, facts: SessionFacts, words: Words, reader: PictureReader) -> None:
        self._facts = facts
        self._words = words
        self._reader = reader

    def blocks(self) -> Iterator[Block]:
        facts, words = self._facts, self._words
        yield Heading(f"{words('Session')} {facts.folder.name}, {words.moment(facts.began)}", level=1)
        yield self._about()
        yield from self._counts()
        yield from self._faults()
        yield from self._seam()
        yield from self._checks()
        yield from self._missed()
        yield from self._doubts()
        yield from self._happened()
        yield from self._record()

    def _time(self, at_s: float) -> str:
        """A moment of the session, with its day where that is another one."""
        when, words = self._facts.when(at_s), self._words
        is_later = when.date() != self._facts.began.date()
        return f"{words.day(when)} {words.time(when)}" if is_later else words.time(when)

    def _about(self) -> Facts:
        facts, words, begin = self._facts, self._words, self._facts.begin
        end = facts.end
        ended = words("not ended: it runs, was interrupted, or its end was cut off")
        if end is not None:
            ended = ", ".join(filter(None, (words(end.why), end.problem)))
        kind = f" ({words('a file')})" if begin.is_file else ""
        lines = [
            (words("Source"), words("Practice lab") if begin.source == PRACTICE_CAMERA else f"{begin.source}{kind}"),
            (words("Ended"), ended),
            (words("Lasted"), words.duration(facts.seconds)),
            (words("PC and person"), ", ".join(filter(None, (begin.host, begin.who)))),
            (words("Run"), begin.run if begin.run == begin.network else f"{begin.run} ({begin.network})"),
            (words("Weights (sha256)"), begin.weights_sha256),
        ]
        if (engine := facts.engine) is not None:
            ms = engine.tried.get(engine.engine, {}).get("milliseconds")
            lines.append((words("Answered by"), engine.engine + (f", {words.number(ms, 1)} ms" if ms else "")))
        lines.append((words("Thresholds"), _rule(begin.judging, words)))
        return Facts(lines, frozenset({words("Weights (sha256)")}))

    def _counts(self) -> Iterator[Block]:
        facts, words = self._facts, self._words
        frames = _frames(facts)
        passed = sum(frames.values())
        rows = []
        for verdict in Verdict:
            count = frames[verdict.value]
            if verdict is Verdict.NAMED and not count:
                continue
            took = facts.end.seconds.get(verdict.value) if facts.end and verdict is not Verdict.NOT_INSPECTED else None
            share = words.per_cent(count / passed) if passed else "–"
            rows.append(
                (words(verdict.value), words.number(count), share, "" if took is None else words.duration(took))
            )
        rows.append((words("All"), words.number(passed), "", words.duration(facts.seconds)))
        yield Heading(words("Counts"))
        head = (words("Verdict"), words("Frames"), words("Share"), words("Time"))
        yield Grid(head, rows, frozenset({1, 2, 3}), (3, 2, 2, 2))
        if facts.begin.is_classes and facts.classes:
            named = [(name, words.number(count)) for name, count in facts.classes.most_common()]
            yield Grid((words("Class"), words("Frames")), named, frozenset({1}), (3, 2))
        if facts.end is not None and facts.end.unready:
            told = words("frames passed before the network was ready")
            yield Paragraph(f"{words.number(facts.end.unready)} {told}", "muted")

    def _faults(self) -> Iterator[Block]:
        facts, words = self._facts, self._words
        yield Heading(words("Faults"))
        if not facts.faults:
            yield Paragraph(words("No fault held."), "good")
            return
        with_pictures = [fault for fault in facts.faults if fault.picture is not None][:MOST_CARDS]
        if with_pictures:
            yield Cards([self._card(fault) for fault in with_pictures])
        shown = {fault.fault for fault in with_pictures}
        others = [fault for fault in facts.faults if fault.fault not in shown]
        if others:
            if with_pictures:
                yield Heading(words("Further faults"))
            head = tuple(words(one) for one in ("No.", "Time", "Frame", "Place", "Found", "Seen by"))
            yield Grid(
                head, [self._row(fault) for fault in others[:MOST_LISTED]], frozenset({0, 2, 3}), (1, 2, 2, 2, 5, 3)
            )
        if len(others) > MOST_LISTED:
            yield Paragraph(words("{n} more are in the journal.", n=words.number(len(others) - MOST_LISTED)), "muted")

    def _card(self, fault: FaultHeld) -> Card:
        facts, words = self._facts, self._words
        where = [self._time(fault.seen_s), words("frame {frame}", frame=words.number(fault.frame))]
        if fault.place_mm is not None:
            where.append(words("at {place} mm", place=words.number(fault.place_mm, 1)))
        seen = facts.seen_by.get(fault.fault)
        told = words("acknowledged by {who}", who=seen) if seen else words("not acknowledged")
        lines, pictures = [", ".join(where), self._found(fault)], []
        for name, kept in ((words("picture"), fault.picture), (words("heat map"), fault.overlay)):
            if kept is not None and (path := facts.folder / kept.file).parent == facts.folder:
                try:
                    picture = self._reader.read(path)
                    pictures.append((name, encode_jpeg(picture, longest=PICTURE_SIDE, quality=PICTURE_QUALITY)))
                except StationError as error:
                    lines.append(words("no picture: {why}", why=str(error).replace(str(path), path.name)))
        return Card(f"{words('Fault {n}', n=fault.fault)}, {told}", lines, pictures)

    def _row(self, fault: FaultHeld) -> tuple[str, ...]:
        facts, words = self._facts, self._words
        place = "" if fault.place_mm is None else f"{words.number(fault.place_mm, 1)} mm"
        time, frame = self._time(fault.seen_s), words.number(fault.frame)
        return (str(fault.fault), time, frame, place, self._found(fault), facts.seen_by.get(fault.fault, "–"))

    def _found(self, fault: FaultHeld) -> str:
        words = self._words
        told = []
        for name, value in fault.found.items():
            probability = fault.probabilities.get(name)
            figure = "" if probability is None else f" ({words.number(probability, 3)})"
            told.append(f"{name}: {words('yes') if value else words('no')}{figure}")
        return ", ".join(told)

    def _seam(self) -> Iterator[Block]:
        coverage, words = self._facts.coverage, self._words
        yield Heading(words("Seam"))
        if coverage is None or not (passed := sum(coverage.lengths.values())):
            yield Paragraph(words("It was not measured how much seam passed."), "muted")
            return
        missed, is_scaled = coverage.lengths.get("NOT_INSPECTED", 0.0), coverage.is_scaled
        judged = coverage.lengths.get("OK", 0.0) + coverage.lengths.get("NOT_OK", 0.0)

        def told(length: float) -> str:
            share = words.per_cent(length / passed)
            return f"{words.number(length, 1)} mm ({share})" if is_scaled else share

        lines = [] if not coverage.is_scaled else [(words("Seam that passed"), f"{words.number(passed, 1)} mm")]
        lines += [(words("of it judged"), told(judged)), (words("of it NOT INSPECTED"), told(missed))]
        if none := coverage.lengths.get("NO_RESULT", 0.0):
            lines.append((words("of it without a result"), told(none)))
        if coverage.gaps:
            lines.append((words("Stretches of unknown length"), words.number(coverage.gaps)))
        if coverage.unmeasured:
            lines.append((words("Frames of which nobody knows where they lie"), words.number(coverage.unmeasured)))
        yield Facts(lines)
        if not coverage.is_scaled:
            yield Paragraph(words("The scale of the camera was not measured: only shares are known."), "muted")
        if stretches := coverage.stretches:
            whole = stretches[-1].end - stretches[0].begin or 1.0
            pieces = [((one.end - one.begin) / whole, one.said) for one in stretches]
            legend = [(said, words(said.replace("_", " "))) for said in coverage.lengths if coverage.lengths[said]]
            far = f"{words.number(whole, 0)} mm" if coverage.is_scaled else words.per_cent(1.0)
            yield Band(pieces, legend, ("0", far))

    def _checks(self) -> Iterator[Block]:
        words = self._words
        yield Heading(words("Checks at the start of the shift"))
        checks = [(one, one.body) for one in self._facts.happened if isinstance(one.body, Check)]
        if not checks:
            yield Paragraph(words("No check is recorded in this session."), "muted")
            return
        head = (words("Time"), words("Check"), words("Result"), words("Figures"))
        rows = [(self._time(one.at_s), *check_row(body, words)) for one, body in checks]
        yield Grid(head, rows, frozenset(), (2, 3, 3, 6), [_tone(body) for _, body in checks])

    def _missed(self) -> Iterator[Block]:
        facts, words = self._facts, self._words
        yield Heading(words("Frames not inspected"))
        left_out = facts.end.left_out if facts.end is not None else 0
        if not facts.missed and not left_out:
            yield Paragraph(words("Every frame that passed was judged."), "good")
            return
        longest = sorted(facts.missed, key=lambda one: -one.frames)[:MOST_STRETCHES]
        rows = [
            (
                self._time(one.before_s),
                words.number(one.first),
                words.number(one.last),
                words.number(one.frames),
            )
            for one in sorted(longest, key=lambda one: one.before_s)
        ]
        if left_out:
            rows.append((words("after the last judged frame"), "", "", words.number(left_out)))
        head = (words("Before"), words("From frame"), words("To frame"), words("Frames"))
        yield Grid(head, rows, frozenset({1, 2, 3}), (3, 2, 2, 2))
        yield from self._longest(len(longest), len(facts.missed))

    def _doubts(self) -> Iterator[Block]:
        facts, words = self._facts, self._words
        yield Heading(words("Without a result"))
        if not facts.doubts:
            yield Paragraph(words("Every judged frame had a result."), "good")
            return
        longest = sorted(facts.doubts, key=lambda one: (-one.seconds, -one.frames))[:MOST_STRETCHES]
        rows = [
            (
                self._time(one.since_s),
                words.duration(one.seconds),
                words.number(one.frames),
                " – ".join(filter(None, (words(one.reason or "–"), one.told))),
            )
            for one in sorted(longest, key=lambda one: one.since_s)
        ]
        head = (words("From"), words("Lasted"), words("Frames"), words("Reason"))
        yield Grid(head, rows, frozenset({1, 2}), (2, 2, 2, 6))
        yield from self._longest(len(longest), len(facts.doubts))

    def _longest(self, shown: int, there: int) -> Iterator[Block]:
        if there > shown:
            words = self._words
            told = words(
                "The {n} longest of {all} stretches; all are in the journal.", n=shown, all=words.number(there)
            )
            yield Paragraph(told, "muted")

    def _happened(self) -> Iterator[Block]:
        facts, words = self._facts, self._words
        yield Heading(words("What happened"))
        told = [(one, text) for one in facts.happened if (text := self._told(one))]
        if not told:
            yield Paragraph(words("Nothing else."), "muted")
            return
        rows = [(self._time(one.at_s), text) for one, text in told[:MOST_LISTED]]
        yield Grid((words("Time"), words("What")), rows, frozenset(), (2, 10))
        if len(told) > MOST_LISTED:
            yield Paragraph(words("{n} more are in the journal.", n=words.number(len(told) - MOST_LISTED)), "muted")

    def _told(self, one: Happened) -> str:
        words, body = self._words, one.body
        match body:
            case Acknowledged():
                return words("alarm acknowledged by {who}", who=body.who)
            case RuleChange():
                return words("thresholds changed: {rule}", rule=_rule(body.judging, words))
            case NetworkState():
                return ": ".join(filter(None, (words(f"network {body.state}"), body.problem)))
            case Lost():
                count = words.number(sum(body.frames.values()))
                return words("not in the journal: {frames} frames ({why})", frames=count, why=body.reason)
        return ""

    def _record(self) -> Iterator[Block]:
        facts, words, check = self._facts, self._words, self._facts.check
        yield Heading(words("Record"))
        if check.problem:
            where = f" ({words('entry {n}', n=check.bad_entry)})" if check.bad_entry is not None else ""
            yield Paragraph(f"{words('ALTERED')}{where}: {check.problem}", "bad")
        versions = ", ".join(f"{name} {version}" for name, version in facts.begin.versions.items())
        lines = [
            (words("Entries"), words.number(check.entries)),
            (words("As written"), words("no") if check.problem else words("yes")),
            (words("Head"), check.head),
            (words("Versions"), versions),
        ]
        yield Facts(lines, frozenset({words("Head")}))
        for jump in check.jumps:
            told = words(
                "the PC's clock was set by {by} before entry {n}", by=words.duration(jump.seconds), n=jump.entry
            )
            yield Paragraph(told, "warning")
        yield Paragraph(words(NOTE_HEAD, command=command("journal", "verify", "--head")), "muted")


def _rule(judging: Judging, words: Words) -> str:
    each = ", ".join(f"{name} {words.number(value, 2)}" for name, value in judging.thresholds.items()) or words.number(
        0.5, 2
    )
    hold = words("{needed} of {window} frames", needed=judging.hold_frames, window=judging.hold_window)
    band, late = words("Unsure band"), words("Late after")
    counts = f"{words('A fault counts in')} {hold}"
    return f"{each}; {band} {words.per_cent(judging.band)}; {counts}; {late} {words.number(judging.late_s, 2)} s"


def _tone(check: Check) -> Tone:
    if check.name == DRIFT:
        return "warning"
    return "plain" if check.passed else "bad"
