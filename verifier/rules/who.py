"""ATT and SAY: who the article says has spoken, and who the sources say has."""

from __future__ import annotations

from verifier.rules.drift import drifting
from verifier.rules.rule import Example, Rule
from verifier.types import DriftKind, Severity

SAY007 = Rule(
    id="SAY007",
    title="The sources give the speaker another office",
    severity=Severity.WARNING,
    asked_by=("AP: identify people by the title that they held when they spoke",),
    why="Words weigh as much as the office behind them; a deputy's are not the minister's.",
    action="Give the office that the source gives, or the source for this one.",
    check=drifting(DriftKind.OTHER_ROLE),
    in_quotations=True,
    hits=(
        Example(
            "Budget director Carla Witt said that the gap was 73 million crowns.",
            (("City of Orlu", "Deputy budget director Carla Witt said that the gap was 73 million crowns."),),
        ),
        Example(
            "“The city is not a bank,” said Hilde Pauw, the mayor.",
            (("Orlu Courier", "“The city is not a bank,” said Hilde Pauw, the alderman for sport."),),
        ),
        Example(
            "President Marek Dolny said that the pool would close.",
            (("Malpur Herald", "Former president Marek Dolny said that the pool would close."),),
        ),
    ),
    misses=(
        Example(
            "Budget director Carla Witt said that the gap was 73 million crowns.",
            (
                (
                    "City of Orlu",
                    "Carla Witt, director of the budget, said that the gap was 73 million crowns.",
                ),
            ),
        ),
        Example(
            "“The city is not a bank,” said Hilde Pauw, who leads the council.",
            (("Orlu Courier", "“The city is not a bank,” said Hilde Pauw, the mayor."),),
        ),
        Example("President Marek Dolny said that the pool would close."),
    ),
)

ATT006 = Rule(
    id="ATT006",
    title="Several people are named as the source of what one says",
    severity=Severity.WARNING,
    asked_by=("Reuters handbook: never cite sources in the plural where there is only one",),
    why="The plural lends one voice the weight of many.",
    action="Say that it is one person, or add the source that shows another saying so.",
    check=drifting(DriftKind.ONE_FOR_MANY),
    in_quotations=True,
    hits=(
        Example(
            "Witnesses said that the van had no lights.",
            (("Orlu Courier", "Gita Rao, a baker, said that the van had no lights. Rain fell all night."),),
        ),
        Example(
            "Doctors said that the ward had run out of oxygen.",
            (("Clinic News", "Dr Ana Reis said that the ward had run out of oxygen."),),
        ),
        Example(
            "Officials said that the ferry had carried twice its load.",
            (
                (
                    "Port Gazette",
                    "Inspector Kofi Mensah said that the ferry had carried twice its load.",
                ),
            ),
        ),
    ),
    misses=(
        Example(
            "A witness said that the van had no lights.",
            (("Orlu Courier", "Gita Rao, a baker, said that the van had no lights. Rain fell all night."),),
        ),
        Example(
            "Officials said that the ferry had carried twice its load.",
            (
                (
                    "Port Gazette",
                    "Inspector Kofi Mensah said that the ferry had carried twice its load. "
                    "Minister Adaeze Obi said that the ferry had carried twice its load.",
                ),
            ),
        ),
        Example("Officials said that the ferry had carried twice its load."),
    ),
)

RULES = (SAY007, ATT006)
