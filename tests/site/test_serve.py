"""``serve``: at 127.0.0.1 only, rebuilt and reloaded on a change, a taken port told."""

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tiaowen.site.serve import STATE

from tests.local_server import fetched, free_port, wait_until
from tests.site_folder import ROOT, tiaowen

pytestmark = pytest.mark.site
TEXT = "docs_src/policies/binzhou-binbanzi-2019-68.txt"


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def server(copy_of_one: Path, port: int) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "tiaowen", "serve", "--port", str(port)]
    with (copy_of_one / "said.txt").open("w", encoding="utf-8") as said, \
         subprocess.Popen(command, cwd=copy_of_one, env={"PYTHONPATH": str(ROOT / "generator"),
                                                         "PATH": "/usr/bin:/bin"}, text=True, encoding="utf-8",
                          stdout=subprocess.PIPE, stderr=said) as process:
        assert process.stdout is not None
        assert f"http://127.0.0.1:{port}/" in process.stdout.readline()
        yield process
        process.terminate()


def wait_to_hear(folder: Path, words: str) -> str:
    """What serve has said, once these words are in it."""
    wait_until(lambda: words in heard(folder), words)
    return heard(folder)


def heard(folder: Path) -> str:
    return (folder / "said.txt").read_text(encoding="utf-8")


def get(port: int, path: str) -> str:
    return fetched(f"http://127.0.0.1:{port}/{path}")


def test_a_change_is_shown_and_told_to_open_pages_ahead_of_the_build(server: "subprocess.Popen[str]", copy_of_one: Path,
                                                                     port: int) -> None:
    wait_to_hear(copy_of_one, "已就绪")
    (epoch,) = re.findall(r"livereload\((\d+), \d+\)", get(port, "p/binbanzi-2019-68.html"))
    text = copy_of_one / TEXT
    text.write_bytes(text.read_bytes().replace("双招双引".encode(), "三招三引".encode()))
    wait_to_hear(copy_of_one, "已更新：p/binbanzi-2019-68.html")
    assert float(get(port, f"livereload/{epoch}/1")) > float(epoch), "open pages are told"
    page = get(port, "p/binbanzi-2019-68.html")
    assert "三招三引" in page
    # the build that follows is not over, and was not when the page was asked for
    if heard(copy_of_one).count("份发布") == 1:
        assert "列表、检索和检查正在更新" in page
    wait_until(lambda: "正在更新" not in get(port, "p/binbanzi-2019-68.html"), "the whole build")
    on_disk = (copy_of_one / "site/p/binbanzi-2019-68.html").read_text(encoding="utf-8")
    assert "三招三引" in on_disk
    assert without_script(get(port, "p/binbanzi-2019-68.html")) == on_disk == without_script(page).replace(
        STATE.decode(), "")


def test_a_text_that_cannot_be_published_leaves_the_last_good_page(server: "subprocess.Popen[str]", copy_of_one: Path,
                                                                   port: int) -> None:
    wait_to_hear(copy_of_one, "已就绪")
    (copy_of_one / TEXT).write_bytes(b"")
    wait_to_hear(copy_of_one, "页面保持上一次的样子")
    assert "双招双引" in get(port, "p/binbanzi-2019-68.html")


def without_script(page: str) -> str:
    """The page without what the server adds so that it reloads."""
    return re.sub(r"<script>\nvar livereload = .*?</script>", "", page, flags=re.DOTALL)


def test_a_half_written_configuration_does_not_end_it(server: "subprocess.Popen[str]", copy_of_one: Path,
                                                      port: int) -> None:
    settings = copy_of_one / "site_config/site.yml"
    wait_to_hear(copy_of_one, "已就绪")
    settings.write_text("site_name: [\n", encoding="utf-8")
    wait_to_hear(copy_of_one, "site_config/site.yml")
    assert "<title>" in get(port, "index.html")
    settings.write_text("site_name: 新名字\n", encoding="utf-8")
    wait_until(lambda: "新名字" in get(port, "index.html"), "the new name")


def test_files_outside_the_site_are_not_served(server: "subprocess.Popen[str]", port: int) -> None:
    with socket.create_connection(("127.0.0.1", port)) as connection:
        asked = f"GET /../docs_src/policies/binzhou-binbanzi-2019-68.txt HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\n\r\n"
        connection.sendall(asked.encode())
        assert b"404" in connection.recv(100).splitlines()[0]


def test_a_taken_port_is_told(copy_of_one: Path, port: int) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        done = tiaowen(copy_of_one, "serve", "--port", str(port))
    assert done.returncode == 2
    assert "K009" in done.stderr
    assert f"--port {port + 1}" in done.stderr
    assert done.stdout == ""
