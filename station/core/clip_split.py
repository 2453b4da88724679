"""The search for the best split by clip: which subset each clip goes to, at the least stated cost."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

SHARES = (600_000, 200_000, 200_000)
"""Train, valid, test: shares of the frames in millionths."""

_MILLION = 1_000_000
_EMPTY = 10_000 * _MILLION
_MISSING = np.array([30, 10, 20], dtype=np.int64) * _MILLION
"""What a value missing in train, valid or test costs: without it in train nothing is learnt, in test nothing known."""

_ALL_UP_TO = 8
_RESTARTS = 4
_STEPS = 300
_CANDIDATES = 2000

_Integers = NDArray[np.int64]


def assign_clips(counts: Sequence[tuple[int, ...]], *, seed: int) -> list[int]:
    """The subset (0 train, 1 valid, 2 test) of each clip, given its frames and then how many are true per attribute.

    The least cost is looked for: the deviation of the three shares from 60, 20 and 20 per cent, plus that of each
    subset's rates of true from those of all frames (mean over the attributes), plus 10 (valid), 20 (test) or 30 (train)
    for each attribute of which a subset lacks a value, plus 10,000 for an empty subset. Up to 8 clips all assignments
    are tried; beyond, moves and swaps of clips improve a few random starts. Whole numbers only, so that rounding can't
    make two platforms differ.
    """
    clips = np.array(counts, dtype=np.int64)
    generator = np.random.PCG64(seed)
    order = np.argsort(generator.random_raw(len(clips)), kind="stable")
    shuffled = clips[order]
    if len(clips) <= _ALL_UP_TO:
        best = _best_of_all(shuffled)
    else:
        starts = [_improved(shuffled, start=_start(shuffled, generator), generator=generator) for _ in range(_RESTARTS)]
        best = min(starts, key=lambda subsets: int(cost(_sums(shuffled, subsets), total=clips.sum(axis=0))))
    assigned = np.empty(len(clips), dtype=np.int64)
    assigned[order] = best
    return [int(subset) for subset in assigned]


def cost(sums: _Integers, *, total: _Integers) -> _Integers:
    """The cost, in millionths, of subsets with these sums; shape (..., 3, 1 + attributes) gives shape (...)."""
    frames = sums[..., 0]
    true = sums[..., 1:]
    shares = np.abs(_MILLION * frames // total[0] - np.array(SHARES, dtype=np.int64)).sum(axis=-1)
    rates = _MILLION * true // np.maximum(frames, 1)[..., None]
    rate_deviation = np.abs(rates - _MILLION * total[1:] // total[0]).sum(axis=-1) // max(len(total) - 1, 1)
    lacking = (true == 0).sum(axis=-1) + (true == frames[..., None]).sum(axis=-1)
    result: _Integers = shares + (rate_deviation + lacking * _MISSING + (frames == 0) * _EMPTY).sum(axis=-1)
    return result


def _sums(clips: _Integers, subsets: _Integers) -> _Integers:
    """Frames and true values per subset; `subsets` of shape (..., clips) gives shape (..., 3, 1 + attributes)."""
    members = subsets[..., None, :] == np.arange(len(SHARES))[:, None]
    sums: _Integers = members.astype(np.int64) @ clips
    return sums


def _best_of_all(clips: _Integers) -> _Integers:
    every = np.stack(np.unravel_index(np.arange(3 ** len(clips)), (3,) * len(clips)), axis=-1).astype(np.int64)
    best: _Integers = every[np.argmin(cost(_sums(clips, every), total=clips.sum(axis=0)))]
    return best


def _start(clips: _Integers, generator: np.random.PCG64) -> _Integers:
    """Each clip, in random order, to the subset that lacks the most frames."""
    lack = np.array(SHARES, dtype=np.int64) * clips[:, 0].sum()
    subsets = np.zeros(len(clips), dtype=np.int64)
    for clip in np.argsort(generator.random_raw(len(clips)), kind="stable"):
        subsets[clip] = np.argmax(lack)
        lack[subsets[clip]] -= _MILLION * clips[clip, 0]
    return subsets


def _improved(clips: _Integers, *, start: _Integers, generator: np.random.PCG64) -> _Integers:
    """Take the best move or swap, again and again, until none of those looked at is cheaper."""
    subsets = start.copy()
    total = clips.sum(axis=0)
    now = int(cost(_sums(clips, subsets), total=total))
    for _ in range(_STEPS):
        first, second, target = _changes(subsets, generator)
        sums = np.repeat(_sums(clips, subsets)[None], len(first), axis=0)
        rows = np.arange(len(first))
        moved = clips[first] - np.where((second >= 0)[:, None], clips[second], 0)
        sums[rows, subsets[first]] -= moved
        sums[rows, target] += moved
        costs = cost(sums, total=total)
        best = int(np.argmin(costs))
        if costs[best] >= now:
            break
        now = int(costs[best])
        if second[best] >= 0:
            subsets[second[best]] = subsets[first[best]]
        subsets[first[best]] = target[best]
    return subsets


def _changes(subsets: _Integers, generator: np.random.PCG64) -> tuple[_Integers, _Integers, _Integers]:
    """Moves (second is -1) and swaps, or a sample of them, as clip, other clip, and the first one's new subset."""
    count = len(subsets)
    moves = _sample(2 * count, generator)
    clip = moves // 2
    to = (subsets[clip] + 1 + moves % 2) % len(SHARES)
    pairs = _sample(count * count, generator)
    first, second = pairs // count, pairs % count
    apart = subsets[first] < subsets[second]
    first, second = first[apart], second[apart]
    none = np.full(len(clip), -1, dtype=np.int64)
    return np.concatenate([clip, first]), np.concatenate([none, second]), np.concatenate([to, subsets[second]])


def _sample(size: int, generator: np.random.PCG64) -> _Integers:
    if size <= _CANDIDATES:
        return np.arange(size, dtype=np.int64)
    return (generator.random_raw(_CANDIDATES) % np.uint64(size)).astype(np.int64)
