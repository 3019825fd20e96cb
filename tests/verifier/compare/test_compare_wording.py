"""Whether a sentence says a claim in the claim's own words."""

import pytest

from tests.verifier.compare.told import AGREES, PARTLY, SILENT, Told, told
from verifier.compare.wording import compare_wording


@pytest.mark.parametrize(
    ("claim", "passage", "expected"),
    [
        ("The baker accused the mayor of theft in Oru on the old bridge.", "The mayor accused the baker.",
         (SILENT, None, "No sentence of the passage says it in these words.", [], [])),
        ("The council will close the old school.", "The old school of the council is to be closed.",
         (SILENT, None, "No sentence of the passage says it in these words.", [], [])),
        ("The council will open the old school.", "The council opens the old school in May.",
         (SILENT, None, "No sentence of the passage says it in these words.", [], [])),
        ("The council will open the old school.", "The council has, it says, opened the old school.",
         (PARTLY, 0.2, "What one says is done the other says is still to come.",
          [], ["The council has, it says, opened the old school."])),
        ("The council closed the old school.", "It rained. The council had closed the old school by May.",
         (AGREES, 1.0, "A sentence of the passage says it in these words.",
          [], ["The council had closed the old school by May."])),
        ("The council closed the old school in May.", "In May the council closed the old school.",
         (AGREES, 1.0, "A sentence of the passage says it in these words.",
          [], ["In May the council closed the old school."])),
        ("The council closed the old school in May.",
         "The council, it said, closed the old school in the village in May.",
         (AGREES, 1.0, "A sentence of the passage says it in these words.",
          [], ["The council, it said, closed the old school in the village in May."])),
        ("The council closed the old school.", "The council will close the old school.",
         (PARTLY, 0.2, "What one says is done the other says is still to come.",
          [], ["The council will close the old school."])),
        ("The council will close the old school.", "The council has closed the old school.",
         (PARTLY, 0.2, "What one says is done the other says is still to come.",
          [], ["The council has closed the old school."])),
        ("The baker accused the mayor of theft.", "The mayor accused the baker of theft.",
         (PARTLY, 0.2, "The passage has these words the other way round.",
          [], ["The mayor accused the baker of theft."])),
        ("The baker was accused by the mayor of theft.", "The mayor accused the baker of theft.",
         (SILENT, None, "No sentence of the passage says it in these words.", [], [])),
        ("The council closed the old school.", "The council may have closed the old school.",
         (SILENT, None, "No sentence of the passage says it in these words.", [], [])),
        ("The council closed it.", "The council closed it.",
         (SILENT, None, "No sentence of the passage says it in these words.", [], [])),
        ("The council closed the old school.", "Unless it rains the council closed the old school.",
         (SILENT, None, "No sentence of the passage says it in these words.", [], [])),
        ("The old school is closed.", "The old school is closed.",
         (AGREES, 1.0, "A sentence of the passage says it in these words.",
          [], ["The old school is closed."])),
        ("The old school will open in May.", "The old school was opened in May.",
         (PARTLY, 0.2, "What one says is done the other says is still to come.",
          [], ["The old school was opened in May."])),
    ],
)  # fmt: skip
def test_what_the_reader_is_told(claim: str, passage: str, expected: Told) -> None:
    assert told("wording", compare_wording(claim, passage), claim, passage) == expected
