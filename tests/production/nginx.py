"""nginx with the shipped files: ports and folders filled in, TLS left out, because nobody has a certificate here."""

import re
import shutil
from pathlib import Path

from tests.production.processes import ROOT, Process

SHIPPED = ROOT / "deploy" / "nginx"
_MAIN = """
{user}
worker_processes 2;
pid {folder}/nginx.pid;
error_log stderr warn;
events {{ worker_connections 4096; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{site}
}}
"""


class Nginx(Process):
    """The shipped proxy in front of the public processes and the desk."""

    def __init__(self, folder: Path, port: int, public: list[int], desk: int, limits: bool):
        super().__init__(folder)
        self.port, self._public, self._desk, self._limits = port, public, desk, limits

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def command(self) -> list[str]:
        return ["nginx", "-e", "stderr", "-c", str(self.folder / "nginx.conf"), "-g", "daemon off;"]

    def start(self) -> None:
        if not self.is_running:
            self._write()
        super().start()

    def _write(self) -> None:
        self.folder.mkdir(exist_ok=True)
        for path in SHIPPED.iterdir():
            shutil.copy(path, self.folder)
        # Workers of a root's nginx run as somebody else, who may not look into this folder.
        user = "user root;" if self.folder.owner() == "root" else ""
        site = self._filled((SHIPPED / "tradewatch.conf").read_text())
        (self.folder / "nginx.conf").write_text(_MAIN.format(user=user, folder=self.folder, site=site))

    def _filled(self, text: str) -> str:
        """The shipped site with our ports and folders, and without what is about TLS alone."""
        servers = " ".join(rf"server 127.0.0.1:{port} \1" for port in self._public)
        changes = [
            (r"server 127\.0\.0\.1:8000 (.*?;)", servers),
            (r"server 127\.0\.0\.1:8001 ", f"server 127.0.0.1:{self._desk} "),
            (r"server \{\n    listen 80;.*?\n\}\n", ""),  # sends plain HTTP away
            (r"listen 443 ssl.*;", f"listen 127.0.0.1:{self.port};"),
            (r"listen \[::\]:443.*;", ""),
            (r"ssl_.*;", ""),
            (r"/var/cache/nginx/tradewatch", f"{self.folder}/cache"),
            (r"/var/log/nginx/", f"{self.folder}/"),
            (r"/etc/nginx/", f"{self.folder}/"),
        ]
        if not self._limits:
            changes += [(r"rate=\d+r/s", "rate=1000000r/s")]
        for pattern, replacement in changes:
            text, count = re.subn(pattern, replacement, text, flags=re.DOTALL if r"\n" in pattern else 0)
            if not count:
                raise RuntimeError(f"deploy/nginx/tradewatch.conf has nothing like {pattern}")
        return text
