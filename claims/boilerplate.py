"""Says why a block of an article page is boilerplate: words of the page, not of the story.

Conservative: each pattern must cover the whole block, so that a sentence about the world that happens to
hold such words is never dropped.
"""

from __future__ import annotations

import re
from functools import lru_cache

_MAX_WORDS = 40
_SHARE_STRONG = frozenset({"share", "tweet", "print", "email", "e-mail"})
_SHARE_BRANDS_WORDS = (
    "facebook twitter x whatsapp linkedin telegram reddit pinterest messenger bluesky threads instagram "
    "viber flipboard pocket mastodon"
)
_SHARE_BRANDS = frozenset(_SHARE_BRANDS_WORDS.split())
_SHARE_WEAK_WORDS = (
    "this article story post page on via by to with or and more link copy copied url save send pin "
    "options open in new window click for"
)
_SHARE_WEAK = frozenset(_SHARE_WEAK_WORDS.split())

_PATTERNS: tuple[tuple[str, str], ...] = (
    (
        "audio or video player line",
        r"(?:getting|loading|preparing) (?:your |the |this )?.{0,40}(?:audio|video|media) player.{0,12}"
        r"|your browser (?:does not|doesn['’]t) support .{0,60}"
        r"|(?:audio|video|media) (?:player(?: close| open)?|ad feedback|unavailable|is loading)"
        r"|listen to (?:this|the) (?:article|story|episode|podcast)(?: \W?\d+ min(?:ute)?s?\W?)?"
        r"|listen \W?\d+ min(?:ute)?s?\W?|(?:play|pause|mute|unmute)(?: (?:audio|video|now|again))?"
        r"|(?:\d{1,2}:)?\d{1,2}:\d{2}(?: ?/ ?(?:\d{1,2}:)?\d{1,2}:\d{2})?|\d(?:\.\d+)?x"
        r"|this (?:video|audio) (?:can ?not|could not|can['’]t) be played.{0,40}",
    ),
    (
        "advertisement label",
        r"advert(?:isement|isements|ising)?(?: ?\W? ?scroll to continue)?|ads? feedback|skip (?:the )?ad"
        r"|sponsored(?: (?:content|post|by .{1,40}))?|promoted(?: content)?|paid (?:content|post|partnership)"
        r"|(?:story|article) continues (?:below|after)(?: (?:this|the))? ?(?:ad|advert|advertisement|video)?",
    ),
    (
        "cookie or consent prompt",
        r"(?:we|this (?:web ?)?site|our (?:web ?)?site)(?: and our partners)? uses? cookies\b.*"
        r"|(?:accept|reject|manage|allow)(?: all)? (?:cookies|preferences|choices|cookie settings)"
        r"|by (?:continuing to|using (?:this|our)|clicking) .{0,60}you (?:agree|consent|accept)\b.*"
        r"|(?:cookie|privacy) (?:policy|settings|preferences|notice)",
    ),
    (
        "newsletter or subscription prompt",
        r"(?:please )?(?:subscribe|sign[ -]?up|sign in|log in)\b"
        r"(?: (?:now|today|here|free|for free|to|for|with)\b.*)?"
        r"|register (?:now|here|today|for free|to (?:continue|read)\b.*)"
        r"|get (?:the|our|all the|more) .{0,80}(?:in|to) your (?:inbox|email|e-mail|phone).{0,30}"
        r"|(?:enter )?your e-?mail(?: address)?"
        r"|already (?:a |an )?(?:subscriber|member|have an account)\b.{0,40}"
        r"|create (?:a |your )?(?:free )?account|(?:support (?:our|independent) journalism|donate now"
        r"|become a (?:member|subscriber|supporter)|make a donation|start your free trial)\b.{0,60}"
        r"|(?:daily|weekly|morning|evening) newsletter|newsletter sign-?up",
    ),
    (
        "link to another story",
        r"(?:also read|(?:read|watch|listen)(?: (?:more|also|next|now|on))?|see (?:also|more))"
        r" ?(?::|\||>|»|›|→|-|–).{0,160}"
        r"|read (?:more|also|next|on)|(?:read|see|view) (?:the )?full (?:story|article|coverage|report here)"
        r"|(?:continue|keep) reading|(?:show|load|see|view|read) (?:more|less|all)|see also"
        r"|related(?: (?:stories|articles|topics|content|news|posts|links|coverage|reading))?"
        r"(?: ?: ?.{0,160})?"
        r"|more (?:on this (?:story|topic)|from .{1,40}|stories|news|like this)"
        r"|you (?:may|might) also (?:like|enjoy)"
        r"|(?:most (?:read|popular|viewed|shared)|trending(?: now)?|recommended(?: for you)?"
        r"|editors?['’]?s? picks?)"
        r"(?: stories| articles)?|don['’]t miss|in case you missed it",
    ),
    (
        "slideshow count or picture control",
        r"(?:(?:slide|photo|image|picture|item) )?\d{1,3} ?(?:of|/) ?\d{1,3}"
        r"(?: (?:slides|photos|images|pictures))?"
        r"|(?:next|previous|prev)(?: (?:slide|image|photo|article|story|post|page))?(?: ?[»›→])?"
        r"|(?:show|hide|toggle|view) (?:caption|captions|gallery|photos|image|images)"
        r"|slideshow(?: ?\(?\d{1,3} (?:images|photos|pictures)\)?)?"
        r"|(?:photo|image|picture) gallery|enlarge(?: this)? image|tap to (?:enlarge|expand|unmute)",
    ),
    (
        "head or foot of a release",
        r"for (?:immediate )?release|(?:strictly )?(?:embargoed|under embargo) (?:until|till|for|to)\b"
        r"[^.,;]{0,60}|embargo ?: ?.{0,60}|not for (?:release|publication|broadcast)\b.{0,60}|ends?"
        r"|(?:press|news|media) (?:release|statement|notice|advisory)"
        r"(?: (?:no|number|nr|#)?\.? ?\d[\w/.-]{0,20})?|notes? (?:to|for) (?:the )?editors?:?"
        r"|(?:media|press) (?:contacts?|enquir(?:y|ies)|inquir(?:y|ies))\b.{0,160}",
    ),
    (
        "credit line",
        r".{1,120} contributed (?:to this (?:report|story|article)|reporting)\b.{0,60}"
        r"|issued by .{1,100}"
        r"|this (?:report|article|story)\b.{0,60} was (?:first|originally) published\b.{0,80}",
    ),
    (
        "copyright line",
        r"(?:©|\(c\)).{0,200}|copyright ?(?:©|\(c\)|(?:19|20)\d\d).{0,200}"
        r"|.{0,120}all rights reserved.{0,80}",
    ),
    (
        "page navigation",
        r"skip to (?:main )?(?:content|navigation)|back to top|scroll (?:down|to continue)"
        r"|(?:main )?menu|close"
        r"|follow (?:us|me|[@\w.]+(?: [\w.]+){0,3}) on (?:x|twitter|facebook|instagram|telegram|google news"
        r"|linkedin|youtube|tiktok|whatsapp)\b.{0,40}|download (?:our|the) .{0,30}app\b.{0,40}"
        r"|click here(?: (?:to|for) .{0,80})?"
        r"|(?:filed under|tags?|topics?|categor(?:y|ies)|posted in) ?: ?.{0,160}"
        r"|(?:leave|post|add) a comment|(?:view )?(?:\d+ )?comments?|\d+ (?:views|likes|shares)"
        r"|(?:\d+ )(?:-? ?)min(?:ute)?s?(?: read)|(?:estimated )?reading time ?: ?.{0,20}",
    ),
)
_COMPILED = tuple((reason, re.compile(pattern, re.IGNORECASE)) for reason, pattern in _PATTERNS)
_SPACE = re.compile(r"\s+")
_COUNT = re.compile(r"[\d.,]+[km]?")


