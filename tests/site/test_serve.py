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
    with subprocess.Popen(command, cwd=copy_of_five, env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}, text=True, encoding="utf-8",
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        assert f"http://127.0.0.1:{port}/" in process.stdout.readline()
        yield process
        process.terminate()


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
