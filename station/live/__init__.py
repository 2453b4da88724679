"""Things that run: threads and child processes. No Qt, no TensorFlow."""
