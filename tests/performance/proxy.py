"""nginx: with the shipped locations in front of the application, and as a server of one static file."""

import gzip
import os
import re
import shutil
from pathlib import Path

from tests.performance.servers import BENCH, REPOSITORY, Missing, Server, free_port, running

# What one address may ask for is limited in production; here one address asks for everything.
_LIMITS = re.compile(r"^\s*limit_(req|conn)\b.*$", re.MULTILINE)

_HTTP = """
{user}
daemon off;
worker_processes auto;
pid "{folder}/nginx.pid";
error_log stderr;
events {{ worker_connections 1024; }}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    sendfile on;
    tcp_nopush on;
    client_body_temp_path "{folder}/body";
    proxy_temp_path "{folder}/proxy";
    fastcgi_temp_path "{folder}/fastcgi";
    uwsgi_temp_path "{folder}/uwsgi";
    scgi_temp_path "{folder}/scgi";
    {inside}
}}
"""
_PROXY = """
    proxy_cache_path "{folder}/cache" keys_zone=tradewatch:20m max_size=100m inactive=10m use_temp_path=off;
    upstream tradewatch_public {{ server 127.0.0.1:{application}; keepalive 64; }}
    upstream tradewatch_desk {{ server 127.0.0.1:{application}; keepalive 8; }}
    {maps}
    server {{ listen 127.0.0.1:{port}; include "{folder}/locations.conf"; }}
"""
_STATIC = """
    server {{ listen 127.0.0.1:{port}; root "{folder}/root"; {how} }}
"""


def in_front_of(application: Server):
    """The shipped locations, without their limits, in front of an application."""
    shipped = REPOSITORY / "deploy" / "nginx"
    folder, port = _folder("nginx-proxy"), free_port()
    locations = (shipped / "tradewatch-locations.conf").read_text()
    (folder / "locations.conf").write_text(_LIMITS.sub("", locations))
    maps = re.findall(r"^map .*?^}", (shipped / "tradewatch.conf").read_text(), re.MULTILINE | re.DOTALL)
    inside = _PROXY.format(folder=folder, port=port, application=application.port, maps="\n".join(maps))
    return _nginx("nginx-proxy", folder, port, inside, "/healthz")


def static(files: dict[str, bytes], how: str = "gzip_static on;"):
    """Files at their names; `how` is nginx' setting for compression, and beside each lies one that is compressed."""
    folder, port = _folder("nginx-static"), free_port()
    for name, body in files.items():
        file = folder / "root" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body)
        file.with_name(f"{file.name}.gz").write_bytes(gzip.compress(body, 6))
    return _nginx("nginx-static", folder, port, _STATIC.format(folder=folder, port=port, how=how), "/")


def _folder(name: str) -> Path:
    folder = BENCH / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _nginx(name: str, folder: Path, port: int, inside: str, ready: str):
    program = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if not program:
        raise Missing("nginx is not installed (Debian: apt install nginx)")
    file = folder / "nginx.conf"
    user = "user root;" if os.geteuid() == 0 else ""  # else it could not read this folder
    file.write_text(_HTTP.format(folder=folder, user=user, inside=inside))
    return running([program, "-p", folder, "-c", file], port, name, ready)
