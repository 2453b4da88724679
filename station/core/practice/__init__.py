"""The practice lab: strips rendered with known truth, in millimetres, in place of a camera and real cloth.

`cloth` weaves, `thread` draws one thread, `stitching` plans a seam and its faults, `strip` puts them on the cloth, `optics`
films the strip, `lab` writes the project folder, and `camera` is the practice camera. `variety` makes them more
various, for pre-training alone, `tag` is the wrong reason that a lab can be given on purpose, and `noise` is what all draw from.
"""
