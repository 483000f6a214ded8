"""The one HTTP client, against servers on this machine that mean it no good."""

import gzip
import socket
import ssl
import subprocess
from contextlib import suppress
from ipaddress import ip_address
from threading import Event, Thread

import pytest

from negotiations.desk.outgoing import addresses, client
from negotiations.desk.outgoing.client import AddressRefused, NotFetched, TooMuch, TooSlow, Unreachable
from tests.test_settings import GOOD, assert_refused, start

OK = b"HTTP/1.1 200 OK\r\n"


class Server:
    """Answers each connection with what `answer(send, request)` says; `seen` are the requests as they came."""

    def __init__(self, answer, wrap=None):
        self.seen: list[bytes] = []
        self.over = Event()
        self._answer, self._wrap = answer, wrap
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}/"
        Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while not self.over.is_set():
            with suppress(OSError):
                line, _ = self._socket.accept()
                Thread(target=self._one, args=(line,), daemon=True).start()

    def _one(self, line):
        with suppress(OSError), self._wrap(line) if self._wrap else line as line:
            request = line.recv(65536)
            if b"Content-Length: " in request:
                length = int(request.split(b"Content-Length: ")[1].split(b"\r\n")[0])
                while len(request.split(b"\r\n\r\n", 1)[1]) < length:
                    request += line.recv(65536)
            self.seen.append(request)
            self._answer(line.sendall, request)

    def close(self):
        self.over.set()
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


@pytest.fixture
def serve():
    """Starts servers that are closed when the test is over."""
    servers = []

    def started(answer, **how) -> Server:
        servers.append(Server(answer, **how))
        return servers[-1]

    yield started
    for server in servers:
        server.close()


@pytest.fixture
def loopback(settings):
    """This machine may be reached, as an operator would allow it."""
    settings.TRADEWATCH_FETCH_ALLOW = ["127.0.0.1"]


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(client, "SECONDS", 0.4)


def says(body: bytes, *headers: str, status: str = "200 OK"):
    """An answer with a body and its length."""
    head = "".join(f"{line}\r\n" for line in (f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body)}"))
    return lambda send, request: send(head.encode() + b"\r\n" + body)


# What comes back --------------------------------------------------------------------------------------------------


def test_a_page_comes_with_its_status_address_headers_and_body(serve, loopback):
    server = serve(says(b"words", "Content-Type: text/html"))
    answer = client.fetch(server.url + "page?x=1#part")
    assert (answer.status, answer.body, answer.headers["content-type"]) == (200, b"words", "text/html")
    assert answer.url == server.url + "page?x=1#part"
    assert server.seen[0].startswith(b"GET /page?x=1 HTTP/1.1\r\n")
    assert f"Host: 127.0.0.1:{server.port}".encode() in server.seen[0]
    assert b"User-Agent: TradeWatch (+" in server.seen[0]


def test_what_is_packed_is_unpacked(serve, loopback):
    server = serve(says(gzip.compress(b"words"), "Content-Encoding: gzip"))
    assert client.fetch(server.url).body == b"words"


