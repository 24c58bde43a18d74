"""PostgreSQL servers for the tests: made in a temporary folder, reachable from this machine only."""

import glob
import os
import re
import shutil
import signal
import socket
import subprocess
import time

OPTIONS = """
listen_addresses = '127.0.0.1'
fsync = on
shared_buffers = 16MB
max_connections = 60
max_wal_size = 64MB
min_wal_size = 5MB
# Memory that a killed server leaves behind is then in its own folder.
dynamic_shared_memory_type = mmap
wal_level = replica
max_wal_senders = 4
hot_standby = on
log_line_prefix = '%m [%p] '
"""


def programs():
    """The folder with the programs of the newest PostgreSQL."""
    found = glob.glob("/usr/lib/postgresql/*/bin/postgres")
    if not found:
        raise SystemExit("Scripts/posts: there is no PostgreSQL here; install the package postgresql.")
    return os.path.dirname(max(found, key=lambda path: [int(n) for n in re.findall(r"\d+", path)]))


def as_postgres():
    """The arguments that start a process as the user postgres: the server refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    return {"user": "postgres", "group": "postgres", "extra_groups": []}


def children(pid):
    """The processes whose parent is this one."""
    found = []
    for name in os.listdir("/proc"):
        if not name.isdigit():
            continue
        try:
            with open(f"/proc/{name}/stat", encoding="utf-8", errors="replace") as file:
                if int(file.read().rsplit(")", 1)[1].split()[1]) == pid:
                    found.append(int(name))
        except (OSError, IndexError):
            pass
    return found


def send(pid, number):
    """Sends a signal. Returns whether the process was there."""
    try:
        os.kill(pid, number)
        return True
    except ProcessLookupError:
        return False


def free_port():
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A server with its data in a folder of its own."""

    template = None
    bin = None
    all = []

    def __init__(self, folder, data=None):
        self.folder = folder
        self.data = data or f"{folder}/data"
        self.port = free_port()
        self.process = None
        os.makedirs(folder, exist_ok=True)
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        Server.all.append(self)

    @classmethod
    def prepare(cls, folder):
        """Makes the data that all servers begin with."""
        cls.bin = programs()
        cls.template = f"{folder}/template"
        os.makedirs(cls.template)
        if os.geteuid() == 0:
            shutil.chown(cls.template, "postgres", "postgres")
        made = subprocess.run(
            [
                f"{cls.bin}/initdb", "-D", f"{cls.template}/data", "-U", "chief", "-A", "trust", "--no-locale",
                "-E", "UTF8", "--no-instructions", "--no-sync", "--wal-segsize=1",
            ],
            cwd=cls.template, capture_output=True, text=True, **as_postgres())
        if made.returncode != 0:
            raise SystemExit(f"Scripts/posts: initdb fails: {made.stderr}")
        with open(f"{cls.template}/data/postgresql.conf", "a", encoding="utf-8") as file:
            file.write(OPTIONS)

    def fill(self):
        """Copies the data that all servers begin with."""
        subprocess.run(["cp", "-a", f"{Server.template}/data/.", self.data], check=True)
        if os.geteuid() == 0:
            shutil.chown(self.data, "postgres", "postgres")
        os.chmod(self.data, 0o700)
        return self

    def start(self, options=()):
        """Starts the server, and waits until it accepts connections."""
        deadline = time.monotonic() + 30
        while True:
            with open(f"{self.folder}/server.log", "ab") as log:
                self.process = subprocess.Popen(
                    [f"{Server.bin}/postgres", "-D", self.data, "-p", str(self.port), "-k", self.folder, *options],
                    cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
                    **as_postgres())
            while self.process.poll() is None:
                ready = subprocess.run(
                    [f"{Server.bin}/pg_isready", "-q", "-h", self.folder, "-p", str(self.port)], check=False)
                if ready.returncode == 0:
                    return self
                if time.monotonic() > deadline:
                    break
                time.sleep(0.02)
            if time.monotonic() > deadline:
                raise RuntimeError(f"a server does not start: {self.said()}")
            time.sleep(0.1)

    def said(self):
        """The end of what the server has written to its log."""
        with open(f"{self.folder}/server.log", encoding="utf-8", errors="replace") as file:
            return file.read()[-600:]

    def is_running(self):
        return self.process is not None and self.process.poll() is None

    def kill(self):
        """Kills the server and all its processes at once, as a power failure of the machine would."""
        if not self.is_running():
            return
        # The first is stopped, so that it starts no other in the meantime.
        send(self.process.pid, signal.SIGSTOP)
        family = [self.process.pid, *children(self.process.pid)]
        for pid in family:
            send(pid, signal.SIGKILL)
        self.process.wait()
        deadline = time.monotonic() + 10
        while any(os.path.exists(f"/proc/{pid}") for pid in family[1:]) and time.monotonic() < deadline:
            time.sleep(0.005)

    def end(self):
        """Stops the server, and removes the memory that a killed one leaves behind."""
        if self.is_running():
            send(self.process.pid, signal.SIGCONT)
            send(self.process.pid, signal.SIGQUIT)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.kill()
        try:
            with open(f"{self.data}/postmaster.pid", encoding="utf-8") as file:
                memory = file.read().split("\n")[6].split()[1]
            subprocess.run(["ipcrm", "-m", memory], capture_output=True, check=False)
        except (OSError, IndexError):
            pass
        if self in Server.all:
            Server.all.remove(self)

    def sql(self, statements, database="postgres", timeout=60):
        """Runs statements as the superuser, and returns the rows as text."""
        done = subprocess.run(
            [
                "psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-h", self.folder, "-p", str(self.port), "-U", "chief",
                "-d", database, "-f", "-",
            ],
            input=statements, capture_output=True, text=True, timeout=timeout, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"psql: {done.stderr.strip()[:400]}")
        return done.stdout

    def url(self, role, database, port=None):
        """The address for a role."""
        return f"postgresql://{role}@127.0.0.1:{port or self.port}/{database}"
