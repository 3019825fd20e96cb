"""Findings as JUnit XML, which GitLab, Jenkins and most build servers show as tests.

A suite an article, a test a sentence: it is named by its words, so that a server knows it again in the next
draft, and it fails where a finding weighs enough to fail the check. There is no official schema; what is
written here is what the one that Jenkins keeps (junit-10.xsd of its xUnit plugin) and GitLab both accept.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from lxml import etree
from lxml.etree import _Element as Element

from verifier.render import Look
from verifier.render.places import file_of, place_of
from verifier.render.words import count, finding_title
from verifier.terms import SEVERITIES
from verifier.types import Finding, Report
from verifier.visible import one_line, shorten

_LONGEST_NAME = 120
_WHOLE = "The whole article"
# What XML 1.0 has no place for, beside the control characters that are shown as signs already.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Nothing is timed, so that equal reports give equal bytes; some servers want to read a time all the same.
_TIME = "0"


def render_all(reports: Sequence[Report], look: Look) -> str:
    """`reports` as one XML document; a finding of at least `look.fail_on` is a failure."""
    root = etree.Element("testsuites", name="attribution-verifier")
    for report in reports:
        root.append(_suite(report, look))
    for name in ("tests", "failures", "errors"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    root.set("time", _TIME)
    etree.indent(root)
    body = etree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'


def _suite(report: Report, look: Look) -> Element:
    analysis = report.article.analysis
    name = _line(file_of(analysis.document))
    suite = etree.Element("testsuite", name=name)
    seen: Counter[str] = Counter()
    for sentence in analysis.sentences:
        words = shorten(_line(analysis.text(sentence.span)), _LONGEST_NAME)
        seen[words] += 1
        again = f" ({seen[words]})" if seen[words] > 1 else ""
        case = etree.SubElement(suite, "testcase", classname=name, name=words + again, time=_TIME, file=name)
        case.set("line", str(place_of(analysis.document, sentence.span).line))
        _tell(case, report, report.findings_of(sentence.index), look)
    whole = [finding for finding in report.findings if finding.sentence is None]
    if whole:
        case = etree.SubElement(suite, "testcase", classname=name, name=_WHOLE, time=_TIME, file=name)
        _tell(case, report, whole, look)
    failures = sum(case.find("failure") is not None for case in suite)
    numbers = {"tests": len(suite), "failures": failures, "errors": 0, "skipped": 0}
    for key, number in numbers.items():
        suite.set(key, str(number))
    suite.set("time", _TIME)
    return suite


def _tell(case: Element, report: Report, findings: Iterable[Finding], look: Look) -> None:
    """Add what was found: one failure that tells all that fails, and as output what doesn't."""
    failing: list[Finding] = []
    others: list[Finding] = []
    for finding in findings:
        fails = look.fail_on is not None and finding.severity >= look.fail_on
        (failing if fails else others).append(finding)
    if failing:
        first = max(failing, key=lambda finding: finding.severity)
        more = f" (and {count(len(failing) - 1, 'finding')} more)" if len(failing) > 1 else ""
        message = f"{first.rule}: {finding_title(first)}{more}"
        failure = etree.SubElement(case, "failure", message=_line(message), type=_line(first.rule))
        failure.text = _told(report, failing)
    if others:
        etree.SubElement(case, "system-out").text = _told(report, others)


def _told(report: Report, findings: Iterable[Finding]) -> str:
    return "\n\n".join(_paragraph(report, finding) for finding in findings)


def _paragraph(report: Report, finding: Finding) -> str:
    document = report.article.analysis.document
    place = place_of(document, finding.span)
    where = f"{file_of(document)}:{place.line}:{place.column}"
    head = f"{where}: {SEVERITIES[finding.severity]} {finding.rule}: {finding_title(finding)}"
    return "\n".join(_line(line) for line in (head, finding.message, finding.action))


def _line(text: str) -> str:
    return _NO_XML.sub("\ufffd", one_line(text))
