"""A text from the web: one address, and on request what its page attaches. Only ``add`` asks the network, and only
here.

Only http and https. A host on this machine or in a private network is asked when a person typed it, never because a
page or a redirect points there. The settings bound time, size and the number of redirects. A name is looked up before
it is asked; a name server that answers differently a moment later is outside what is checked.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from email.message import Message
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote_to_bytes, urldefrag, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import requests
from lxml import etree, html

from tiaowen import __version__
from tiaowen.config import Fetching
from tiaowen.diagnostics import finding
from tiaowen.formats import SUFFIXES
from tiaowen.intake import Arrival, safe_name, texts_in
from tiaowen.model import Diagnostic
from tiaowen.text import HAN_CHARACTER

AGENT = f"tiaowen/{__version__}"
_MEGABYTE = 1_000_000
_PIECE = 65_536
_SCREEN = 1_000  # characters; a page with a box to log in beside its text has more
# else .html
_SUFFIX_OF = {"text/plain": ".txt", "application/pdf": ".pdf", "application/msword": ".doc", "text/markdown": ".md"}
_PAGES = frozenset({".html", ".htm", ".xml"})  # another page is no attachment
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_REASONS: tuple[tuple[type[Exception], str], ...] = (
    (requests.exceptions.SSLError, "证书无效"),
    (requests.exceptions.ProxyError, "代理连不上"),
    (requests.exceptions.Timeout, "没有及时回答"),
    (requests.exceptions.ConnectionError, "连不上"),
    (requests.exceptions.ContentDecodingError, "传来的压缩数据是坏的"),
    (requests.exceptions.ChunkedEncodingError, "传到一半断了"),
)


class Page(NamedTuple):
    """What an address answered: where it came from in the end, a name for the file, its bytes."""

    url: str
    name: str
    data: bytes


class FetchError(Exception):
    """An address that gives no text; carries the finding that says why and what to do."""

    def __init__(self, code: str, url: str, **values: object) -> None:
        self.diagnostic: Diagnostic = finding(code, path=url, line=0, col=0, severity=None, **values)
        super().__init__(self.diagnostic.message)


def fetch(url: str, limits: Fetching, *, host: str | None = None) -> Page:
    """The page or file at an address. ``host``: the one that a person typed, which may be private; without it the
    address's own.

    Raises FetchError with a finding for whatever goes wrong.
    """
    deadline = time.monotonic() + limits.seconds
    typed = _host(url) if host is None else host
    with requests.Session() as session:
        session.headers["User-Agent"] = AGENT
        for _ in range(limits.redirects + 1):
            _allow(url, typed)
            with closing(_answer(session, url, deadline)) as answer:
                target = answer.headers.get("Location", "")
                if answer.status_code not in _REDIRECTS or not target:
                    return _page(answer, url, limits, deadline)
            url = urldefrag(urljoin(url, target)).url
    raise FetchError("N002", url, limit=limits.redirects)


def attachments(page: Page) -> tuple[str, ...]:
    """The addresses of files that a page links and the program can read, each once, in the page's order; relative ones
    resolved.
    """
    root = _parsed(page.data)
    if root is None:
        return ()
    base = next((_joined(page.url, element.get("href", "")) for element in root.iter("base")), page.url)
    linked = (urldefrag(_joined(base, element.get("href", "").strip())).url for element in root.iter("a"))
    return tuple(dict.fromkeys(url for url in linked if _suffix(url) in SUFFIXES - _PAGES))


def arrivals(given: Sequence[Path | str], folder: Path, limits: Fetching, *,
             attached: bool) -> Iterator[Arrival | Diagnostic]:
    """What ``add`` was given, one text after another: files as they are, addresses fetched into ``folder``, each with
    its address.

    ``attached``: what a fetched page attaches comes after it. An address that gives nothing is a finding in its place.
    """
    count = 0
    for item in given:
        if isinstance(item, Path):
            yield from (Arrival(file, {}) for file in texts_in(item))
            continue
        for got in _with_attachments(item, limits, attached=attached):
            if isinstance(got, FetchError):
                yield got.diagnostic
            else:
                count += 1
                file = folder / str(count) / safe_name(got.name)
                file.parent.mkdir(parents=True)
                file.write_bytes(got.data)
                yield Arrival(file, {"source_url": got.url})


def _with_attachments(url: str, limits: Fetching, *, attached: bool) -> Iterator[Page | FetchError]:
    """The page at an address, then its attachments: after a pause each, and only where robots.txt lets a program."""
    try:
        page = fetch(url, limits)
    except FetchError as error:
        yield error
        return
    yield page
    rules: dict[str, RobotFileParser] = {}
    for link in attachments(page) if attached else ():
        site = "{0.scheme}://{0.netloc}".format(urlsplit(link))
        try:
            if site not in rules:
                rules[site] = _robots(site, limits, _host(url))
            if not rules[site].can_fetch(AGENT, link):
                raise FetchError("N007", link)
            time.sleep(limits.pause)
            yield fetch(link, limits, host=_host(url))
        except FetchError as error:
            yield error


def _host(url: str) -> str:
    """The host of an address; empty for an address that has none or is none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _allow(url: str, typed: str) -> None:
    """Raises FetchError unless the address is http(s) and its host is the one typed, or public in every address it
    has.
    """
    host = _host(url)
    if not host or urlsplit(url).scheme not in {"http", "https"}:
        raise FetchError("N008", url)
    if host == typed:
        return
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError("N001", url, detail="找不到这台主机") from error
    if not all(ipaddress.ip_address(str(entry[4][0]).partition("%")[0]).is_global for entry in found):
        raise FetchError("N005", url)