@lru_cache(maxsize=4096)  # a reader asks several times of the same line
def boilerplate_reason(text: str) -> str:
    """Why a block is boilerplate, in a few words for the editor; empty where it is not.

    Args:
        text: the whole block, in English.
    """
    plain = _SPACE.sub(" ", text).strip()
    if not any(c.isalnum() for c in plain):
        return "no words, only marks" if plain else ""
    core = plain.strip(" .…!|*_•·-–—▶►[]<>«»‹›→")
    if not core or len(core.split()) > _MAX_WORDS:
        return ""
    if _is_share_bar(core):
        return "share bar"
    for reason, pattern in _COMPILED:
        if pattern.fullmatch(core):
            return reason
    return ""


def _is_share_bar(text: str) -> bool:
    words = [w.strip(",|•·/()[]:") for w in text.lower().split()]
    words = [w for w in words if w and not _COUNT.fullmatch(w)]
    known = all(w in _SHARE_STRONG or w in _SHARE_BRANDS or w in _SHARE_WEAK or w == "shares" for w in words)
    if not known or not words:
        return False
    strong = sum(w in _SHARE_STRONG or w == "shares" for w in words)
    brands = {w for w in words if w in _SHARE_BRANDS}
    listed = len(brands) > 1 and all(w in brands or w in ("and", "copy", "link") for w in words)
    return strong > 0 or listed or text.lower() in ("copy link", "link copied", "copy url")
