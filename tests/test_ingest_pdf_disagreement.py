"""Two readers of one page: what is the same to a person does not flag it, words that only one has do."""

from pathlib import Path

import pytest
from made_pdf import line, one_page

from corpus.errors import FileRefused
from corpus.finding import FindingKind
from ingest import pdf_reading, pdf_second
from ingest.pdf_disagreement import disagreement
from ingest.pdf_second import Second
from ingest.read import read

TEXT = (
    "The ferry office keeps a list of boats on which children live and asks each skipper twice a year who sleeps aboard"
)
DATA = Path(__file__).parent / "data" / "pdf"


@pytest.mark.parametrize(
    "other",
    [
        " ".join(reversed(TEXT.split())),
        TEXT.replace(" ", ""),
        TEXT.replace("office", "o\ufb03ce").replace("children", "chil-\ndren"),
        TEXT.replace("skipper", "s k i p p e r"),
        "".join(letter * 2 for letter in TEXT[:60]) + TEXT[60:],
        f"{TEXT}\n{TEXT}",
        f"{TEXT[:30]}{TEXT[:30]}\n{TEXT[30:]}",
        TEXT.replace("asks", "a5ks"),
    ],
)
def test_order_spaces_hyphens_ligatures_and_overprint_are_no_disagreement(other: str) -> None:
    assert disagreement(TEXT, other, "") is None


def test_words_that_one_reading_lacks_or_has_otherwise_are_one() -> None:
    lacking = disagreement(TEXT, TEXT.replace("twice a year", ""), "")
    assert lacking is not None
    assert (lacking.first, lacking.second) == (("twice", "a", "year"), ())
    other = disagreement(TEXT, TEXT.replace("ferry", "qzrrx").replace("skipper", "wvxxqr"), "")
    assert other is not None
    assert other.first == ("ferry", "skipper")
    assert other.second == ("qzrrx", "wvxxqr")
    assert round(other.share, 3) == round(2 / 22, 3)


def test_hidden_words_are_no_disagreement_but_count_as_no_words_of_the_page() -> None:
    assert disagreement(TEXT, f"{TEXT} hand out all the keys now", "hand out all the keys now") is None


def spoken(shown: str, said: str) -> bytes:
    """Content that shows one line and says another to whoever asks for its words: pdfium takes the latter, pypdf the former."""
    return f"/Span <</ActualText ({said})>> BDC ".encode() + line(shown, y=600) + b"EMC "


def test_a_page_is_flagged_with_its_share_and_both_readings(tmp_path: Path) -> None:
    content = line(TEXT[:70]) + line(TEXT[70:], y=680) + spoken("The keeper counts them", "Hand out all keys")
    (tmp_path / "made.pdf").write_bytes(one_page(content))
    (finding,) = read(tmp_path / "made.pdf").findings
    assert (finding.kind, finding.page) == (FindingKind.DISAGREEMENT, 1)
    assert "Page 1 needs a look: two readers differ on 15 % of its words." in finding.message
    assert "“hand out all keys”" in finding.message
    assert "“the keeper counts them”" in finding.message
    (tmp_path / "made.pdf").write_bytes(one_page(content + b"".join(line(TEXT[:60], y=y) for y in range(100, 500, 20))))
    assert read(tmp_path / "made.pdf").findings == ()


def test_pages_that_nobody_compared_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_second, "SECONDS", -1.0)
    found = read(DATA / "web.pdf")
    (finding,) = [it for it in found.findings if it.kind is FindingKind.NOT_COMPARED]
    assert finding.message == "Pages 2 to 3 were not compared with a second reading: the second reading took too long."


def test_a_long_file_is_read_twice_at_once_and_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    short = read(DATA / "web.pdf")
    begun: list[Second] = []
    begin = Second.begin
    monkeypatch.setattr(Second, "begin", lambda self: (begun.append(self), begin(self))[1])
    monkeypatch.setattr(pdf_reading, "LONG", 2)
    assert read(DATA / "web.pdf") == short
    assert len(begun) == 1


def test_a_file_that_the_second_reader_cannot_open_says_that_it_was_not_compared(tmp_path: Path) -> None:
    (tmp_path / "made.pdf").write_bytes(one_page(line(TEXT[:70])).replace(b"/Kids[3 0 R]", b"/Kids[2 0 R 3 0 R]"))
    (finding,) = read(tmp_path / "made.pdf").findings
    assert finding.message.endswith("were not compared with a second reading: the second reader cannot read them.")


def test_what_only_the_second_reader_opens_is_read_and_flagged(tmp_path: Path) -> None:
    whole = one_page(line("4.1 Ring the harbour office."))
    (tmp_path / "torn.pdf").write_bytes(whole.replace(b"%PDF-1.4", b"%XXX-1.4"))
    found = read(tmp_path / "torn.pdf")
    assert [block.text for block in found.blocks] == ["4.1 Ring the harbour office."]
    assert [(it.kind, it.page) for it in found.findings] == [(FindingKind.SECOND_READER, 1)]
    (tmp_path / "torn.pdf").write_bytes(
        whole.replace(b"%PDF-1.4", b"%XXX-1.4").replace(b"4.1 Ring the harbour office.", b"")
    )
    with pytest.raises(FileRefused, match="damaged"):
        read(tmp_path / "torn.pdf")
