"""TensorFlow for the model tests: small pictures, few threads, no chatter."""

import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
