"""``serve``: at 127.0.0.1 only, rebuilt and reloaded on a change, a taken port told."""

import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from tiaowen.site.serve import STATE

from tests.local_server import fetched, free_port, wait_until
from tests.site_folder import ROOT, tiaowen

pytestmark = [pytest.mark.site, pytest.mark.xdist_group("serve")]
TEXT = "docs_src/policies/binzhou-binbanzi-2019-68.txt"


class Server(NamedTuple):
    """A running ``serve``, and the folder of the site that it shows."""

    folder: Path
    port: int

    def heard(self) -> str:
        """What it has said."""
        return (self.folder / "said.txt").read_text(encoding="utf-8")

    def wait_to_hear(self, words: str) -> None:
        wait_until(lambda: words in self.heard(), words)

    def get(self, path: str) -> str:
        return fetched(f"http://127.0.0.1:{self.port}/{path}")


@pytest.fixture(scope="module")
def server(one: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One for the tests of this file, which go on where the last one left the site."""
    folder, port = tmp_path_factory.mktemp("served") / "site", free_port()
    shutil.copytree(one, folder, copy_function=shutil.copy2)
    command = [sys.executable, "-m", "tiaowen", "serve", "--port", str(port)]
    with (folder / "said.txt").open("w", encoding="utf-8") as said, \
         subprocess.Popen(command, cwd=folder, env={"PYTHONPATH": str(ROOT / "generator"),
                                                    "PATH": "/usr/bin:/bin"}, text=True, encoding="utf-8",
                          stdout=subprocess.PIPE, stderr=said) as process:
        assert process.stdout is not None
        assert f"http://127.0.0.1:{port}/" in process.stdout.readline()
        started = Server(folder, port)
        started.wait_to_hear("已就绪")
        yield started
        process.terminate()


def test_a_change_is_shown_and_told_to_open_pages_ahead_of_the_build(server: Server) -> None:
    (epoch,) = re.findall(r"livereload\((\d+), \d+\)", server.get("p/binbanzi-2019-68.html"))
    text = server.folder / TEXT
    text.write_bytes(text.read_bytes().replace("双招双引".encode(), "三招三引".encode()))
    server.wait_to_hear("已更新：p/binbanzi-2019-68.html")
    assert float(server.get(f"livereload/{epoch}/1")) > float(epoch), "open pages are told"
    page = server.get("p/binbanzi-2019-68.html")
    assert "三招三引" in page
    # the build that follows is not over, and was not when the page was asked for
    if server.heard().count("份发布") == 1:
        assert "列表、检索和检查正在更新" in page
    wait_until(lambda: "正在更新" not in server.get("p/binbanzi-2019-68.html"), "the whole build")
    on_disk = (server.folder / "site/p/binbanzi-2019-68.html").read_text(encoding="utf-8")
    assert "三招三引" in on_disk
    assert without_script(server.get("p/binbanzi-2019-68.html")) == on_disk == without_script(page).replace(
        STATE.decode(), "")


def without_script(page: str) -> str:
    """The page without what the server adds so that it reloads."""
    return re.sub(r"<script>\nvar livereload = .*?</script>", "", page, flags=re.DOTALL)


def test_a_half_written_configuration_does_not_end_it(server: Server) -> None:
    settings = server.folder / "site_config/site.yml"
    settings.write_text("site_name: [\n", encoding="utf-8")
    server.wait_to_hear("site_config/site.yml")
    assert "<title>" in server.get("index.html")
    settings.write_text("site_name: 新名字\n", encoding="utf-8")
    wait_until(lambda: "新名字" in server.get("index.html"), "the new name")


def test_a_text_that_cannot_be_published_leaves_the_last_good_page(server: Server) -> None:
    assert "滨州市" in server.get("p/binbanzi-2019-68.html")
    (server.folder / TEXT).write_bytes(b"")
    server.wait_to_hear("页面保持上一次的样子")
    assert "滨州市" in server.get("p/binbanzi-2019-68.html")


def test_files_outside_the_site_are_not_served(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        asked = f"GET /../{TEXT} HTTP/1.0\r\nHost: 127.0.0.1:{server.port}\r\n\r\n"
        connection.sendall(asked.encode())
        assert b"404" in connection.recv(100).splitlines()[0]


def test_a_taken_port_is_told(copy_of_one: Path) -> None:
    port = free_port()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        done = tiaowen(copy_of_one, "serve", "--port", str(port))
    assert done.returncode == 2
    assert "K009" in done.stderr
    assert f"--port {port + 1}" in done.stderr
    assert done.stdout == ""
