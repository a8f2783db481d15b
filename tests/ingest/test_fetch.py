"""Is a page fetched without harm: only from the public web, within bounds, where it is welcome?"""

import gzip
import ipaddress
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.errors import InputRefused
from firsthand.ingest.addresses import AddressRefused, is_public, read_address
from firsthand.ingest.fetch import AGENT, Fetcher, FetchRules
from firsthand.ingest.limits import DEFAULT_LIMITS
from firsthand.model.report import RefusalReason

PAGE = b"<html><body><p>The bridge at Oldhaven is open again.</p></body></html>"
HOUSE = FetchRules(seconds=5.0, private=True, any_port=True)
Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """A site on this machine, with what each path answers."""

    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    port: int = 0

    def at(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"


def say(status: int, body: bytes = b"", **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


@contextmanager
def running(site: Site) -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, self.headers["User-Agent"]))
            site.answers.get(self.path, say(404))(self)

        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def site() -> Iterator[Site]:
    with running(Site({"/page": say(200, PAGE, Content_Type="text/html")})) as site:
        yield site


def refused(fetcher: Fetcher, address: str) -> InputRefused:
    with pytest.raises(InputRefused) as caught:
        fetcher.fetch(address)
    return caught.value


def test_a_page_is_kept_as_received(site: Site) -> None:
    page = Fetcher(HOUSE).fetch(site.at("/page#part"))
    assert (page.body, page.wire, page.status) == (PAGE, b"", 200)
    assert page.address == site.at("/page")
    assert dict(page.headers)["content-type"] == "text/html"
    assert site.asked == [("/robots.txt", AGENT), ("/page", AGENT)]


def test_redirects_are_followed_and_noted(site: Site) -> None:
    site.answers["/old"] = say(301, Location="/newer")
    site.answers["/newer"] = say(302, Location=site.at("/page"))
    page = Fetcher(HOUSE).fetch(site.at("/old"))
    assert page.body == PAGE
    assert page.hops == (site.at("/old"), site.at("/newer"))


def test_a_circle_of_redirects_ends(site: Site) -> None:
    site.answers["/round"] = say(302, Location="/round")
    error = refused(Fetcher(HOUSE), site.at("/round"))
    assert (error.reason, error.detail) == (RefusalReason.FORBIDDEN, "more than 5 redirects")


@pytest.mark.parametrize(
    ("address", "part"),
    [
        ("ftp://news.example/a", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("https://ada:word@news.example/", "user name or password"),
        ("https:///nothing", "names no host"),
        ("http://news.example:8081/", "port 8081"),
        ("http://news.example:x/", "no web address"),
        ("//news.example/", "no scheme"),
    ],
)
def test_what_is_no_address_of_a_page_is_refused(address: str, part: str) -> None:
    error = refused(Fetcher(), address)
    assert error.reason == RefusalReason.FORBIDDEN
    assert part in error.detail


@pytest.mark.parametrize(
    "machine",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.20.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104 - nothing is bound
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fd00::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "2002:a00:1::",
        "64:ff9b::7f00:1",
    ],
)
def test_machines_of_the_own_network_are_refused(machine: str) -> None:
    fetcher = Fetcher(lookup=lambda _host, _port: [machine])
    error = refused(fetcher, "http://news.example/")
    assert error.reason == RefusalReason.FORBIDDEN
    assert "not of the public network" in error.detail


@pytest.mark.parametrize("machine", ["93.184.216.34", "2606:2800:220:1::", "::ffff:8.8.8.8"])
def test_machines_of_the_web_are_public(machine: str) -> None:
    assert is_public(ipaddress.ip_address(machine))


def test_one_machine_of_the_own_network_among_others_is_enough() -> None:
    fetcher = Fetcher(lookup=lambda _host, _port: ["93.184.216.34", "10.0.0.1"])
    assert "10.0.0.1" in refused(fetcher, "https://news.example/").detail


