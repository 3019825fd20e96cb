import pytest

from claims.boilerplate import boilerplate_reason

DROPPED = {
    "audio or video player line": [
        "Getting your Sonora Audio player ready...",
        "Listen to this article 6 min",
        "Your browser does not support the audio element.",
        "0:00 / 3:45",
        "Play video",
        "Video Player Close",
    ],
    "share bar": [
        "Share",
        "Facebook Twitter WhatsApp",
        "Share this article on Facebook",
        "120 Shares",
        "Copy link",
    ],
    "credit line": [
        "Ida Holm in Garrow contributed to this report.",
        "This report by Tern News was first published on 3 May.",
    ],
    "advertisement label": [
        "Advertisement",
        "ADVERTISEMENT",
        "Article continues below advertisement",
        "Sponsored",
    ],
    "cookie or consent prompt": [
        "We use cookies to improve your visit.",
        "Accept all cookies",
        "Cookie policy",
    ],
    "newsletter or subscription prompt": [
        "Sign up for our daily newsletter",
        "Subscribe to The Harbour Post",
        "Get the morning briefing delivered to your inbox",
        "Already a subscriber? Log in",
    ],
    "link to another story": [
        "Read more: How the port was searched",
        "Related stories",
        "Also read: The raid",
        "See also",
    ],
    "slideshow count or picture control": [
        "1 of 12",
        "Slide 3 of 10",
        "Next",
        "Show caption",
        "Photo gallery",
        "Slideshow (7 images)",
    ],
    "copyright line": ["© 2031 The Harbour Post", "Copyright 2031 Harbour Media. All rights reserved."],
    "page navigation": [
        "Skip to main content",
        "Back to top",
        "Follow us on Instagram",
        "Tags: port, raid",
        "5 min read",
    ],
    "head or foot of a release": [
        "FOR IMMEDIATE RELEASE",
        "Press release no. 44/2031",
        "Embargoed until 00:01 on Tuesday 9 June 2031",
        "ENDS",
        "Notes to editors:",
        "Media contact: Jo Penn, 020 0000 0000",
    ],
    "no words, only marks": ["|", "•", "* * *", "—"],
}

KEPT = [
    "The minister said police use cookies to track visitors.",
    "Copyright law was changed last year, the ministry said.",
    "Subscribers lost their data in the breach.",
    "The player is ready to testify, her lawyer said.",
    "Share prices fell by a tenth on Monday.",
    "Advertisements for jobs abroad lured the victims.",
    "Read the statement the ministry sent on Tuesday.",
    "Facebook removed the accounts.",
    "Police printed the names of the suspects.",
    "Two of the 12 suspects were released.",
    "By using force the officers broke the law, the group said.",
    "Related charges against the governor were dropped.",
    "“We use cookies,” the company admitted.",
    "Line by line, the court took the indictment apart.",
    "See: they never came.",
    "Watch committees were set up in nine villages.",
    "Embargoed until Tuesday, the report was leaked on Monday.",
    "The press release was wrong.",
    "Human trafficking",
    "Telegram",
    "",
]


@pytest.mark.parametrize(("reason", "text"), [(r, t) for r, texts in DROPPED.items() for t in texts])
def test_words_of_the_page_have_a_reason(reason, text):
    assert boilerplate_reason(text) == reason


@pytest.mark.parametrize("text", KEPT)
def test_sentences_of_the_story_have_none(text):
    assert boilerplate_reason(text) == ""


def test_a_long_paragraph_is_never_dropped():
    assert boilerplate_reason("We use cookies " + "and more of them " * 20) == ""
