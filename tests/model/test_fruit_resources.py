"""The pictures and the run of the fruit lab that ship: whole, small, attributed, and of nobody's machine."""

from station.core.folders import resource
from station.core.images import read_picture
from station.core.project import open_project
from station.core.subset import SUBSETS
from station.core.subsets import read_subset
from station.model.checkpoints import load_network
from station.model.runs import find_run, weights_of

LAB = resource("fruit-lab")


def test_a_few_pictures_of_each_class_are_in_each_subset() -> None:
    project = open_project(LAB)
    assert project.attributes.names == ("Apfel", "Orange", "Tomate")
    for subset in SUBSETS:
        pictures, missing = read_subset(project, subset=subset)
        assert not missing
        counts = [sum(p.values[at] for p in pictures) for at in range(3)]
        assert min(counts) >= 2, subset
        for picture in pictures:
            assert read_picture(picture.path).shape == (100, 100, 3)
    files = [file for file in (LAB / "pics").rglob("*") if file.is_file()]
    assert sum(file.stat().st_size for file in files) < 400_000


def test_the_run_is_the_labs_network_and_small_enough_to_ship() -> None:
    run = find_run("fruit", project=open_project(LAB))
    assert (run.card.network, run.card.kind, run.card.image_size) == ("fruit", "classes", (100, 100))
    assert weights_of(run).stat().st_size < 3_000_000
    assert load_network(run).count_params() == run.card.parameters == 693_859
    assert not (run.folder / "resume.npz").exists()
    for file in ("card.json", "history.csv"):
        text = (run.folder / file).read_text("utf-8")
        assert not any(place in text for place in ("/work", "/home", "C:\\"))


def test_their_attribution_ships_beside_them() -> None:
    text = (LAB / "SOURCE.md").read_text("utf-8")
    for word in ("Fruits-360", "CC BY-SA 4.0", "Mihai Oltean", "htappa/CNN-ImageClassification", "weights"):
        assert word in text
