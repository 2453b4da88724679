"""How the truth score of heat maps is printed: one table for each group of frames, one line for each kind of map."""

from rich.table import Table

from station.cli.console import bar, plural, screen, table
from station.core.project import Project
from station.live.evaluating import SubsetName
from station.live.map_truth import GROUPS, METHODS, SCORING, AttributeTruth, Group, MapTruth, Method, judge_maps
from station.model.map_scores import MapFigures
from station.model.runs import Run

METHOD_NAMES: dict[Method, str] = {
    "gradcam": "Grad-CAM",
    "hirescam": "HiResCAM",
    "noise": "noise",
    "blob": "centred blob",
    "lab": "Grad-CAM, the lab's",
}
GROUP_NAMES: dict[Group, str] = {
    "right": "answered rightly",
    "one_fault": "answered rightly, one fault in the frame",
    "wrong": "answered wrongly (the map explains the wrong answer)",
}

assert set(METHOD_NAMES) == set(METHODS)
assert set(GROUP_NAMES) == set(GROUPS)


def print_map_truth(truth: MapTruth) -> None:
    """Show where the heat maps point, and by which rule frames count."""
    for group, title in GROUP_NAMES.items():
        screen.print(_table(truth, group, title=f"heat maps, {title}"))
    for sentence in sentences(truth):
        screen.print(sentence, markup=False, soft_wrap=False)


def show_map_truth(project: Project, run: Run, *, subset: SubsetName) -> MapTruth:
    """Judge a run's heat maps with progress on screen, and print what came of it."""
    with bar(SCORING) as progress:
        truth = judge_maps(project, run, subset=subset, show=lambda _, done, count: progress.show(done, count))
    print_map_truth(truth)
    return truth


def sentences(truth: MapTruth) -> list[str]:
    """What the tables stand on: the maps' cells, which frames count, and what has no place or no truth."""
    rows, columns = truth.cells
    where = f"{plural(truth.pictures, 'picture')} of {plural(truth.clips, 'clip')}"
    told = [
        f"run {truth.run} on {truth.subset}: {where} with truth; maps of {rows} x {columns} cells.",
        "pointing: the map's maximum lies in a fault's box grown by one cell on each side. "
        "mass: the map's share in the boxes, not grown.",
        "The lab's map speaks for true whatever was answered: for a fault that was missed, and never for 'not good'.",
    ]
    if truth.is_one_map:
        told.append("HiResCAM is the same map as Grad-CAM here: the network pools over the whole picture.")
    told += [_left_out(name, entry) for name, entry in truth.attributes.items()]
    if truth.without_places:
        told.append(f"{', '.join(truth.without_places)}: no row, since the truth files know no places of it.")
    if truth.pictures_without_truth:
        told.append(_without_truth(truth))
    if truth.labels_differ:
        told.append(
            f"{plural(truth.labels_differ, 'label')} differ from what the truth files say; the truth counts here."
        )
    return told


def _table(truth: MapTruth, group: Group, *, title: str) -> Table:
    made = table(title, "attribute", "map", "frames", "clips", "pointing %", "95 % interval", "mass %", "empty")
    made.columns[1].justify = "left"
    made.columns[1].no_wrap = True
    for name, entry in truth.attributes.items():
        for index, (method, f) in enumerate(entry.groups[group].items()):
            is_last = index == len(METHODS) - 1
            made.add_row("" if index else name, METHOD_NAMES[method], *_cells(f), end_section=is_last)
    return made


def _cells(f: MapFigures) -> tuple[str, ...]:
    if f.pointing is None or f.mass is None:
        return "0", "0", "null", "", "null", ""
    interval = f"{f.pointing_low:.1f} to {f.pointing_high:.1f}"
    return str(f.frames), str(f.clips), f"{f.pointing:.1f}", interval, f"{f.mass:.1f}", str(f.empty)


def _left_out(name: str, entry: AttributeTruth) -> str:
    share = 100 * entry.left_out / entry.in_view if entry.in_view else 0.0
    return (
        f"{name}: of {plural(entry.in_view, 'frame')} with {' or '.join(entry.kinds)} in view {entry.left_out} left out "
        f"({share:.1f} %), where less than half of it is seen."
    )


def _without_truth(truth: MapTruth) -> str:
    named = ", ".join(truth.clips_without_truth[:5]) + (", ..." if len(truth.clips_without_truth) > 5 else "")
    clips = f"; clips without a truth file: {named}" if truth.clips_without_truth else ""
    return f"{plural(truth.pictures_without_truth, 'picture')} left out that no truth file knows{clips}."
