"""``serve``: at 127.0.0.1 only, rebuilt and reloaded on a change, a taken port told."""

import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.site.serve import STATE
from tests.site_folder import ROOT, tiaowen

pytestmark = pytest.mark.site
TEXT = "docs_src/policies/binzhou-binbanzi-2019-68.txt"


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def server(copy_of_five: Path, port: int) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "generator", "serve", "--port", str(port)]
    with (copy_of_five / "said.txt").open("w", encoding="utf-8") as said, \
         subprocess.Popen(command, cwd=copy_of_five, env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}, text=True, encoding="utf-8",
                          stdout=subprocess.PIPE, stderr=said) as process:
        assert process.stdout is not None
        assert f"http://127.0.0.1:{port}/" in process.stdout.readline()
        yield process
        process.terminate()


def wait_to_hear(folder: Path, words: str) -> str:
    """What serve has said, once these words are in it."""
    end = time.monotonic() + 90
    while words not in (said := (folder / "said.txt").read_text(encoding="utf-8")):
        assert time.monotonic() < end, f"{words} was not said: {said}"
        time.sleep(0.1)
    return said


def get(port: int, path: str) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}", timeout=30) as answer:
        return str(answer.read().decode("utf-8"))


def wait_for(port: int, path: str, text: str) -> None:
    end = time.monotonic() + 60
    while text not in get(port, path):
        assert time.monotonic() < end, f"{text} did not appear"
        time.sleep(0.2)


def test_a_change_of_a_text_is_built_and_told_to_open_pages(server: "subprocess.Popen[str]", copy_of_five: Path, port: int) -> None:
    page = get(port, "p/binbanzi-2019-68.html")
    (epoch,) = re.findall(r"livereload\((\d+), \d+\)", page)
    text = copy_of_five / TEXT
    data = text.read_bytes()
    text.write_bytes(data.replace("双招双引".encode(), "三招三引".encode()))
    wait_for(port, "p/binbanzi-2019-68.html", "三招三引")
    assert float(get(port, f"livereload/{epoch}/1")) > float(epoch)


def test_the_changed_document_is_shown_ahead_of_the_build(server: "subprocess.Popen[str]", copy_of_five: Path, port: int) -> None:
    wait_to_hear(copy_of_five, "已就绪")
    text = copy_of_five / TEXT
    text.write_bytes(text.read_bytes().replace("双招双引".encode(), "三招三引".encode()))
    said = wait_to_hear(copy_of_five, "已更新：p/binbanzi-2019-68.html")
    page = get(port, "p/binbanzi-2019-68.html")
    assert "三招三引" in page
    if said.count("份发布") == 1:  # the build that follows is not over
        assert "列表、检索和检查正在更新" in page
    end = time.monotonic() + 90
    while "正在更新" in get(port, "p/binbanzi-2019-68.html"):
        assert time.monotonic() < end
        time.sleep(0.2)
    on_disk = (copy_of_five / "site/p/binbanzi-2019-68.html").read_text(encoding="utf-8")
    assert "三招三引" in on_disk
    assert without_script(get(port, "p/binbanzi-2019-68.html")) == on_disk == without_script(page).replace(STATE.decode(), "")


def test_a_text_that_cannot_be_published_leaves_the_last_good_page(server: "subprocess.Popen[str]", copy_of_five: Path, port: int) -> None:
    wait_to_hear(copy_of_five, "已就绪")
    (copy_of_five / TEXT).write_bytes(b"")
    wait_to_hear(copy_of_five, "页面保持上一次的样子")
    assert "双招双引" in get(port, "p/binbanzi-2019-68.html")


def without_script(page: str) -> str:
    """The page without what the server adds so that it reloads."""
    return re.sub(r"<script>\nvar livereload = .*?</script>", "", page, flags=re.DOTALL)


def test_a_half_written_configuration_does_not_end_it(server: "subprocess.Popen[str]", copy_of_five: Path, port: int) -> None:
    settings = copy_of_five / "site_config/site.yml"
    settings.write_text("site_name: [\n", encoding="utf-8")
    time.sleep(2)
    assert "<title>" in get(port, "index.html")
    settings.write_text("site_name: 新名字\n", encoding="utf-8")
    wait_for(port, "index.html", "新名字")


def test_files_outside_the_site_are_not_served(server: "subprocess.Popen[str]", port: int) -> None:
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(b"GET /../docs_src/policies/binzhou-binbanzi-2019-68.txt HTTP/1.0\r\n\r\n")
        assert b"404" in connection.recv(100).splitlines()[0]


def test_a_taken_port_is_told(copy_of_five: Path, port: int) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        done = tiaowen(copy_of_five, "serve", "--port", str(port))
    assert done.returncode == 2
    assert "K009" in done.stderr
    assert f"--port {port + 1}" in done.stderr
    assert done.stdout == ""
