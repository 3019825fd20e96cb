"""Nouns of action and the verbs that they are made of: "threats" and "threatened" tell of one thing."""

from __future__ import annotations

#: The verb of each noun, both in their plain form.
VERB_OF = {
    "accusation": "accuse", "acquisition": "acquire", "acquittal": "acquit", "admission": "admit",
    "agreement": "agree", "announcement": "announce", "appearance": "appear", "appointment": "appoint",
    "approval": "approve", "arrival": "arrive", "attendance": "attend", "burial": "bury",
    "cancellation": "cancel", "choice": "choose", "closure": "close", "collection": "collect",
    "construction": "construct", "conviction": "convict", "decision": "decide", "delivery": "deliver",
    "demolition": "demolish", "denial": "deny", "departure": "depart", "deployment": "deploy",
    "destruction": "destroy", "detention": "detain", "discovery": "discover", "dismissal": "dismiss",
    "donation": "donate", "election": "elect", "evacuation": "evacuate", "eviction": "evict",
    "expansion": "expand", "explosion": "explode", "expulsion": "expel", "extension": "extend",
    "failure": "fail", "growth": "grow", "imprisonment": "imprison", "inspection": "inspect",
    "introduction": "introduce", "invasion": "invade", "investigation": "investigate", "loss": "lose",
    "payment": "pay", "permission": "permit", "production": "produce", "proof": "prove",
    "proposal": "propose", "protection": "protect", "punishment": "punish", "recovery": "recover",
    "reduction": "reduce", "refusal": "refuse", "rejection": "reject", "removal": "remove",
    "resignation": "resign", "robbery": "rob", "sale": "sell", "seizure": "seize", "settlement": "settle",
    "submission": "submit", "survival": "survive", "suspension": "suspend", "theft": "steal",
    "threat": "threaten", "treatment": "treat", "vaccination": "vaccinate", "violation": "violate",
    "withdrawal": "withdraw",
}  # fmt: skip
