"""A TCP proxy before a broker that answers chosen Kafka requests itself, as a broker in trouble would."""

import socket
import struct
import threading
from collections.abc import Callable

OFFSET_FETCH = 9
NOT_COORDINATOR = 16

Answer = Callable[[int, int], bytes | None]
"""API key and version of a request to the body of the answer; None: the broker answers."""


def refused_offset_fetch(version: int) -> bytes:
    """OffsetFetch, versions 2 to 5: no partition, and an error for the whole."""
    throttle = b"" if version < 3 else struct.pack(">i", 0)
    return throttle + struct.pack(">ih", 0, NOT_COORDINATOR)


class Proxy:
    """Listens on `port` and hands all to the broker's port, but for what `answer` answers."""

    def __init__(self, port: int, broker_port: int, answer: Answer) -> None:
        self._broker_port = broker_port
        self._answer = answer
        self._listener = socket.create_server(("localhost", port))
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            broker = socket.create_connection(("localhost", self._broker_port))
            threading.Thread(target=self._requests, args=(client, broker), daemon=True).start()
            threading.Thread(target=self._answers, args=(client, broker), daemon=True).start()

    def _requests(self, client: socket.socket, broker: socket.socket) -> None:
        with client, broker:
            while frame := _frame(client):
                key, version, correlation = struct.unpack(">hhi", frame[4:12])
                body = self._answer(key, version)
                if body is None:
                    broker.sendall(frame)
                else:
                    client.sendall(struct.pack(">ii", len(body) + 4, correlation) + body)

    def _answers(self, client: socket.socket, broker: socket.socket) -> None:
        try:
            while frame := _frame(broker):
                client.sendall(frame)
        except OSError:
            pass  # one of the two is gone, and the other thread closes both


def _frame(source: socket.socket) -> bytes:
    """One message with its length before it; empty at the end of the connection."""
    size = _exactly(source, 4)
    return size + _exactly(source, struct.unpack(">i", size)[0]) if size else b""


def _exactly(source: socket.socket, count: int) -> bytes:
    data = b""
    try:
        while len(data) < count and (more := source.recv(count - len(data))):
            data += more
    except OSError:
        return b""
    return data
