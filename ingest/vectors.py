"""The type of vectors."""

import numpy as np
import numpy.typing as npt

# One vector, shape (dimensions,), or several, shape (texts, dimensions).
Vectors = npt.NDArray[np.float32]
