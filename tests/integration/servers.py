"""Apache Kafka (KRaft, one node) and redis-server as processes that a test starts, kills, freezes and starts again.

Kafka's jars come by Maven from deploy/kafka/pom.xml, once, into the user's cache. Each server has its own folder and
ports and keeps both over a restart. `missing()` says what a machine lacks.
"""

import hashlib
import os
import random
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

POM = Path(__file__).parents[2] / "deploy/kafka/pom.xml"
CLUSTER_ID = "MkU3OEVBNTcwNTJENDM2Qg"
KAFKA_START_SECONDS = 60.0
REDIS_START_SECONDS = 20.0


def missing() -> str | None:
    """What the servers need and this machine has not, or None."""
    programs = [name for name in ("java", "redis-server") if shutil.which(name) is None]
    if not _libraries().exists() and shutil.which("mvn") is None:
        programs.append("mvn")
    return f"not installed: {', '.join(programs)}" if programs else None


def free_port() -> int:
    """A port below the range of outgoing connections, so that none takes it while its server is down."""
    while True:
        port = random.randint(15000, 30000)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def _libraries() -> Path:
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "wirefold" / f"kafka-{hashlib.sha256(POM.read_bytes()).hexdigest()[:12]}"


def kafka_libraries() -> Path:
    """The folder of Kafka's jars, filled by Maven at the first call."""
    folder = _libraries()
    if not folder.exists():
        partial = folder.with_name(f"{folder.name}.{os.getpid()}")
        command = ["mvn", "-B", "-q", "-ntp", "-f", str(POM), "dependency:copy-dependencies"]
        subprocess.run([*command, "-DincludeScope=runtime", f"-DoutputDirectory={partial}"], check=True)
        with suppress(OSError):  # another run was first
            partial.rename(folder)
    return folder


class Server:
    """A process with a log; `ready` is the log's line that says it serves."""

    def __init__(self, folder: Path, command: Sequence[str], ready: str, start_seconds: float) -> None:
        self.folder = folder
        self.log = folder / "server.log"
        self._command = command
        self._ready = ready
        self._start_seconds = start_seconds
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts the server, or starts it again on the same data and port; returns when it serves."""
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(self._command, stdout=log, stderr=subprocess.STDOUT, cwd=self.folder)
        deadline = time.monotonic() + self._start_seconds
        while self._ready not in self.log.read_text(errors="replace"):
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise RuntimeError(f"{self._command[0]} did not start:\n{self.log.read_text(errors='replace')[-3000:]}")
            time.sleep(0.05)

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int:
        assert self._process
        return self._process.pid

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(number)

    def kill(self) -> None:
        """SIGKILL: what it had not written is gone."""
        self._signal(signal.SIGKILL)
        if self._process is not None:
            self._process.wait()

    def freeze(self) -> None:
        """SIGSTOP: connections stay open and nothing answers."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    def stop(self) -> None:
        self.thaw()
        self._signal(signal.SIGTERM)
        if self._process is not None:
            try:
                self._process.wait(30)
            except subprocess.TimeoutExpired:
                self.kill()


class Kafka(Server):
    """A broker and controller in one, on `bootstrap`; no topic is made that nobody asked for.

    `listener` are broker properties that secure the listener (see tests/integration/secured.py), `scram` users.
    `advertised` is the port that clients are sent to, where that is not the broker's own.
    """

    def __init__(
        self,
        folder: Path,
        protocol: str = "PLAINTEXT",
        listener: str = "",
        scram: Sequence[str] = (),
        advertised: int | None = None,
    ) -> None:
        self.port, controller = free_port(), free_port()
        self.bootstrap = f"localhost:{advertised or self.port}"
        folder.mkdir(parents=True, exist_ok=True)
        properties = folder / "server.properties"
        ports = {"port": self.port, "advertised": advertised or self.port, "controller": controller}
        properties.write_text(_KAFKA.format(folder=folder, protocol=protocol, **ports) + listener)
        logging = folder / "log4j2.properties"
        logging.write_text(_LOGGING)
        java = ["java", "-Xmx384m", "-XX:+UseSerialGC", f"-Dlog4j2.configurationFile={logging}"]
        java += ["-cp", f"{kafka_libraries()}/*"]
        users = [word for user in scram for word in ("--add-scram", user)]
        format_command = [*java, "kafka.tools.StorageTool", "format", "-t", CLUSTER_ID, "-c", str(properties), *users]
        subprocess.run(format_command, check=True, stdout=subprocess.DEVNULL)
        super().__init__(folder, [*java, "kafka.Kafka", str(properties)], "Kafka Server started", KAFKA_START_SECONDS)


class RedisServer(Server):
    """An append-only Redis that evicts nothing, as deployed.

    `options` are further words of its command line; with `port_option="--tls-port"` it speaks TLS alone.
    """

    def __init__(self, folder: Path, port_option: str = "--port", options: Sequence[str] = ()) -> None:
        self.port = free_port()
        folder.mkdir(parents=True, exist_ok=True)
        command = ["redis-server", "--bind", "127.0.0.1", "--dir", str(folder), "--save", "", "--appendonly", "yes"]
        command += ["--maxmemory-policy", "noeviction", "--port", "0", port_option, str(self.port), *options]
        super().__init__(folder, command, "Ready to accept connections", REDIS_START_SECONDS)

    @property
    def url(self) -> str:
        return f"redis://localhost:{self.port}/0"


_KAFKA = """\
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@localhost:{controller}
controller.listener.names=CONTROLLER
listeners={protocol}://localhost:{port},CONTROLLER://localhost:{controller}
advertised.listeners={protocol}://localhost:{advertised}
listener.security.protocol.map=CONTROLLER:PLAINTEXT,{protocol}:{protocol}
inter.broker.listener.name={protocol}
log.dirs={folder}/data
auto.create.topics.enable=false
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
group.initial.rebalance.delay.ms=0
"""

_LOGGING = """\
appender.out.type=Console
appender.out.name=out
appender.out.layout.type=PatternLayout
appender.out.layout.pattern=%d %p %m (%c{1})%n%throwable{6}
rootLogger.level=info
rootLogger.appenderRef.out.ref=out
"""
