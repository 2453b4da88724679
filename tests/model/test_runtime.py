"""The exported network answers as TensorFlow does, in the precision that decides alike, or is not used at all."""

import subprocess
import sys
from pathlib import Path

import keras
import numpy as np
import pytest
from numpy.typing import NDArray

from station.core import storage
from station.core.attributes import Attribute, AttributeSet, Kind
from station.core.errors import StationError
from station.core.folders import cache_folder
from station.core.messages import Answer, Array, Engine, LoadAhead, LoadRun, Ready, Reply
from station.live.answers import engine_told
from station.model import runs
from station.model.answering import Answering
from station.model.exported import (
    ALIKE,
    EIGHT_BITS,
    NETWORK,
    PICTURES,
    SHEET,
    WEIGHTS,
    Agreement,
    NotExportedError,
    Precision,
    Seen,
    agreement,
    pointed,
    read_sample,
    read_sheet,
    spread,
)
from station.model.feeding import LabelledSet
from station.model.keeper import Keeper, Origin, now
from station.model.openvino_export import export_own, validation_pictures
from station.model.recipes import recipe_for
from station.model.runtime import Runtime, chosen, told
from station.model.training import Training
from station.worker import ROLES, _loaded

PAIRS: tuple[tuple[str, Kind, tuple[int, int]], ...] = (
    ("fast", "attributes", (64, 48)),
    ("reference", "attributes", (34, 30)),
    ("fruit", "classes", (50, 42)),
)
NAMES = ("good", "error", "break")


def made(folder: Path, network: str, kind: Kind, size: tuple[int, int]) -> runs.Run:
    """A run with random weights that have seen one step, and a head that is sure of something."""
    keras.utils.set_random_seed(6)
    rng = np.random.default_rng(6)
    pictures = rng.integers(0, 256, (20, size[1], size[0], 3), dtype=np.uint8)
    labels = np.eye(3, dtype=np.float32)[rng.integers(0, 3, 20)]
    data = LabelledSet(pictures, labels)
    recipe = recipe_for(network, image_size=size, epochs=1, batch_size=10, variation="none")
    training = Training(recipe, train=data, valid=data, kind=kind)
    training.start_from([w.numpy() * (30 if "logits/kernel" in w.path else 1) for w in training.model.weights])
    attributes = AttributeSet(tuple(Attribute(name, name[0], (0, 0, 0)) for name in NAMES), kind)
    keep = Keeper(folder, origin=Origin(attributes, {}, 1, None, now()), valid=data)
    training.run(report=lambda progress: None, keep=keep, should_stop=lambda: False)
    return runs.open_run(folder)


def random_pictures(run: runs.Run, count: int) -> NDArray[np.uint8]:
    width, height = run.card.image_size
    return np.random.default_rng(count).integers(0, 256, (count, height, width, 3), dtype=np.uint8)


