from claims.analysis import analyse
from claims.citations import find_citations
from claims.reading import read_text
from claims.sentences import segments, split
from tests.timing import cpu_seconds


def test_a_link_cites_for_its_sentence() -> None:
    text = "Two ferries sank. The ministry [said so](https://ministry.example/a) on Monday."
    analysis = analyse(read_text(text, format="markdown"))
    assert [(c.sentence, c.url) for c in analysis.citations] == [(1, "https://ministry.example/a")]


def test_a_footnote_cites_its_url() -> None:
    text = "Two ferries sank.[^1]\n\n[^1]: Port log, https://port.example/log\n"
    analysis = analyse(read_text(text, format="markdown"))
    assert [(c.sentence, c.url) for c in analysis.citations] == [(0, "https://port.example/log")]


def test_according_to_cites_by_name() -> None:
    analysis = analyse(read_text("Two ferries sank, according to the Garrow Port Authority."))
    (citation,) = analysis.citations
    assert citation.name is not None
    assert citation.name.endswith("Garrow Port Authority")
    assert citation.url is None


def test_a_plain_speaker_is_no_citation() -> None:
    assert analyse(read_text("Mara Holm said two ferries had sunk.")).citations == ()


def test_time_grows_with_the_links_not_with_their_square() -> None:
    def seconds(times: int) -> float:
        document = read_text("See https://a.example/log today.\n\n" * times)
        sentences = split((), segments(document))
        assert len(find_citations(document, sentences, (), ())) == times
        return cpu_seconds(lambda: find_citations(document, sentences, (), ()))

    seconds(10)
    assert seconds(3_000) < 30 * max(seconds(300), 0.002)
