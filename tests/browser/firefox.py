"""Debian's Firefox, driven over Marionette (a JSON protocol on a local socket), so that no driver has to be
installed.
"""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

FIREFOX = next((path for name in ("firefox-esr", "firefox") if (path := shutil.which(name))), None)
STARTUP = 60.0  # seconds
_PREFERENCES = {
    "marionette.port": 0,  # any free one; the browser writes it into its profile
    # the network is blocked: nothing listens there; this machine is not
    "network.proxy.type": 1, "network.proxy.http": "127.0.0.1", "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1", "network.proxy.ssl_port": 9, "network.proxy.allow_hijacking_localhost": False,
    "app.update.enabled": False, "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.enabled": False, "browser.aboutwelcome.enabled": False,
}


class Firefox:
    """One headless Firefox without network, with a profile of its own. A context manager; raises RuntimeError for what
    the browser reports.
    """

    def __init__(self, profile: Path) -> None:
        assert FIREFOX
        profile.mkdir(parents=True, exist_ok=True)
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in _PREFERENCES.items()]
        (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
        self._process = subprocess.Popen([FIREFOX, "--headless", "--no-remote", "--profile", str(profile),
                                          "--marionette", "about:blank"],
                                         stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                         env={"HOME": str(profile), "PATH": "/usr/bin:/bin"})
        self._number = 0
        try:
            self._socket = socket.create_connection(("127.0.0.1", self._port(profile)), timeout=STARTUP)
            self._read()
            self._ask("WebDriver:NewSession", strictFileInteractability=True)
        except BaseException:
            self._process.kill()
            self._process.wait()
            raise

    def open(self, address: str) -> None:
        """Load a page and wait until it is complete."""
        self._ask("WebDriver:Navigate", url=address)

    def run(self, script: str, *values: object) -> Any:
        """What a function body returns in the page; ``values`` are its ``arguments``. A promise is awaited."""
        return self._ask("WebDriver:ExecuteScript", script=script, args=list(values))["value"]

    def wait(self, script: str, *values: object, seconds: float = STARTUP) -> Any:
        """The first true answer of the function body."""
        end = time.monotonic() + seconds
        while not (answer := self.run(script, *values)):
            if time.monotonic() > end:
                raise RuntimeError(f"not within {seconds} s: {script}")
            time.sleep(0.1)
        return answer

    def _port(self, profile: Path) -> int:
        file, end = profile / "MarionetteActivePort", time.monotonic() + STARTUP
        while not (file.is_file() and file.read_text(encoding="ascii").strip()):
            if time.monotonic() > end or self._process.poll() is not None:
                raise RuntimeError("Firefox did not start")
            time.sleep(0.1)
        return int(file.read_text(encoding="ascii"))

    def _ask(self, command: str, **parameters: object) -> Any:
        self._number += 1
        message = json.dumps([0, self._number, command, parameters]).encode()
        self._socket.sendall(b"%d:%s" % (len(message), message))
        _, _, error, result = self._read()
        if error:
            raise RuntimeError(f"{command}: {error.get('error')}: {error.get('message')}")
        return result

    def _read(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            length += self._socket.recv(1)
        data = b""
        while len(data) < int(length[:-1]):
            data += self._socket.recv(65536)
        return json.loads(data)

    def __enter__(self) -> Firefox:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()
        self._process.terminate()
        self._process.wait(timeout=STARTUP)