@pytest.fixture(scope="module", params=PAIRS, ids=[name for name, _, _ in PAIRS])
def exported(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> runs.Run:
    if request.param is PAIRS[0]:
        return request.getfixturevalue("fast")
    run = made(tmp_path_factory.mktemp("models") / "run", *request.param)
    export_own(run, random_pictures(run, 40))
    return run


@pytest.fixture(scope="module")
def fast(tmp_path_factory: pytest.TempPathFactory) -> runs.Run:
    run = made(tmp_path_factory.mktemp("fast") / "run", *PAIRS[0])
    found = export_own(run, random_pictures(run, 40))
    assert found.largest <= ALIKE
    assert found.pictures == 40
    return run


@pytest.fixture
def copy(fast: runs.Run, tmp_path: Path) -> runs.Run:
    """A run with an export that a test may damage."""
    for file in fast.folder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    return runs.open_run(tmp_path)


def test_it_answers_as_tensorflow_does_with_both_maps_for_one_and_for_many(exported: runs.Run) -> None:
    runtime, tensorflow = Runtime(exported, exact=True), Answering(exported)
    for count in (1, 7, 37):
        request = Answer(count, Array.of(random_pictures(exported, count)), True)
        ours, theirs = runtime.answer(request), tensorflow.answer(request)
        np.testing.assert_allclose(ours.probabilities.unpack(), theirs.probabilities.unpack(), atol=ALIKE)
        for mine, other in ((ours.gradcam, theirs.gradcam), (ours.hirescam, theirs.hirescam)):
            assert mine is not None
            assert other is not None
            expected = other.unpack()
            assert np.abs(mine.unpack() - expected).max() <= 1e-4 * np.abs(expected).max()
    plain = runtime.answer(Answer(3, Array.of(random_pictures(exported, 37)), False))
    np.testing.assert_allclose(plain.probabilities.unpack(), ours.probabilities.unpack(), atol=1e-5)
    assert (plain.gradcam, plain.hirescam) == (None, None)


def test_an_answer_stays_as_it_is_when_the_next_one_is_asked(fast: runs.Run) -> None:
    runtime = Runtime(fast, exact=True)
    first = runtime.answer(Answer(1, Array.of(random_pictures(fast, 1)), True))
    before = first.probabilities.unpack().copy(), first.gradcam
    runtime.answer(Answer(2, Array.of(255 - random_pictures(fast, 1)), True))
    np.testing.assert_array_equal(first.probabilities.unpack(), before[0])
    assert first.gradcam == before[1]


def test_pictures_of_another_size_are_refused_in_words(fast: runs.Run) -> None:
    with pytest.raises(StationError, match="received uint8"):
        Runtime(fast).answer(Answer(1, Array.of(np.zeros((1, 8, 8, 3), np.uint8)), True))


def test_it_needs_no_tensorflow_and_nothing_that_reports_its_use(fast: runs.Run) -> None:
    program = (
        "import sys; from pathlib import Path; from station.model.runs import open_run; from station.model.runtime import Runtime;"
        "Runtime(open_run(Path(sys.argv[1])));"
        "print([name for name in ('tensorflow', 'keras', 'openvino_telemetry') if sys.modules.get(name)])"
    )
    done = subprocess.run([sys.executable, "-c", program, str(fast.folder)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def found(changed: int = 0, moved: float = 0.0, sure: int = 100) -> Agreement:
    return Agreement(pictures=40, largest=0.01, sure=sure, changed=changed, moved=moved)


def test_a_lower_precision_is_taken_only_where_it_decides_and_points_alike_and_is_faster() -> None:
    quick: dict[Precision, float] = {"float32": 5.0, "bfloat16": 3.0, "int8": 2.0}
    assert chosen(quick, {"bfloat16": found(), "int8": found()}) == "int8"
    assert chosen(quick, {"bfloat16": found(), "int8": found(changed=1)}) == "bfloat16"
    assert chosen(quick, {"bfloat16": found(), "int8": found(moved=0.2)}) == "bfloat16"
    assert chosen(quick, {"bfloat16": found(changed=1), "int8": found(changed=1)}) == "float32"
    assert chosen({**quick, "bfloat16": 4.9}, {"bfloat16": found()}) == "float32"
    assert chosen({}, {}) == "float32"


def test_int8_is_not_taken_on_a_handful_of_decisions_and_that_is_told() -> None:
    quick: dict[Precision, float] = {"float32": 5.0, "bfloat16": 3.0, "int8": 2.0}
    few: dict[Precision, Agreement] = {"bfloat16": found(sure=99), "int8": found(sure=99)}
    assert chosen(quick, few) == "bfloat16"
    tried = told(quick, few)
    assert {name: one.is_enough for name, one in tried.items()} == {"float32": True, "bfloat16": True, "int8": False}
    sentence = engine_told(Engine("bfloat16", tried=tried))
    assert sentence.endswith("too few to go by)")
    assert sentence.count("too few") == 1


def test_the_choice_is_measured_here_and_told(fast: runs.Run) -> None:
    runtime = Runtime(fast)
    assert runtime.precision == runtime.engine.name
    assert set(runtime.engine.tried) == {"float32", *read_sheet(fast).agreements}
    assert all(tried.milliseconds > 0 for tried in runtime.engine.tried.values())
    assert runtime.engine.tried["int8"].pictures == 40
    assert Runtime(fast, exact=True).precision == "float32"


def test_agreement_counts_what_float32_was_sure_of(fast: runs.Run) -> None:
    card = fast.card.model_copy(update={"thresholds": {"good": 0.5, "error": 0.5, "break": 0.2}})
    exact = np.array([[0.9, 0.55, 0.1], [0.1, 0.1, 0.9]], np.float32)
    other = np.array([[0.45, 0.45, 0.1], [0.1, 0.1, 0.15]], np.float32)
    maps = np.zeros((2, 4, 9, 3), np.float32)
    maps[:, 0, 0] = 1.0
    there = maps.copy()
    there[0, 3, 8, 0] = 2.0  # far
    there[0, 3, 8, 1] = 2.0  # far, but not sure
    there[1, 1, 1, 1] = 2.0  # next to it
    there[1, 0, 5, 2], maps[1, 0, 5, 2] = 2.0, 0.8  # far, where the exact map says nearly as much
    seen = agreement(Seen(exact, *pointed(maps)), Seen(other, *pointed(there)), card=card)
    assert (seen.pictures, seen.sure, seen.changed) == (2, 5, 2)  # 0.55 was not sure, so that it may change
    assert seen.largest == pytest.approx(0.75)
    assert seen.moved == pytest.approx(1 / 5)
    absent = np.zeros_like(exact)  # all decided false, as what is not finite would be
    nothing = agreement(Seen(absent), Seen(absent * np.nan), card=card)
    assert (nothing.largest, nothing.sure, nothing.changed) == (1.0, 6, 6)


def test_of_classes_a_sure_decision_is_the_likeliest_class(fast: runs.Run) -> None:
    card = fast.card.model_copy(update={"kind": "classes", "thresholds": {}})
    exact = np.array([[0.9, 0.05, 0.05], [0.4, 0.3, 0.3], [0.05, 0.05, 0.9]], np.float32)
    other = np.array([[0.6, 0.3, 0.1], [0.3, 0.4, 0.3], [0.5, 0.05, 0.45]], np.float32)
    seen = agreement(Seen(exact), Seen(other), card=card)
    assert (seen.sure, seen.changed) == (2, 1)
    first = exact[:1]
    assert agreement(Seen(first), Seen(first * np.nan), card=card).changed == 1


def test_the_sample_is_spread_evenly_and_reads_back_as_it_was(copy: runs.Run) -> None:
    assert len(spread(1000)) == 64
    assert list(spread(3)) == [0, 1, 2]
    np.testing.assert_array_equal(read_sample(copy, read_sheet(copy)), random_pictures(copy, 40))


def rewritten(run: runs.Run, **changes: object) -> None:
    """Give a run's sheet other values."""
    storage.write_text(run.folder / SHEET, read_sheet(run).model_copy(update=changes).model_dump_json())


def test_another_pc_finds_out_by_the_sample_and_remembers(copy: runs.Run, monkeypatch: pytest.MonkeyPatch) -> None:
    rewritten(copy, processor="another processor")
    known = set(cache_folder().glob("precision/*.json"))
    here = Runtime(copy)
    (made,) = set(cache_folder().glob("precision/*.json")) - known
    assert here.engine.tried["int8"].pictures == len(read_sheet(copy).expected)
    monkeypatch.setattr(Runtime, "_sampled", lambda self: pytest.fail("it was asked again"))
    Runtime(copy)
    monkeypatch.undo()
    made.unlink()


def test_an_export_that_answers_otherwise_here_is_not_used(copy: runs.Run) -> None:
    sheet = read_sheet(copy)
    wrong = tuple(tuple(1 - value for value in row) for row in sheet.expected)
    rewritten(copy, processor="another processor", expected=wrong)
    with pytest.raises(NotExportedError, match="does not answer here as TensorFlow did"):
        Runtime(copy)


@pytest.mark.parametrize("file", [NETWORK, WEIGHTS, PICTURES, *EIGHT_BITS])
def test_a_file_that_is_not_the_exported_one_is_not_opened(copy: runs.Run, file: str) -> None:
    path = copy.folder / file
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    if file == PICTURES:
        rewritten(copy, processor="another processor")
    with pytest.raises(NotExportedError, match="another sha256"):
        Runtime(copy)
    path.unlink()
    with pytest.raises(NotExportedError, match=file):
        Runtime(copy)


def test_other_weights_make_an_export_stale(copy: runs.Run) -> None:
    rewritten(copy, weights_sha256="0" * 64)
    with pytest.raises(NotExportedError, match=r"made from other weights.*import-run"):
        Runtime(copy)


@pytest.mark.parametrize("text", ["", "{}", "[1, 2", '{"weights_sha256": 3}'])
def test_a_damaged_sheet_is_refused_in_a_sentence(copy: runs.Run, text: str) -> None:
    (copy.folder / SHEET).write_text(text, encoding="utf-8")
    with pytest.raises(NotExportedError, match=r"exported\.json is no sheet"):
        Runtime(copy)


def test_a_network_that_openvino_does_not_know_is_refused_in_a_sentence(copy: runs.Run) -> None:
    files = dict(read_sheet(copy).files)
    for name, data in ((NETWORK, b"<net>"), (WEIGHTS, b"")):
        (copy.folder / name).write_bytes(data)
        files[name] = runs.sha256_of(copy.folder / name)
    rewritten(copy, files=files)
    with pytest.raises(NotExportedError, match="OpenVINO can't use"):
        Runtime(copy)


def test_without_an_export_tensorflow_answers_and_it_is_said_why(copy: runs.Run) -> None:
    answer, engine = _loaded(LoadRun(str(copy.folder)))
    assert engine.name in {"float32", "bfloat16", "int8"}
    (copy.folder / SHEET).unlink()
    pictures = Answer(1, Array.of(random_pictures(copy, 2)), False)
    fallen_back, engine = _loaded(LoadRun(str(copy.folder)))
    assert engine.name == "tensorflow"
    assert "has no exported network" in engine.problem
    np.testing.assert_allclose(
        fallen_back(pictures).probabilities.unpack(), answer(pictures).probabilities.unpack(), atol=0.3
    )


def test_weights_that_came_after_the_run_was_chosen_do_not_answer_in_its_name(copy: runs.Run) -> None:
    chosen = LoadRun(str(copy.folder), weights_sha256=copy.card.weights.sha256)
    weights = copy.card.weights.model_copy(update={"sha256": "0" * 64})
    runs.write_card(
        copy.folder, copy.card.model_copy(update={"weights": weights})
    )  # as the next best epoch of a training does
    with pytest.raises(StationError, match="other weights than when it was chosen"):
        _loaded(chosen)


def test_a_run_that_was_loaded_ahead_answers_without_being_loaded_again(
    copy: runs.Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[bool] = []
    begin = Runtime.__init__

    def noted(runtime: Runtime, run: runs.Run, *, exact: bool = False, cores: int = 0) -> None:
        loaded.append(exact)
        begin(runtime, run, exact=exact, cores=cores)

    monkeypatch.setattr(Runtime, "__init__", noted)
    serve, replies = ROLES["inspect"](lambda: False), list[Reply]()
    wanted = LoadRun(str(copy.folder), cores=1, weights_sha256=copy.card.weights.sha256)
    serve(LoadAhead(wanted), replies.append)
    serve(LoadAhead(wanted), replies.append)  # the list of runs was read again
    assert (loaded, replies) == ([False], [])
    serve(wanted, replies.append)
    assert loaded == [False]
    serve(Answer(7, Array.of(random_pictures(copy, 1)), True), replies.append)
    assert [type(reply).__name__ for reply in replies] == ["Ready", "Answers"]
    serve(LoadAhead(wanted), replies.append)
    serve(LoadRun(str(copy.folder), exact=True, cores=1), replies.append)
    assert loaded == [False, False, True]
    assert isinstance(replies[-1], Ready)
    assert replies[-1].engine.name == "float32"


def test_a_run_that_changed_since_it_was_loaded_ahead_does_not_answer(copy: runs.Run) -> None:
    serve, replies = ROLES["inspect"](lambda: False), list[Reply]()
    wanted = LoadRun(str(copy.folder), cores=1, weights_sha256=copy.card.weights.sha256)
    serve(LoadAhead(wanted), replies.append)
    weights = copy.card.weights.model_copy(update={"sha256": "0" * 64})
    runs.write_card(copy.folder, copy.card.model_copy(update={"weights": weights}))
    with pytest.raises(StationError, match="other weights than when it was chosen"):
        serve(wanted, replies.append)
    serve(LoadAhead(wanted), replies.append)  # which tells nobody
    assert replies == []


def test_an_export_that_differs_from_tensorflow_is_not_written(copy: runs.Run) -> None:
    pictures = random_pictures(copy, 4)
    with pytest.raises(StationError, match="does not answer as TensorFlow does"):
        export_own(copy, pictures, np.full((4, 3), 9.0, np.float32))


def test_an_export_asks_for_the_projects_validation_pictures(copy: runs.Run) -> None:
    with pytest.raises(StationError, match="lies in no project's models"):
        validation_pictures(copy)