def test_a_body_in_chunks_or_without_a_length_is_read(serve, loopback):
    chunked = serve(lambda send, _: send(OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nwords\r\n0\r\n\r\n"))
    endless = serve(lambda send, _: send(OK + b"\r\nwords"))
    assert client.fetch(chunked.url).body == client.fetch(endless.url).body == b"words"


def test_a_status_that_is_no_success_is_an_answer_like_any(serve, loopback):
    assert client.fetch(serve(says(b"gone", status="410 Gone")).url).status == 410


def test_a_post_sends_body_and_headers_and_brings_the_status(serve, loopback):
    server = serve(says(b"", status="202 Accepted"))
    assert client.post(server.url, b'{"a": 1}', {"webhook-id": "evt-1"}) == 202
    assert server.seen[0].startswith(b"POST / HTTP/1.1\r\n")
    assert b"webhook-id: evt-1\r\n" in server.seen[0]
    assert server.seen[0].endswith(b'\r\n\r\n{"a": 1}')


# Redirects --------------------------------------------------------------------------------------------------------


def moved(location: str, status: str = "302 Found"):
    return says(b"", f"Location: {location}", status=status)


def test_a_page_that_moved_is_followed(serve, loopback):
    there = serve(says(b"here"))
    answer = client.fetch(serve(moved(there.url + "new")).url)
    assert (answer.body, answer.url) == (b"here", there.url + "new")


def test_a_post_follows_no_redirect(serve, loopback):
    trap = serve(says(b""))
    assert client.post(serve(moved(trap.url, "307 Temporary Redirect")).url, b"x", {}) == 307
    assert not trap.seen


@pytest.mark.parametrize(
    "location",
    """http://127.0.0.2/ http://127.0.0.2:{}/ http://10.0.0.1/ http://[::1]:{}/ http://[::1]/ http://[
    file:///etc/passwd gopher://x/""".split(),
)
def test_a_redirect_is_checked_like_the_first_address(serve, loopback, location):
    trap = serve(says(b"secret"))
    with pytest.raises(AddressRefused):
        client.fetch(serve(moved(location.format(trap.port))).url)
    assert not trap.seen


def test_a_circle_of_redirects_ends(serve, loopback):
    server = serve(moved("/again"))
    with pytest.raises(Unreachable, match="from address to address"):
        client.fetch(server.url)
    assert len(server.seen) == client.REDIRECTS + 1


# Addresses --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host",
    """127.0.0.1 127.1 2130706433 0x7f000001 0x7f.1 017700000001 localhost LOCALHOST localhost. 0.0.0.0 0 [::1] [::]
    [::ffff:127.0.0.1] [::ffff:7f00:1] [0:0:0:0:0:ffff:10.0.0.1] [::127.0.0.1] [64:ff9b::7f00:1] [64:ff9b:1::1]
    [2002:7f00:1::] [2001:0:7f00:1::1] [fe80::1] [fc00::1] [ff02::1] 10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254
    100.64.0.1 192.0.2.1 198.18.0.1 224.0.0.1 240.0.0.1 255.255.255.255 168.63.129.16 １２７.0.0.1 ①②⑦.0.0.1""".split(),
)
def test_what_is_not_the_public_internet_is_not_opened(serve, host, monkeypatch):
    def dialled(*args):
        raise AssertionError(f"dialled {args}")

    monkeypatch.setattr(socket.socket, "connect", dialled)
    with pytest.raises(NotFetched) as refused:
        client.fetch(f"http://{host}/")
    assert isinstance(refused.value, AddressRefused | Unreachable)


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "2a00:1450::1"])
def test_public_addresses_are_open(address):
    assert addresses.is_public(ip_address(address))


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://example.org/", "must begin with https"),
        ("file:///etc/passwd", "must begin with https"),
        ("//example.org/", "must begin with https"),
        ("https:///x", "name a host"),
        ("https://example.org:8443/", "names a port"),
        ("http://example.org:22/", "names a port"),
        ("http://example.org:0/", "names a port"),
        ("http://example.org:99999/", "cannot be read"),
        ("https://gov.uk@example.org/", "names a user"),
        ("https://example.org\\@evil/", "characters that no address has"),
        ("https://example.org/a b", "characters that no address has"),
        ("https://example.org/\r\nHost: evil", "characters that no address has"),
        ("https://example.org/\x00", "characters that no address has"),
        ("https://" + "a" * 64 + ".org/", "cannot be read"),
        ("https://[::1/", "cannot be read"),
        ("https://example.org/" + "x" * 3000, "too long"),
    ],
)
def test_an_address_that_is_none_is_refused_with_a_reason(url, reason):
    with pytest.raises(AddressRefused, match=reason):
        client.check(url)


def test_a_name_in_another_script_is_asked_for_in_its_ascii_form():
    target = addresses.read_address("https://日本語.jp/道?q=値")
    assert target.host == "xn--wgv71a119e.jp"
    assert target.path == "/%E9%81%93?q=%E5%80%A4"


