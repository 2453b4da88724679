"""What a lab is: plain values and files. No Qt, no TensorFlow, no threads."""
