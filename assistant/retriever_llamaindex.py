"""Our retrieval as a llama-index `BaseRetriever`. The one file of `assistant` that knows llama-index."""

from typing import Any

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from assistant.board import Board


class SoundingBoardRetriever(BaseRetriever):  # type: ignore[misc]
    """Paragraphs as nodes: the node's id is the paragraph's, its metadata say document, number, label and headings."""

    def __init__(self, board: Board, *, area: str | None = None, k: int = 5) -> None:
        super().__init__()
        self._board = board
        self._area = area
        self._k = k

    def _retrieve(self, query_bundle: QueryBundle) -> list[Any]:
        hits = self._board.search(query_bundle.query_str, self._area, self._k)
        return [
            NodeWithScore(
                node=TextNode(
                    id_=hit.paragraph.id,
                    text=hit.paragraph.text,
                    metadata={
                        "document_id": hit.document.id,
                        "title": hit.document.title,
                        "edition": hit.paragraph.edition,
                        "number": hit.paragraph.number,
                        "label": hit.paragraph.label,
                        "headings": list(hit.paragraph.headings),
                    },
                ),
                score=hit.score,
            )
            for hit in hits
        ]
