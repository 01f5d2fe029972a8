"""``add`` with an address: what a server may do to a program that asks it. One server on this machine plays them
all.
"""

import gzip
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

import pytest
from tiaowen.config import Fetching
from tiaowen.fetching import FetchError, Page, arrivals, attachments, fetch
from tiaowen.intake import Arrival, is_address, take_in
from tiaowen.model import Diagnostic
from tiaowen.sidecar import read_sidecar

from tests.site_folder import tiaowen

LIMITS = Fetching(redirects=3, megabytes=1, seconds=2, pause=0)
NOTICE = "<title>通知</title><p>各县（市、区）人民政府：</p><p>一、加强领导。</p>"
FILES = (
    '<a href="../files/办法.docx">附件1</a> <a href="/secret/b.pdf">附件2</a> <a href="c.html">下一篇</a><a '
    'href="http://[">坏</a>'
)
LOGIN = '<form>用户名<input name="u">密码<input type="Password" name="p"></form>'
ANSWERS: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/art/one.html": (200, {"Content-Type": "text/html"}, (NOTICE + FILES).encode()),
    "/gb.jsp": (200, {"Content-Type": "text/html"}, f"<meta charset=gb2312>{NOTICE}".encode("gb18030")),
    "/files/%E5%8A%9E%E6%B3%95.docx": (200, {}, b"PK"),
    "/named": (200, {"Content-Disposition": 'attachment; filename="' + "通知".encode("gb18030").decode("latin-1")
                     + '.docx"'}, b"doc"),
    "/encoded": (200, {"Content-Disposition": "attachment; filename*=UTF-8''%E9%80%9A%E7%9F%A5.pdf"}, b"pdf"),
    "/robots.txt": (200, {}, b"User-agent: *\nDisallow: /secret/\n"),
    "/away": (302, {"Location": "http://127.0.0.2/x"}, b""),
    "/near": (301, {"Location": "art/one.html"}, b""),
    "/file": (302, {"Location": "file:///etc/hostname"}, b""),
    "/round": (302, {"Location": "/round"}, b""),
    "/login": (200, {"Content-Type": "text/html"}, LOGIN.encode()),
    "/beside": (200, {"Content-Type": "text/html"},
                (LOGIN + "<p>第一条 为了加强管理，制定本办法。</p>" * 100).encode()),
    "/empty": (200, {}, b" \n"),
    "/zip": (200, {"Content-Encoding": "gzip"}, gzip.compress(b"x" * 3_000_000)),
    "/cut": (200, {"Content-Length": "100"}, b"short"),
}


class Portal(BaseHTTPRequestHandler):
    """Answers from the table; two addresses never come to an end."""

    def do_GET(self) -> None:
        with suppress(OSError):  # the program hangs up on these
            if self.path in {"/endless", "/slow"}:
                self.send_response(200)
                self.end_headers()
                while True:
                    self.wfile.write(b"x" * (100_000 if self.path == "/endless" else 1))
                    self.server.wait(0 if self.path == "/endless" else 0.05)  # type: ignore[attr-defined]
            status, headers, body = ANSWERS.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing on the test's console."""


@pytest.fixture(scope="module")
def portal() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Portal)
    server.wait = Event().wait  # type: ignore[attr-defined]
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(("path", "code"), [
    ("/round", "N002"), ("/endless", "N003"), ("/zip", "N003"), ("/slow", "N004"), ("/away", "N005"),
    ("/login", "N006"), ("/file", "N008"),
    ("/missing", "N001"), ("/empty", "N001"), ("/cut", "N001"),
])
def test_what_a_server_does_instead_is_a_finding(portal: str, path: str, code: str) -> None:
    with pytest.raises(FetchError) as raised:
        fetch(portal + path, LIMITS)
    told = raised.value.diagnostic
    assert (told.code, bool(told.remedy)) == (code, True)
    assert portal in told.path or path in {"/away", "/file"}


@pytest.mark.parametrize(("path", "name"), [
    ("/art/one.html", "one.html"), ("/near", "one.html"), ("/gb.jsp", "gb.html"), ("/named", "通知.docx"),
    ("/encoded", "通知.pdf"),
    ("/files/%E5%8A%9E%E6%B3%95.docx", "办法.docx"), ("/beside", "beside.html"),
])
def test_a_file_has_the_name_its_site_gives(portal: str, path: str, name: str) -> None:
    assert fetch(portal + path, LIMITS).name == name


def test_only_addresses_are_asked_and_only_on_the_web() -> None:
    assert [is_address(text) for text in ("https://x.example/a", "ftp://x.example/a", "C:\\a.txt", "a.txt",
                                          "通知://.txt?")] == [
                                              True, True, False, False, True]
    for url in ("ftp://x.example/a", "file:///etc/hostname", "http://", "http://["):
        with pytest.raises(FetchError, match="http"):
            fetch(url, LIMITS)
    with pytest.raises(FetchError, match="内部网络"):
        fetch("http://localhost/x", LIMITS, host="www.example.gov.cn")


def test_attachments_are_the_files_a_page_links() -> None:
    page = Page("https://x.example/art/one.html", "one.html", FILES.encode())
    assert attachments(page) == ("https://x.example/files/办法.docx", "https://x.example/secret/b.pdf")
    based = Page("https://x.example/art/one.html", "one.html", f'<base href="https://y.example/q/">{FILES}'.encode())
    assert attachments(based)[0] == "https://y.example/files/办法.docx"
    assert attachments(Page("https://x.example/a.pdf", "a.pdf", b"%PDF-1.7 \x00")) == ()


def test_a_page_comes_with_what_it_attaches_and_robots_are_heeded(portal: str, tmp_path: Path) -> None:
    came = list(arrivals([f"{portal}/art/one.html", f"{portal}/missing"], tmp_path, LIMITS, attached=True))
    texts = [item for item in came if isinstance(item, Arrival)]
    assert [item.file.name for item in texts] == ["one.html", "办法.docx"]
    assert texts[1].values["source_url"].startswith(f"{portal}/files/")
    assert [item.code for item in came if isinstance(item, Diagnostic)] == ["N007", "N001"]


def test_pages_of_one_name_stand_side_by_side(tmp_path: Path) -> None:
    for number, text in enumerate(("甲", "乙")):
        (tmp_path / str(number)).mkdir()
        file = tmp_path / str(number) / "content.html"
        file.write_text(text, encoding="utf-8")
        placed = take_in(file, tmp_path / "site", {"source_url": f"https://x.example/{number}/content.html"})
        assert placed.read_text(encoding="utf-8") == text
    assert len(list((tmp_path / "site").glob("content*.html"))) == 2


def test_add_writes_the_address_and_the_day_into_the_sidecar(portal: str, tmp_path: Path) -> None:
    (tmp_path / "docs_src/policies").mkdir(parents=True)
    done = tiaowen(tmp_path, "add", f"{portal}/gb.jsp", "--yes", "--retrieved", "2026-11-22")
    assert done.returncode == 0, done.stderr
    placed = tmp_path / "docs_src/policies/gb.html"
    sidecar, found = read_sidecar(placed, placed.name)
    assert (sidecar.source_url, sidecar.retrieved, found) == (f"{portal}/gb.jsp", "2026-11-22", ())
    refused = tiaowen(tmp_path, "add", f"{portal}/login", "--yes")
    assert (refused.returncode, "N006" in refused.stderr) == (1, True)