def test_a_name_is_resolved_once_and_the_address_that_was_checked_is_dialled(serve, settings, monkeypatch):
    server = serve(says(b"first"))
    asked = []

    def answers(host, port, **how):
        """The first answer is harmless, every later one is not."""
        asked.append(host)
        place = ("127.0.0.1", server.port) if len(asked) == 1 else ("10.0.0.1", 80)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", place)]

    monkeypatch.setattr(socket, "getaddrinfo", answers)
    settings.TRADEWATCH_FETCH_ALLOW = ["127.0.0.0/8"]
    assert client.fetch("http://rebinding.test/").body == b"first"
    assert asked == ["rebinding.test"]
    assert b"Host: rebinding.test\r\n" in server.seen[0]


def test_of_several_addresses_only_the_public_ones_are_dialled(monkeypatch):
    dialled = []
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda host, port, **how: [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in ("10.0.0.1", "8.8.8.8")
        ],
    )

    def connect(self, place):
        dialled.append(place)
        raise OSError

    monkeypatch.setattr(socket.socket, "connect", connect)
    with pytest.raises(Unreachable, match="Nobody accepts"):
        client.fetch("http://mixed.test/")
    assert dialled == [("8.8.8.8", 80)]


@pytest.mark.parametrize("entry", ["127.0.0.1", "127.0.0.0/8", "localhost"])
def test_the_operator_can_name_hosts_and_networks_that_are_private(serve, settings, entry):
    server = serve(says(b"words"))
    settings.TRADEWATCH_FETCH_ALLOW = [entry]
    host = "localhost" if entry == "localhost" else "127.0.0.1"
    assert client.fetch(f"http://{host}:{server.port}/").body == b"words"
    with pytest.raises(AddressRefused):
        client.fetch("http://10.0.0.1/")


@pytest.mark.parametrize("entry", ["10.0.0.0/33", "300.1.1.1", "http://host", "*"])
def test_what_is_neither_a_host_nor_a_network_stops_the_start(entry):
    process = start("-m", "tradewatch.settings", **GOOD, TRADEWATCH_FETCH_ALLOW=f"hooks.test, {entry}")
    assert_refused(process, f"{entry} is neither a host nor a network")


# Servers that mean it no good -------------------------------------------------------------------------------------


def drips(head: bytes, piece: bytes):
    """An answer that never ends, a piece at a time."""

    def answer(send, request):
        send(head)
        while not Event().wait(0.02):
            send(piece)

    return answer


@pytest.mark.parametrize(
    "answer",
    [
        drips(OK + b"\r\n", b"x"),
        drips(OK + b"Content-Length: 1000\r\n\r\n", b"x"),
        drips(OK, b"X"),
        drips(OK, b"X-Header: y\r\n"),
        drips(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        drips(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        lambda send, request: Event().wait(5),
    ],
    ids=["no length", "length", "one header", "headers", "100 continue", "chunks", "silence"],
)
def test_an_answer_that_drips_or_never_comes_is_cut_at_the_deadline(serve, loopback, impatient, answer):
    server = serve(answer)
    with pytest.raises(TooSlow, match="longer than"):
        client.fetch(server.url)


def test_a_redirect_does_not_start_the_clock_again(serve, loopback, impatient):
    def answer(send, request):
        Event().wait(0.15)
        moved("/again")(send, request)

    with pytest.raises(TooSlow):
        client.fetch(serve(answer).url)


def test_a_handshake_that_hangs_is_cut_at_the_deadline(serve, loopback, impatient):
    server = serve(lambda send, request: Event().wait(5))
    with pytest.raises(TooSlow):
        client.fetch(server.url.replace("http:", "https:"))


def test_a_name_that_nobody_resolves_in_time_is_given_up(monkeypatch, impatient):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **how: Event().wait(2))
    with pytest.raises(TooSlow):
        client.fetch("http://slow.test/")


def floods(head: bytes):
    def answer(send, request):
        send(head)
        for _ in range(400):  # of 64 KB
            send(b"x" * 65536)

    return answer


@pytest.mark.parametrize(
    "head",
    [
        OK + b"\r\n",
        OK + b"Content-Length: 5368709120\r\n\r\n",
        b"HTTP/1.1 200 ",
        OK + b"X: ",
        b"".join(b"HTTP/1.1 100 Continue\r\n\r\n" for _ in range(90000)),
    ],
    ids=["no length", "5 GB", "status", "header", "100 continue"],
)
def test_no_more_than_two_megabytes_are_read(serve, loopback, head):
    with pytest.raises((TooMuch, Unreachable)):
        client.fetch(serve(floods(head)).url)


def test_a_small_answer_that_unpacks_to_a_huge_one_is_refused(serve, loopback):
    bomb = gzip.compress(b"0" * 50_000_000)
    assert len(bomb) < client.BYTES
    with pytest.raises(TooMuch):
        client.fetch(serve(says(bomb, "Content-Encoding: gzip")).url)


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (["Content-Encoding: gzip"], b"not packed"),
        (["Content-Encoding: br"], b"x"),
        (["Content-Encoding: gzip, gzip"], gzip.compress(b"x", mtime=0)),
    ],
)
def test_what_cannot_be_unpacked_is_refused(serve, loopback, headers, body):
    with pytest.raises(Unreachable, match="packed"):
        client.fetch(serve(says(body, *headers)).url)


