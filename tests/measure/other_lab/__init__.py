"""A second renderer of sewn strips, by which a network that learned from the practice lab is judged on foreign ones.

It shares neither code nor ideas with the practice lab, so that nothing which a network learned of that renderer helps it here. A
strip is painted once at twice the camera's scale (`strip`), of a cloth (`cloth`) and a thread (`thread`) out of one of two stocks
(`stock`), with a seam and its faults (`seam`, `faults`) and harmless things (`harmless`); a `camera` then takes the frames.
"""
