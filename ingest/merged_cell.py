"""How a merged cell of a table is shown, so that each value stays in the column of its heading."""

DITTO = "″"  # stands in each column and row that a cell above or to the left reaches into
EMPTY = "–"
MOST_SPAN = 50  # columns or rows; larger figures are mistakes of the file
