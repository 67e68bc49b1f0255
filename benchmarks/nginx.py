"""nginx with the configuration of the guide, or with the least there is, on this machine."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

PROGRAM = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
SHIPPED = Path(__file__).resolve().parent.parent / "docs" / "guide" / "nginx.conf"
NAME = "reform.example"
LEAST = """
worker_processes auto;
events {{ worker_connections 8192; }}
http {{
    default_type text/html;
    access_log off;
    sendfile on;
    gzip_static on;
    server {{
        listen {https} ssl http2;
        ssl_certificate {tls}/certificate.pem;
        ssl_certificate_key {tls}/key.pem;
        root {folder}/out/site;
    }}
}}
"""


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as one:
        return int(one.getsockname()[1])


def certificate(folder: Path) -> None:
    """A certificate that nobody vouches for, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    folder.mkdir(exist_ok=True)
    (folder / "certificate.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )


def shipped(folder: Path, tls: Path, http: int, https: int, behind: int) -> str:
    """The configuration of the guide for a folder of a reform and these ports."""
    text = SHIPPED.read_text(encoding="utf-8")
    for said, here in (
        ("/srv/reform-tls", str(tls)),
        ("/srv/reform", str(folder)),
        ("listen 80", f"listen {http}"),
        ("listen 443", f"listen {https}"),
        ("127.0.0.1:8000", f"127.0.0.1:{behind}"),
    ):
        assert said in text, said
        text = text.replace(said, here)
    return text


@contextmanager
def running(config: str, place: Path, port: int) -> Iterator[None]:
    """nginx with a configuration, until the block ends; `port` answers by then."""
    assert PROGRAM
    place.mkdir(exist_ok=True)
    file = place / "nginx.conf"
    file.write_text(config, encoding="utf-8")
    user = " user root;" if os.geteuid() == 0 else ""
    process = subprocess.Popen(
        [
            PROGRAM,
            "-p",
            str(place),
            "-c",
            str(file),
            "-e",
            "stderr",
            "-g",
            f"daemon off; pid {place}/nginx.pid;{user}",
        ],
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                if process.poll() is not None and process.stderr is not None:
                    raise RuntimeError(process.stderr.read()) from None
                time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait(timeout=10)
        if process.stderr is not None:
            process.stderr.close()
