"""What the server on this machine answers: its own name, and reading."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tiaowen.site.serve import _Server


def ask(server: _Server, method: str, host: str, path: str = "/index.html") -> tuple[str, bytes]:
    told: list[str] = []
    body = server.serve_request(
        {"REQUEST_METHOD": method, "HTTP_HOST": host, "PATH_INFO": path, "SCRIPT_NAME": ""},
        lambda status, headers: told.append(status))
    read = b"".join(body)
    if callable(close := getattr(body, "close", None)):
        close()
    return told[0][:3], read


@pytest.fixture
def server(tmp_path: Path) -> Iterator[_Server]:
    (tmp_path / "index.html").write_bytes(b"<body>x</body>")
    made = _Server(tmp_path, lambda changed, show, look: False, lambda url: None, 8123)
    yield made
    made.server_close()


@pytest.mark.parametrize(("method", "host", "status"), [
    ("GET", "127.0.0.1:8123", "200"), ("GET", "LOCALHOST:8123", "200"), ("HEAD", "localhost:8123", "200"),
    ("GET", "evil.example:8123", "421"), ("GET", "127.0.0.1", "421"), ("GET", "", "421"),
    ("GET", "localhost:8123.evil.example", "421"),
    ("POST", "127.0.0.1:8123", "405"), ("DELETE", "localhost:8123", "405"), ("OPTIONS", "localhost:8123", "405"),
])
def test_only_its_own_name_and_only_reading(server: _Server, method: str, host: str, status: str) -> None:
    told, body = ask(server, method, host)
    assert told == status
    assert (b"x" in body) == (status == "200" and method == "GET")


def test_a_head_of_the_reload_address_does_not_wait(server: _Server) -> None:
    assert ask(server, "HEAD", "localhost:8123", "/livereload/9999999999999/1") == ("200", b"")


@pytest.mark.parametrize("path", ["/a\x00b.html", f"/{'长' * 300}.html", "/../no.html", "/nowhere.html"])
def test_an_address_that_no_file_can_have_is_not_found(server: _Server, path: str) -> None:
    assert ask(server, "GET", "localhost:8123", path)[0] == "404"
