"""The practice lab: strips rendered with known truth, in millimetres, in place of a camera and real cloth.

`cloth` weaves, `thread` draws one thread, `stitching` plans a seam and its faults, `strip` puts them on the cloth,
`optics` films the strip, and `lab` writes the project folder and is the practice camera.
"""
