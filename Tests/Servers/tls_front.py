"""TLS in front of a server, with a certificate for localhost and *.localhost from a certificate authority of its own.

Usage: tls_front.py FOLDER BACKEND_URL    (prints the server's facts as a line of JSON)
"""

import asyncio
import json
import os
import ssl
import subprocess
import sys
from urllib.parse import urlsplit

EXTENSIONS = "subjectAltName=DNS:localhost,DNS:*.localhost,IP:127.0.0.1\nbasicConstraints=CA:FALSE\n"


def openssl(folder, *arguments):
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)


def make_certificates(folder):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "extensions"), "w", encoding="utf-8") as file:
        file.write(EXTENSIONS)
    new = ["req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    openssl(folder, *new, "-x509", "-days", "2", "-subj", "/CN=localshift test CA", "-keyout", "ca.key", "-out", "ca.pem")
    openssl(folder, *new, "-subj", "/CN=localhost", "-keyout", "server.key", "-out", "server.csr")
    signing = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2", "-extfile", "extensions"]
    openssl(folder, "x509", "-req", "-in", "server.csr", *signing, "-out", "server.pem")


async def copy(reader, writer):
    try:
        while data := await reader.read(1 << 16):
            writer.write(data)
            await writer.drain()
    except (ConnectionError, ssl.SSLError):
        pass
    finally:
        writer.close()


async def main():
    folder, backend = os.path.abspath(sys.argv[1]), urlsplit(sys.argv[2])
    make_certificates(folder)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(os.path.join(folder, "server.pem"), os.path.join(folder, "server.key"))

    async def serve(reader, writer):
        inner_reader, inner_writer = await asyncio.open_connection("127.0.0.1", backend.port)
        await asyncio.gather(copy(reader, inner_writer), copy(inner_reader, writer))

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    port = server.sockets[0].getsockname()[1]
    facts = {"url": f"https://localhost:{port}", "authority": os.path.join(folder, "ca.pem")}
    print(json.dumps(facts), flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
