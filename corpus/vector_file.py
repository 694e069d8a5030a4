"""VectorFile: an array in a .npy file that is written row by row, so that the rows are never held together."""

from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from numpy.lib import format as npy
from numpy.typing import DTypeLike, NDArray


class VectorFile:
    """Rows of `dimensions` numbers, in the order of `append`; `np.load` reads the file once the `with` block has ended.

    The header says how many rows there are. NumPy pads it for an array that grows in its first axis, so it is written again
    in its place at the end.
    """

    def __init__(self, path: Path, dimensions: int, dtype: DTypeLike) -> None:
        self._file = path.open("wb")
        self._dimensions = dimensions
        self._dtype = np.dtype(dtype)
        self.rows = 0
        self._write_header()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        self._file.seek(0)
        self._write_header()
        self._file.close()

    def append(self, rows: NDArray[np.float32]) -> None:
        """Add rows, shape (n, dimensions), rounded to the type of the file."""
        self._file.write(np.ascontiguousarray(rows, self._dtype).tobytes())
        self.rows += len(rows)

    def _write_header(self) -> None:
        said = {
            "descr": npy.dtype_to_descr(self._dtype),
            "fortran_order": False,
            "shape": (self.rows, self._dimensions),
        }
        npy.write_array_header_1_0(self._file, said)
