"""From the bytes of a page to its characters, whatever it says about itself."""

import codecs
import re

# What the web calls encodings (WHATWG), where Python would understand something narrower, or nothing.
_NAMES = {
    **dict.fromkeys("ascii us-ascii iso-8859-1 latin1 l1 windows-1252 cp1252".split(), "cp1252"),
    **dict.fromkeys("shift_jis shift-jis sjis x-sjis windows-31j ms_kanji ms932".split(), "cp932"),
    **dict.fromkeys("gb2312 gb_2312-80 gbk x-gbk chinese gb18030".split(), "gb18030"),
    **dict.fromkeys("euc-kr ks_c_5601-1987 ksc5601 korean windows-949".split(), "cp949"),
    **dict.fromkeys("euc-jp x-euc-jp".split(), "euc_jp"),
    **dict.fromkeys("big5 big5-hkscs x-x-big5".split(), "big5hkscs"),
    **dict.fromkeys("utf-8 utf8 unicode-1-1-utf-8 unicode".split(), "utf-8"),
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "iso-2022-jp": "iso2022_jp",
    "macintosh": "mac_roman",
}
_OTHERS = re.compile(r"(iso-8859-\d{1,2}|windows-125\d|windows-874|koi8-[ru]|utf-16(le|be)?)")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:+-]{1,40})", re.ASCII | re.IGNORECASE)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_HEAD = 4096  # bytes in which a page says what it is written in


def decode(body: bytes, content_type: str = "") -> str:
    """The text of a page. Never raises: what cannot be read stands as U+FFFD.

    A byte order mark is believed first. Bytes that are UTF-8 throughout are UTF-8, whatever header and page say of
    themselves. Then come the header and the page's own word.
    """
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    in_header = _named(content_type)
    in_page = _named(body[:_HEAD].decode("ascii", "replace"))
    if in_page.startswith("utf-16"):  # it could not have been read then
        in_page = "utf-8"
    said = in_header or in_page
    if said != "iso2022_jp" and not said.startswith("utf-16"):  # both can pass for UTF-8
        try:
            return body.decode()
        except UnicodeDecodeError:
            pass
        if said == "utf-8" and in_page:
            said = in_page
    return body.decode(said or "cp1252", "replace")


def _named(text: str) -> str:
    """The Python name of the encoding that a text names, '' where it names none that a page may have."""
    found = _CHARSET.search(text)
    label = found[1].lower() if found else ""
    return _NAMES.get(label) or (label if _OTHERS.fullmatch(label) else "")
