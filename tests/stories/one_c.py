"""A client that speaks as 1C does: signs in once, sends files in pieces under Windows names, asks until it is done."""

import base64
import io
import re
import zipfile
from collections.abc import Mapping
from http.client import HTTPConnection
from urllib.parse import quote, urlsplit

PIECE = 700


class OneC:
    """One 1C with one key."""

    def __init__(self, address: str, *, login: str, password: str) -> None:
        parts = urlsplit(address)
        assert parts.hostname and parts.port
        self._host, self._port, self._path = parts.hostname, parts.port, parts.path
        self._basic = "Basic " + base64.b64encode(f"{login}:{password}".encode()).decode()
        self._cookie = ""
        self.limit = PIECE

    def ask(
        self, query: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> tuple[int, bytes]:
        """Send one request; return the status and what was answered."""
        connection = HTTPConnection(self._host, self._port, timeout=30)
        method = "GET" if body is None else "POST"
        own = {"Cookie": self._cookie} if self._cookie else {}
        connection.request(method, f"{self._path}?{query}", body, {**own, **(headers or {})})
        answer = connection.getresponse()
        said = answer.read()
        connection.close()
        return answer.status, said

    def words(self, query: str, body: bytes | None = None) -> list[str]:
        """Send one request; return the lines that were answered, as every 1C reads them."""
        return self.ask(query, body)[1].decode("windows-1251").split("\n")

    def sign_in(self, kind: str) -> list[str]:
        """Sign in with the key; the cookie is sent from then on."""
        self._cookie = ""
        _, said = self.ask(f"type={kind}&mode=checkauth", headers={"Authorization": self._basic})
        lines = said.decode("windows-1251").split("\n")
        if lines[0] == "success":
            self._cookie = f"{lines[1]}={lines[2]}"
        return lines

    def send_file(self, kind: str, name: str, content: bytes) -> list[str]:
        """Send a file in pieces; return the last answer."""
        answer = [""]
        for start in range(0, len(content), self.limit):
            piece = content[start : start + self.limit]
            answer = self.words(f"type={kind}&mode=file&filename={quote(name)}", piece)
        return answer

    def import_file(self, name: str) -> list[str]:
        """Ask for a file to be taken in until that is over."""
        for _ in range(200):
            answer = self.words(f"type=catalog&mode=import&filename={quote(name)}")
            if answer[0] != "progress":
                return answer
        raise AssertionError("it never ends")

    def exchange(self, files: Mapping[str, bytes], *, zipped: str = "") -> dict[str, list[str]]:
        """Go through a whole exchange of goods; return what was answered to each import."""
        assert self.sign_in("catalog")[0] == "success"
        begun = self.words("type=catalog&mode=init")
        assert begun[0] == "zip=yes" and re.fullmatch(r"file_limit=\d+", begun[1])
        if zipped:
            packed = io.BytesIO()
            with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
                for name, content in files.items():
                    archive.writestr(name, content)
            files_sent = {zipped: packed.getvalue()}
        else:
            files_sent = dict(files)
        for name, content in files_sent.items():
            assert self.send_file("catalog", name, content) == ["success"]
        return {name: self.import_file(name) for name in files}