@pytest.mark.parametrize(
    "answer",
    [
        lambda send, request: None,
        lambda send, request: send(b"SSH-2.0-OpenSSH_9\r\n"),
        lambda send, request: send(OK + b"Content-Length: 100\r\n\r\nshort"),
        lambda send, request: send(OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n"),
        lambda send, request: send(OK + b"X: y\r\n" * 200 + b"\r\n"),
        lambda send, request: send(b"HTTP/1.1 99999 \r\n\r\n"),
    ],
    ids=["nothing", "ssh", "cut short", "bad chunk", "200 headers", "bad status"],
)
def test_what_is_no_web_server_is_said_to_be_none(serve, loopback, answer):
    with pytest.raises(Unreachable) as refused:
        client.fetch(serve(answer).url)
    assert "SSH" not in str(refused.value)


def test_nobody_at_home_is_said_in_words(loopback):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(Unreachable, match="Nobody accepts a connection"):
        client.fetch(f"http://127.0.0.1:{port}/")


# TLS --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def certificate(tmp_path):
    """A certificate for hooks.test that signs itself, in one file with its key."""
    file = tmp_path / "hooks.pem"
    order = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=hooks.test"
    names = [
        "-addext",
        "subjectAltName=DNS:hooks.test",
        "-keyout",
        str(file),
        "-out",
        str(tmp_path / "c.pem"),
    ]
    try:
        subprocess.run([*order.split(), *names], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("openssl is not there to make a certificate")
    file.write_text(file.read_text() + (tmp_path / "c.pem").read_text())
    return file


@pytest.fixture
def secure(serve, certificate, monkeypatch, settings):
    """A TLS server that every name leads to; `names` are those that it was asked for."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    names = []
    context.sni_callback = lambda line, name, _: names.append(name)
    server = serve(says(b"safe"), wrap=lambda line: context.wrap_socket(line, server_side=True))
    place = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", server.port))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **how: [place])
    settings.TRADEWATCH_FETCH_ALLOW = ["127.0.0.1"]
    server.names = names
    return server


def trusting(monkeypatch, certificate):
    monkeypatch.setattr(client, "_tls", lambda: ssl.create_default_context(cafile=certificate))


def test_the_name_that_was_asked_for_is_the_one_the_certificate_has_to_be_for(
    secure, certificate, monkeypatch
):
    trusting(monkeypatch, certificate)
    assert client.fetch("https://hooks.test/").body == b"safe"
    assert secure.names == ["hooks.test"]
    assert b"Host: hooks.test\r\n" in secure.seen[0]
    with pytest.raises(Unreachable, match="certificate"):
        client.fetch("https://other.test/")


def test_a_certificate_that_nobody_vouches_for_is_refused(secure):
    with pytest.raises(Unreachable, match="Its certificate does not hold: self-signed certificate"):
        client.post("https://hooks.test/", b"x", {})
    assert not secure.seen


def test_a_text_from_outside_becomes_one_line():
    assert client.one_line("a\r\nb\x1b[31m\u202ec é") == "a\\r\\nb\\x1b[31m\\u202ec é"
    assert len(client.one_line("\x00" * 500)) == 300