def test_a_redirect_into_the_own_network_is_refused(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def judge(machine: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
        return str(machine) == "127.0.0.1"  # as if this machine were one of the web

    monkeypatch.setattr("firsthand.ingest.addresses.is_public", judge)
    site.answers["/away"] = say(302, Location="http://inside.example/secret")
    names = {"127.0.0.1": "127.0.0.1", "inside.example": "10.0.0.1"}
    fetcher = Fetcher(FetchRules(any_port=True), lookup=lambda host, _port: [names[host]])
    assert fetcher.fetch(site.at("/page")).body == PAGE
    assert "inside.example is 10.0.0.1" in refused(fetcher, site.at("/away")).detail


def test_a_name_is_looked_up_once_for_each_connection(site: Site) -> None:
    """Nobody can give one answer to the check and another to the connection."""
    asked: list[str] = []

    def lookup(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    fetcher = Fetcher(replace(HOUSE, robots=False), lookup=lookup)
    assert fetcher.fetch(f"http://news.example:{site.port}/page").body == PAGE
    assert asked == ["news.example"]


def test_robots_are_heeded_and_read_once(site: Site) -> None:
    rules = b"User-agent: firsthand\nDisallow: /private\n\nUser-agent: *\nDisallow: /\n"
    site.answers["/robots.txt"] = say(200, rules)
    site.answers["/private/a"] = say(200, PAGE)
    fetcher = Fetcher(HOUSE)
    assert "robots.txt" in refused(fetcher, site.at("/private/a")).detail
    assert fetcher.fetch(site.at("/page")).body == PAGE
    assert [path for path, _ in site.asked] == ["/robots.txt", "/page"]
    heedless = Fetcher(replace(HOUSE, robots=False))
    assert heedless.fetch(site.at("/private/a")).body == PAGE


def test_a_site_that_is_down_is_left_alone(site: Site) -> None:
    site.answers["/robots.txt"] = say(503)
    assert "503" in refused(Fetcher(HOUSE), site.at("/page")).detail
    assert [path for path, _ in site.asked] == ["/robots.txt"]


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (404, RefusalReason.NOT_FOUND),
        (410, RefusalReason.NOT_FOUND),
        (500, RefusalReason.UNREADABLE),
        (204, RefusalReason.UNREADABLE),
    ],
)
def test_a_page_that_is_not_there_is_refused(
    site: Site, status: int, reason: RefusalReason
) -> None:
    site.answers["/gone"] = say(status)
    error = refused(Fetcher(HOUSE), site.at("/gone"))
    assert error.reason == reason
    assert str(status) in error.detail


def test_a_page_that_is_too_long_is_refused(site: Site) -> None:
    site.answers["/long"] = say(200, b"x" * 5000)
    fetcher = Fetcher(HOUSE, replace(DEFAULT_LIMITS, file_bytes=4999))
    assert refused(fetcher, site.at("/long")).reason == RefusalReason.TOO_LARGE


@pytest.mark.parametrize("coding", ["gzip", "deflate", "raw"])
def test_a_compressed_page_is_unpacked_and_its_wire_kept(site: Site, coding: str) -> None:
    packed = gzip.compress(PAGE) if coding == "gzip" else zlib.compress(PAGE)
    packed = packed[2:-4] if coding == "raw" else packed
    name = "gzip" if coding == "gzip" else "deflate"
    site.answers["/packed"] = say(200, packed, Content_Encoding=name)
    page = Fetcher(HOUSE).fetch(site.at("/packed"))
    assert (page.body, page.wire) == (PAGE, packed)


def test_a_bomb_does_not_go_off(site: Site) -> None:
    bomb = gzip.compress(b"\x00" * 20_000_000)
    site.answers["/bomb"] = say(200, bomb, Content_Encoding="gzip")
    fetcher = Fetcher(HOUSE, replace(DEFAULT_LIMITS, file_bytes=1_000_000))
    assert refused(fetcher, site.at("/bomb")).reason == RefusalReason.TOO_LARGE


def test_an_unknown_compression_is_refused(site: Site) -> None:
    site.answers["/odd"] = say(200, PAGE, Content_Encoding="br")
    assert "sent as br" in refused(Fetcher(HOUSE), site.at("/odd")).detail


@pytest.mark.parametrize("part", ["head", "body"])
def test_a_site_that_drips_is_given_up(site: Site, part: str) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        if part == "body":
            handler.send_response(200)
            handler.end_headers()
        else:
            handler.wfile.write(b"HTTP/1.0 200 OK\r\nX-Long: ")
        for _ in range(60):
            try:
                handler.wfile.write(b"x")
                handler.wfile.flush()
            except OSError:
                return
            time.sleep(0.05)

    site.answers["/drip"] = drip
    fetcher = Fetcher(replace(HOUSE, seconds=0.4))
    assert refused(fetcher, site.at("/drip")).reason == RefusalReason.TIMED_OUT


def test_a_site_that_does_not_answer_is_refused() -> None:
    with running(Site()) as gone:
        address = gone.at("/page")
    assert refused(Fetcher(HOUSE), address).reason == RefusalReason.UNREADABLE
    nameless = Fetcher(lookup=lambda _host, _port: (_ for _ in ()).throw(OSError(8, "unknown")))
    assert refused(nameless, "http://news.example/").reason == RefusalReason.UNREADABLE


def test_hosts_of_any_script_are_asked_by_their_letters() -> None:
    assert read_address("https://b\u00fccher.example/a?b#c").geturl() == (
        "https://xn--bcher-kva.example/a?b"
    )
    assert read_address("http://[2606:2800::1]").geturl() == "http://[2606:2800::1]/"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    for prefix in ("", "http://", "https://news.example/"):
        try:
            parts = read_address(prefix + text)
        except AddressRefused:
            continue
        assert parts.scheme in ("http", "https")
        assert parts.hostname
        assert parts.hostname.isascii()
