"""What the station costs, beside the lab's way and beside the limit: `uv run python -m tests.benchmarks`.

Each topic is a module of this folder with a function `measure() -> list[Line]`. A topic runs in a process of its own, since
the thread pools of TensorFlow and OpenVINO would disturb each other, and takes its two sides in turn, so that a busy
moment of the machine hits both. Nothing here asserts a time.
"""
