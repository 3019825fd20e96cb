import pytest

from tests.verifier.compare.told import AGREES, DIFFERS, PARTLY, SILENT, Told, told
from verifier.compare.name_finder import find_names
from verifier.compare.names import compare_names, skeleton
from verifier.types import Outcome


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Prime Minister Olga Berg met the World Grain Council in Oru.",
            ["Olga Berg", "World Grain Council", "Oru"],
        ),
        ("Doctors left on Monday in July.", []),
        ("The council met.", []),
        ("Yesterday WGC staff saw Dr. Oren.", ["WGC", "Oren"]),
        ("The University of Bena closed.", ["University of Bena"]),
    ],
)
def test_names_found(text, names):
    found = find_names(text)
    assert [n.text for n in found] == names
    assert all(n.span.of(text) == n.text for n in found)


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("The World Grain Council met in Oru.", "WGC delegates met in Oru."),
        ("WGC met in Oru.", "The World Grain Council met in Oru."),
        ("Mohammed Karim left.", "Muhammad Karim left."),
        ("Kenyan officers left.", "Officers of Kenya left."),
        ("General Hald resigned.", "Hald, the general, resigned."),
        ("Kenyan Petra Hald won.", "Hald, from Kenya, won."),
        ("José Peña won.", "Jose Pena won."),
        ("Hald's boat sank.", "The boat of Hald sank."),
    ],
)
def test_the_same_name_otherwise_written(claim, passage):
    assert compare_names(claim, passage).outcome is Outcome.AGREES


def test_a_spelling_variant_is_named():
    assert '"Muhammad Karim"' in compare_names("Mohammed Karim left.", "Muhammad Karim left.").detail


@pytest.mark.parametrize(
    ("claim", "passage", "ours", "theirs"),
    [
        (
            "Prime Minister Olga Berg opened the bridge.",
            "Prime Minister Anna Lund opened the bridge.",
            "Olga Berg",
            "Anna Lund",
        ),
        ("Peter Hald resigned on Monday.", "Peter Lund resigned on Monday.", "Peter Hald", "Peter Lund"),
    ],
)
def test_another_person_in_the_same_place_differs(claim, passage, ours, theirs):
    signal = compare_names(claim, passage)
    assert signal.outcome is Outcome.DIFFERS
    assert ours in signal.detail
    assert theirs in signal.detail
    assert signal.passage_spans[0].of(passage) == theirs


@pytest.mark.parametrize(
    ("claim", "passage", "outcome"),
    [
        ("Raids took place in Oru.", "Raids took place in Bena.", Outcome.SILENT),
        ("Oren and Hald went to Bena.", "Oren went to Bena.", Outcome.PARTLY),
        ("the boats left", "Oren left", Outcome.SILENT),
        ("New Oru grew.", "New Bena grew.", Outcome.SILENT),
        ("Prime Minister Olga Berg opened the bridge.", "Prime Minister Anna Lund was ill.", Outcome.SILENT),
    ],
)
def test_absent_names_are_not_called_different(claim, passage, outcome):
    signal = compare_names(claim, passage)
    assert (
        signal.outcome in (outcome, Outcome.PARTLY)
        if outcome is Outcome.SILENT
        else signal.outcome is outcome
    )
    assert signal.outcome is not Outcome.DIFFERS


def test_absent_names_are_marked():
    claim = "Oren and Hald went to Bena."
    signal = compare_names(claim, "Oren went to Bena.")
    assert [s.of(claim) for s in signal.claim_spans] == ["Hald"]


def test_swapping_the_name_moves_the_outcome():
    passage = "Mayor Petra Hald opened the fair in Oru."
    assert compare_names("Mayor Petra Hald opened the fair.", passage).outcome is Outcome.AGREES
    assert compare_names("Mayor Ines Kruse opened the fair.", passage).outcome is Outcome.DIFFERS


@pytest.mark.parametrize(
    ("word", "bones"),
    [
        ("mohammed", "mhmd"), ("muhamad", "mhmd"), ("philip", "flp"), ("yusuf", "isf"), ("jackson", "iksn"),
        ("khalid", "hld"), ("aaliyah", "alh"), ("qatar", "ktr"), ("wybo", "vb"), ("berg", "brg"),
        ("lund", "lnd"),
    ],
)  # fmt: skip
def test_what_transliterations_share(word, bones):
    assert skeleton(word) == bones


