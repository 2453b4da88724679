"""The model core shared by all commands and tabs. TensorFlow lives here and nowhere else."""
