"""Every error that Sounding Board raises on purpose, as one tree.

    SoundingBoardError
    ├── WrongUse                     the caller asked for something that cannot be (exit code 2)
    │   ├── ManifestError            library.toml or a file beside it is wrong; lists every mistake
    │   ├── QuestionEmpty            nothing was asked
    │   ├── QuestionTooLong          more than the stated number of characters, or turns
    │   ├── SuiteError               an eval suite cannot be read; lists every mistake
    │   ├── RunError                 a kept run or a baseline cannot be found or read
    │   │   ├── RunStopped           somebody asked a run to end before all was asked
    │   │   └── UnknownRun           no run, or more than one, is meant
    │   ├── QuizError                quiz questions cannot be read, written or exported; lists every mistake
    │   │   └── UnknownQuiz          no quiz set, or no item of it, is meant
    │   └── Unknown                  no such thing in the library
    │       ├── UnknownArea
    │       ├── UnknownDocument
    │       ├── UnknownParagraph
    │       ├── UnknownListing       the catalogue has no such document
    │       └── UnknownAskedAs       no asked-as line has this number
    ├── LibraryUnusable              the library cannot be read as it is (exit code 3)
    │   ├── LibraryMissing           nothing has been ingested yet
    │   ├── LibraryDamaged           the database is broken, or the index does not find itself
    │   ├── LibraryNewer             a later version of Sounding Board made it
    │   ├── DataFolderUnusable       the disk is full, or may not be written
    │   ├── BackupDamaged            a backup is torn, altered or none of ours
    │   ├── VectorsUnreachable       the Chroma server that is set does not answer as it should
    │   └── EmbedderMismatch         the index was built by another embedder
    ├── WriterBusy                   another ingest holds the writer's lock (exit code 4)
    └── FileRefused                  one file cannot become paragraphs; the others go on (exit code 1)
        └── FetchRefused             an address may not be fetched, or did not give a document

Each message says what was expected, what was found and what to do.
"""


class SoundingBoardError(Exception):
    """The root: catching it catches everything raised on purpose."""


class WrongUse(SoundingBoardError):
    """The caller asked for something that cannot be."""


class ManifestError(WrongUse):
    """The manifest, or a file it names, is wrong. The message lists every mistake found."""


class QuestionEmpty(WrongUse):
    """Nothing was asked."""


class QuestionTooLong(WrongUse):
    """The question or its history is over the limit that the message names."""


class SuiteError(WrongUse):
    """An eval suite cannot be read. The message lists every mistake by line."""


class RunError(WrongUse):
    """A kept run, or a baseline for one, cannot be found or read. The message lists every mistake."""


class RunStopped(RunError):
    """Somebody asked a run to end before every question was asked. Nothing of it is stored."""


class UnknownRun(RunError):
    """No run, or more than one, is meant."""


class QuizError(WrongUse):
    """Quiz questions cannot be read, written or exported. The message lists every mistake by question."""


class UnknownQuiz(QuizError):
    """No quiz set has this name or id, or no item of it has this id."""


class Unknown(WrongUse):
    """No such thing in the library."""


class UnknownArea(Unknown):
    """No area of the library has this id, or no nation has this name."""


class UnknownDocument(Unknown):
    """No document of the library has this id."""


class UnknownParagraph(Unknown):
    """No paragraph of the library has this id."""


class UnknownListing(Unknown):
    """No document of the catalogue has this id."""


class UnknownAskedAs(Unknown):
    """No asked-as line has this number, or it was dropped."""


class LibraryUnusable(SoundingBoardError):
    """The library cannot be read as it is."""


class LibraryMissing(LibraryUnusable):
    """Nothing has been ingested into this data folder yet."""


class LibraryDamaged(LibraryUnusable):
    """A database is broken, or an index generation does not find itself; `soundingboard index` rebuilds the latter."""


class LibraryNewer(LibraryUnusable):
    """A later version of Sounding Board made this library."""


class DataFolderUnusable(LibraryUnusable):
    """The data folder cannot be read or written: no room, no right, no folder."""


class BackupDamaged(LibraryUnusable):
    """A backup is not as it was made. The data folder was left as it is."""


class VectorsUnreachable(LibraryUnusable):
    """The Chroma server does not answer as it should. Questions go on by an exact scan; nothing can be published."""


class EmbedderMismatch(LibraryUnusable):
    """The index was built by another embedder than the one that is set."""


class WriterBusy(SoundingBoardError):
    """Another process is writing to this data folder."""


class FileRefused(SoundingBoardError):
    """One file cannot become paragraphs. The rest of the batch goes on."""


class FetchRefused(FileRefused):
    """An address may not be fetched, or what it answered is no document."""
