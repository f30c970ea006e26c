"""The inference server on the customer's premises: sockets in, understanding, storage, sockets out."""

import os

# Before numpy loads: threads of its matrix library wait for each other in busy loops, and its products here are small.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
