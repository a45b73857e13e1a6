"""A client of one endpoint, localshift's or PostgreSQL's: wire_client.py WHAT COUNT HOST PORT USER DATABASE SSLMODE [QUERY]

Prints seconds: of a connection with one statement (connect), of a query's rows in psycopg2 (fetch), of the same rows read
and thrown away (discard), of a round trip of a prepared `select 1` (prepared).
"""

import socket
import ssl
import sys
import time


def connect(dsn, count, _):
    import psycopg2
    began = time.perf_counter()
    for _ in range(count):
        connection = psycopg2.connect(dsn)
        cursor = connection.cursor()
        cursor.execute("select 1")
        cursor.fetchone()
        connection.close()
    return (time.perf_counter() - began) / count


def fetch(dsn, count, query):
    import psycopg2
    connection = psycopg2.connect(dsn)
    connection.autocommit = True
    cursor = connection.cursor()
    began = time.perf_counter()
    cursor.execute(query)
    rows = cursor.fetchall()
    took = time.perf_counter() - began
    assert len(rows) == count, f"{len(rows)} rows"
    return took


class Conversation:
    """The protocol as it is: no value is looked at."""

    def __init__(self, host, port, user, database, sslmode):
        self.socket = socket.create_connection((host, port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if sslmode != "disable":
            self.socket.sendall(bytes((0, 0, 0, 8, 4, 210, 22, 47)))
            assert self.socket.recv(1) == b"S", "TLS is refused"
            context = ssl.create_default_context()
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
            self.socket = context.wrap_socket(self.socket)
        words = b"".join(text.encode() + b"\0" for text in ("user", user, "database", database)) + b"\0"
        self.socket.sendall((len(words) + 8).to_bytes(4, "big") + (196608).to_bytes(4, "big") + words)
        self.memory = bytearray(1 << 18)
        self.read()

    def read(self):
        """Up to ReadyForQuery; gives the count of bytes."""
        view, total, last = memoryview(self.memory), 0, b""
        while True:
            received = self.socket.recv_into(view)
            assert received, "the server is gone"
            total += received
            last = (last + bytes(view[max(0, received - 6):received]))[-6:]
            if last == b"Z\0\0\0\5I":
                return total

    def tell(self, *messages):
        self.socket.sendall(b"".join(kind + (len(body) + 4).to_bytes(4, "big") + body for kind, body in messages))

    def ask(self, *messages):
        self.tell(*messages)
        return self.read()


def discard(conversation, _, query):
    began = time.perf_counter()
    conversation.ask((b"Q", query.encode() + b"\0"))
    return time.perf_counter() - began


def prepared(conversation, count, _):
    conversation.ask((b"P", b"s\0select 1\0\0\0"), (b"S", b""))
    again = (b"B", b"\0s\0\0\0\0\0\0\0"), (b"E", b"\0\0\0\0\0"), (b"S", b"")
    began = time.perf_counter()
    for _ in range(count):
        conversation.ask(*again)
    return (time.perf_counter() - began) / count


def main():
    what, count, host, port, user, database, sslmode, *query = sys.argv[1:]
    work = {"connect": connect, "fetch": fetch, "discard": discard, "prepared": prepared}[what]
    if work in (connect, fetch):
        target = f"host={host} port={port} user={user} dbname={database} sslmode={sslmode} client_encoding=UTF8"
    else:
        target = Conversation(host, int(port), user, database, sslmode)
    print(work(target, int(count), *query or [None]))


if __name__ == "__main__":
    main()