@pytest.mark.parametrize(
    ("claim", "passage", "expected"),
    [
        ("Oren and Hald went to Bena.", "Oren went to Bena.",
         (PARTLY, 0.6667, 'The passage names "Oren" and "Bena" but does not name "Hald".', ["Hald"], [])),
        ("Mohammed Karim left.", "Muhammad Karim left.",
         (AGREES, 1.0, 'The passage names "Mohammed Karim"; "Mohammed Karim" is spelt "Muhammad Karim" '
                       "there.",
          ["Mohammed Karim"], [])),
        ("Prime Minister Olga Berg opened the bridge.", "Prime Minister Anna Lund opened the bridge.",
         (DIFFERS, 0.0, 'The claim has "Olga Berg" where the passage has "Anna Lund".',
          ["Olga Berg"], ["Anna Lund"])),
        ("Peter Hald resigned on Monday.", "Peter Lund resigned on Monday.",
         (DIFFERS, 0.0, 'The claim names "Peter Hald" where the passage names "Peter Lund".',
          ["Peter Hald"], ["Peter Lund"])),
        ("Raids took place in Oru.", "Raids took place in Bena.",
         (SILENT, None, 'The passage does not name "Oru".', ["Oru"], [])),
        ("Ines Kruse runs the old mill.",
         "The old mill is old. A cousin, Ines Kruse, sells fish at the market in town.",
         (PARTLY, 0.5, 'The passage names "Ines Kruse" only of something else.', ["Ines Kruse"], [])),
        ("Ines Kruse and Ada Holm run the old mill.",
         "The old mill is run by Ada Holm. A cousin, Ines Kruse, sells fish at the market in town.",
         (PARTLY, 0.75, 'The passage names "Ada Holm" but names "Ines Kruse" only of something else.',
          ["Ines Kruse"], [])),
        ("WGC met in Oru.", "The World Grain Council met in Oru.",
         (AGREES, 1.0, 'The passage names "WGC" and "Oru".', ["WGC", "Oru"], [])),
        ("Mohammed Karim and Ada Holm left.", "Muhammad Karim left.",
         (PARTLY, 0.5, 'The passage names "Mohammed Karim" but does not name "Ada Holm".', ["Ada Holm"], [])),
        ("The Oru Gazette printed it.", "The Bena Gazette printed it.",
         (PARTLY, 0.25, 'The passage does not name "Oru Gazette".', ["Oru Gazette"], [])),
        ("Judge Ines Kruse freed the baker.", "Judge Petra Hald freed the baker.",
         (DIFFERS, 0.0, 'The claim has "Ines Kruse" where the passage has "Petra Hald".',
          ["Ines Kruse"], ["Petra Hald"])),
        ("The Ministry of Health closed the ward.", "The Ministry of Mines closed the ward.",
         (PARTLY, 0.25, 'The passage does not name "Ministry of Health".', ["Ministry of Health"], [])),
        ("Petra Hald won the race in Oru.", "Hald won the race. Jonas Hald came to Oru.",
         (PARTLY, 0.625, 'The passage names "Oru" but does not name "Petra Hald".', ["Petra Hald"], [])),
        ("the boats left", "Oren left.",
         (SILENT, None, "The claim gives no names.", [], [])),
        ("WGC met in Oru.", "NTU met in Oru.",
         (DIFFERS, 0.0, 'The claim has "WGC" where the passage has "NTU".', ["WGC"], ["NTU"])),
        ("Petra Hald and Ada Holm won the race.", "Hald won the race.",
         (PARTLY, 0.5, 'The passage names "Petra Hald" but does not name "Ada Holm".', ["Ada Holm"], [])),
        ("The prize went to Mirela Dumit for her novel.",
         "Mirela Dumit saw Ada Holm. The prize went to Anca Petrov for her novel.",
         (DIFFERS, 0.0, 'The claim has "Mirela Dumit" where the passage has "Anca Petrov".',
          ["Mirela Dumit"], ["Anca Petrov"])),
        ("In May Louie left.", "In May Louey left.",
         (SILENT, None, 'The passage does not name "Louie".', ["Louie"], [])),
        ("Ines Kruse did.", "A cousin, Ines Kruse, sells fish at the market in town.",
         (AGREES, 1.0, 'The passage names "Ines Kruse".', ["Ines Kruse"], [])),
        ("In May King Louis left.", "In May King Louise left.",
         (DIFFERS, 0.0, 'The claim has "Louis" where the passage has "Louise".', ["Louis"], ["Louise"])),
        ("Omar left the town.", "Omer left the town.",
         (SILENT, None, 'The passage does not name "Omar".', ["Omar"], [])),
        ("The team will be coached by Qadir from next season.",
         "The team will be coached by Kadeer from next season.",
         (SILENT, None, 'The passage does not name "Qadir".', ["Qadir"], [])),
        ("The team will be coached by Qadir from next season.",
         "The team will be coached by Lund from next season.",
         (DIFFERS, 0.0, 'The claim has "Qadir" where the passage has "Lund".', ["Qadir"], ["Lund"])),
        ("Mayor Olga Berg opened the old bridge.", "Mayor Berg Holm saw the old bridge.",
         (PARTLY, 0.25, 'The passage does not name "Olga Berg".', ["Olga Berg"], [])),
        ("Mayor Olga Berg opened the old bridge.", "Mayor Anna Lund saw the old bridge.",
         (DIFFERS, 0.0, 'The claim names "Olga Berg" where the passage names "Anna Lund".',
          ["Olga Berg"], ["Anna Lund"])),
        ("Mayor Olga Berg opened the old bridge.", "The old bridge by the mill was seen by Mayor Anna Lund.",
         (DIFFERS, 0.0, 'The claim names "Olga Berg" where the passage names "Anna Lund".',
          ["Olga Berg"], ["Anna Lund"])),
        ("Mayor Olga Berg opened the old bridge.", "Governor Anna Lund saw the old bridge, the mayor too.",
         (SILENT, None, 'The passage does not name "Olga Berg".', ["Olga Berg"], [])),
        ("Deputy Foreign Minister Olga Berg opened the bridge.",
         "Deputy Foreign Minister Lund saw the bridge.",
         (DIFFERS, 0.0, 'The claim names "Foreign Minister Olga Berg" where the passage names "Foreign '
                        'Minister Lund".',
          ["Foreign Minister Olga Berg"], ["Foreign Minister Lund"])),
        ("Foreign Minister Olga Berg opened the old bridge.",
         "It was open: the old bridge that Interior Minister Anna Lund wanted.",
         (SILENT, None, 'The passage does not name "Foreign Minister Olga Berg".',
          ["Foreign Minister Olga Berg"], [])),
        ("Mayor Berg opened the old bridge.", "It was open: the old bridge that Mayor Lund wanted.",
         (DIFFERS, 0.0, 'The claim has "Berg" where the passage has "Lund".', ["Berg"], ["Lund"])),
        ("The old bridge was opened by Mayor Olga Berg in Oru.",
         "In Oru, Governor Anna Lund opened the old bridge.",
         (PARTLY, 0.5, 'The passage names "Oru" but does not name "Olga Berg".', ["Olga Berg"], [])),
        ("The World Grain Council met in Oru.", "WGC delegates met in Oru.",
         (AGREES, 1.0, 'The passage names "World Grain Council" and "Oru".',
          ["World Grain Council", "Oru"], [])),
        ("The World Grain Council met in Oru.", "A grain council of the world met in Oru.",
         (AGREES, 1.0, 'The passage names "World Grain Council" and "Oru".',
          ["World Grain Council", "Oru"], [])),
        ("Kenyan officers left the port.", "Officers of Kenya left the port.",
         (AGREES, 1.0, 'The passage names "Kenyan".', ["Kenyan"], [])),
        ("General Hald resigned in May.", "Hald, the general, resigned in May.",
         (AGREES, 1.0, 'The passage names "Hald".', ["Hald"], [])),
        ("Petra Hald won the race.", "Hald won the race.",
         (AGREES, 1.0, 'The passage names "Petra Hald".', ["Petra Hald"], [])),
        ("Petra Hald won the race.", "Jonas Hald won the race.",
         (PARTLY, 0.25, 'The passage does not name "Petra Hald".', ["Petra Hald"], [])),
        ("Petra Hald won the race.", "Petra won the race.",
         (PARTLY, 0.25, 'The passage does not name "Petra Hald".', ["Petra Hald"], [])),
        ("Hald's boat sank.", "The boat of Hald sank.",
         (AGREES, 1.0, "The passage names \"Hald's\".", ["Hald's"], [])),
        ("José Peña won the cup.", "Jose Pena won the cup.",
         (AGREES, 1.0, 'The passage names "José Peña".', ["José Peña"], [])),
        ("Mohammed Karim and Yusuf Qadir left.", "Muhammad Karim left with Yusef Kadir.",
         (AGREES, 1.0, 'The passage names "Mohammed Karim" and "Yusuf Qadir"; "Mohammed Karim" is spelt '
                       '"Muhammad Karim" there; "Yusuf Qadir" is spelt "Yusef Kadir" there.',
          ["Mohammed Karim", "Yusuf Qadir"], [])),
        ("Karim left the town.", "Kareem left the town.",
         (SILENT, None, 'The passage does not name "Karim".', ["Karim"], [])),
        ("Prime Minister Olga Berg opened the bridge.", "Prime Minister Anna Lund was ill.",
         (SILENT, None, 'The passage does not name "Olga Berg".', ["Olga Berg"], [])),
        ("Prime Minister Olga Berg opened the old bridge.",
         "The old bridge was opened by Prime Minister Anna Lund.",
         (DIFFERS, 0.0, 'The claim has "Olga Berg" where the passage has "Anna Lund".',
          ["Olga Berg"], ["Anna Lund"])),
        ("Mayor Olga Berg opened the old bridge.", "The old bridge was opened by Governor Anna Lund.",
         (SILENT, None, 'The passage does not name "Olga Berg".', ["Olga Berg"], [])),
        ("Olga Berg opened the old bridge at noon.", "At noon the old bridge was opened, Olga Lund said.",
         (DIFFERS, 0.0, 'The claim names "Olga Berg" where the passage names "Olga Lund".',
          ["Olga Berg"], ["Olga Lund"])),
        ("New Oru opened the old bridge at noon.", "At noon the old bridge was opened, New Bena said.",
         (PARTLY, 0.25, 'The passage does not name "New Oru".', ["New Oru"], [])),
        ("Olga of Berg opened the old bridge at noon.",
         "At noon the old bridge was opened, Olga of Lund said.",
         (PARTLY, 0.25, 'The passage does not name "Olga of Berg".', ["Olga of Berg"], [])),
        ("The team was coached by Leila Faum from May.", "The team was coached by Sera Naiva from May.",
         (SILENT, None, 'The passage does not name "Leila Faum".', ["Leila Faum"], [])),
        ("The team was coached by Leila Faum from May.", "The team was coached by Leila Fam from May.",
         (DIFFERS, 0.0, 'The claim names "Leila Faum" where the passage names "Leila Fam".',
          ["Leila Faum"], ["Leila Fam"])),
        ("The team was coached by Leila Faum from May.", "The team was coached by LF from May.",
         (AGREES, 1.0, 'The passage names "Leila Faum".', ["Leila Faum"], [])),
        ("The team was coached in Oru from May.", "The team was coached in Bena from May.",
         (SILENT, None, 'The passage does not name "Oru".', ["Oru"], [])),
        ("The prize went to Mirela Dumit for her novel.",
         "The prize went to Anca Petrov for her novel. Mirela Dumit was there.",
         (DIFFERS, 0.0, 'The claim has "Mirela Dumit" where the passage has "Anca Petrov".',
          ["Mirela Dumit"], ["Anca Petrov"])),
        ("The mill of Ines Kruse burned.", "Ines Kruse\nThe mill burned.",
         (AGREES, 1.0, 'The passage names "Ines Kruse".', ["Ines Kruse"], [])),
        ("The mill of Ines Kruse burned in the night.",
         "A word with Ines Kruse, a baker of fine bread and cake.",
         (PARTLY, 0.5, 'The passage names "Ines Kruse" only of something else.', ["Ines Kruse"], [])),
        ("Ines Kruse, Ada Holm and Jonas Berg left the mill.", "Ada Holm left the mill.",
         (PARTLY, 0.3333, 'The passage names "Ada Holm" but does not name "Ines Kruse" and "Jonas Berg".',
          ["Ines Kruse", "Jonas Berg"], [])),
        ("Ines Kruse and Ada Holm left.", "It rained in Bena.",
         (SILENT, None, 'The passage does not name "Ines Kruse" and "Ada Holm".',
          ["Ines Kruse", "Ada Holm"], [])),
    ],
)  # fmt: skip
def test_what_the_reader_is_told(claim: str, passage: str, expected: Told) -> None:
    assert told("names", compare_names(claim, passage), claim, passage) == expected