def _answer(session: requests.Session, url: str, deadline: float) -> requests.Response:
    """The head of the answer; its body is not read yet."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise FetchError("N004", url)
    try:
        return session.get(url, stream=True, allow_redirects=False, timeout=left)
    except (requests.exceptions.RequestException, UnicodeError) as error:
        detail = next((words for kind, words in _REASONS if isinstance(error, kind)), "地址不能用")
        raise FetchError("N001", url, detail=detail) from error


def _page(answer: requests.Response, url: str, limits: Fetching, deadline: float) -> Page:
    """The body of an answer, read within the limits."""
    if answer.status_code >= 400:
        raise FetchError("N001", url, detail=f"网站回答 {answer.status_code}")
    data = _body(answer, url, limits, deadline)
    if not data.strip():
        raise FetchError("N001", url, detail="网站给的是空页")
    if _asks_for_password(data):
        raise FetchError("N006", url)
    return Page(url, _name(answer, url), data)


def _body(answer: requests.Response, url: str, limits: Fetching, deadline: float) -> bytes:
    """All bytes, in pieces as they arrive, so that a body without an end ends at the limit of size or time."""
    data = bytearray()
    try:
        while piece := answer.raw.read1(_PIECE, decode_content=True):
            data += piece
            if len(data) > limits.megabytes * _MEGABYTE:
                raise FetchError("N003", url, limit=limits.megabytes)
            if time.monotonic() > deadline:
                raise FetchError("N004", url)
    except FetchError:
        raise
    except Exception as error:  # the library below tells a broken transfer in a dozen ways
        slow = time.monotonic() > deadline or "timed out" in str(error)
        raise FetchError("N004", url) if slow else FetchError("N001", url, detail="传到一半断了") from error
    return bytes(data)


def _asks_for_password(data: bytes) -> bool:
    """Whether the answer is a form to log in: it asks for a password and holds no more than a screen of text."""
    root = _parsed(data) if b"password" in data.lower() else None
    if root is None or not any(element.get("type", "").lower() == "password" for element in root.iter("input")):
        return False
    etree.strip_elements(root, "script", "style", with_tail=False)
    return len("".join("".join(map(str, root.itertext())).split())) < _SCREEN


def _parsed(data: bytes) -> etree._Element | None:
    """The page as a tree; None for what is none."""
    try:
        return html.fromstring(_sensible(data), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _name(answer: requests.Response, url: str) -> str:
    """A name for the file: the one that the site gives, otherwise the last part of the address; a suffix by the type it
    tells.
    """
    told = Message()
    told["Content-Disposition"] = answer.headers.get("Content-Disposition", "")
    given = told.get_filename() or ""
    last = unquote_to_bytes(urlsplit(url).path.rstrip("/").rpartition("/")[2])
    name = _readable(_as_sent(given)) or _readable(last) or urlsplit(url).hostname or "page"
    if PurePosixPath(name).suffix.lower() in SUFFIXES:
        return name
    kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    return PurePosixPath(name).stem + _SUFFIX_OF.get(kind, ".html")


def _as_sent(header: str) -> bytes:
    """The bytes of a header's text: HTTP hands them over as Latin-1, an encoded name (RFC 5987) is decoded already."""
    try:
        return header.encode("latin-1")
    except UnicodeEncodeError:
        return header.encode("utf-8")


def _sensible(data: bytes) -> bytes:
    """The page in UTF-8: a page of GB 18030 is told by bytes that UTF-8 cannot hold."""
    try:
        data.decode("utf-8")
        return data
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace").encode("utf-8")


def _readable(raw: bytes) -> str:
    """A file name as its site wrote it, UTF-8 or GB 18030: the bytes of a short Chinese name (通知) may be both, one of
    them without sense.
    """
    names = [raw.decode(codec, "replace") for codec in ("utf-8", "gb18030")]
    return next((name for name in names if HAN_CHARACTER.search(name) and "\ufffd" not in name), names[0])


def _joined(base: str, link: str) -> str:
    """The address that a link means; empty for one that is none, such as http://[."""
    try:
        return urljoin(base, link)
    except ValueError:
        return ""


def _suffix(url: str) -> str:
    """The suffix of the file that an address names, in lower case."""
    return PurePosixPath(urlsplit(url).path).suffix.lower()


def _robots(site: str, limits: Fetching, host: str) -> RobotFileParser:
    """What a site lets programs fetch; everything where it says nothing, as RFC 9309 has it."""
    rules = RobotFileParser()
    try:
        rules.parse(fetch(f"{site}/robots.txt", limits, host=host).data.decode("utf-8", "replace").splitlines())
    except FetchError as error:
        if error.diagnostic.code == "N005":
            raise
        rules.parse([])
    return rules
