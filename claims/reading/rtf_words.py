"""The marks and control words of RTF that its reader needs to know (RTF specification, version 1.9.1)."""

from __future__ import annotations

import codecs
import re

TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?"
    rb"|\\'(?P<hex>[0-9a-fA-F]{2})"
    rb"|\\(?P<sign>[^a-zA-Z'])"
    rb"|(?P<brace>[{}])"
    rb"|(?P<text>[^\\{}\r\n]+)",
    re.DOTALL,
)
CHARACTERS = {
    "tab": " ",
    "line": "\n",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": " ",
    "enspace": " ",
}
# Destinations whose text is none of the document's.
_SKIPPED_WORDS = (
    "fonttbl colortbl filetbl listtable listoverridetable revtbl rsidtbl themedata colorschememapping "
    "datastore latentstyles generator header headerl headerr headerf footer footerl footerr footerf pict "
    "object objdata nonshppict xmlnstbl pgdsctbl bkmkstart bkmkend annotation atnid atnauthor atndate "
    "atnref atrfstart atrfend listtext pntext fldtype shpinst do userprops operator company category "
    "keywords comment doccomm creatim revtim printim buptim manager subject wgrffmtfilter mmathPr"
)
SKIPPED = frozenset(_SKIPPED_WORDS.split())
KEPT_AFTER_STAR = frozenset(("footnote", "fldinst"))
CHARSETS = {77: "mac_roman", 128: "cp932", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254"}
CHARSETS |= {163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 238: "cp1250"}


def codec_of(page: int) -> str:
    """The name of the codec for a Windows code page; that of Western Europe where there is none."""
    try:
        return codecs.lookup(f"cp{page}").name
    except LookupError:
        return "cp1252"
