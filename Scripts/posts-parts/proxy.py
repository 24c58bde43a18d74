"""A line between a post and the server that can be cut, slow, silent or held."""

import random
import select
import socket
import struct
import threading
import time


class Proxy:
    """Listens on a port of its own and passes on what it gets, as `plan` says for each connection.

    `plan` is called with the number of the connection (0, 1 …) and returns a dictionary:
        cut: (direction, bytes): after so many bytes in this direction ("up" is to the server) the line is cut
        reset: whether the client is told by a reset
        slow: seconds that each piece waits
        silent: (direction, bytes, seconds, whether it goes on then)
        hold: a function called with each piece from the client before it is passed on
    """

    def __init__(self, target, plan=None):
        self.target = target
        self.plan = plan or (lambda number: {})
        self.count = 0
        self.faults = 0
        self.is_open = True
        self.is_ended = False
        self.lock = threading.Lock()
        self.sockets = set()
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while not self.is_ended:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            with self.lock:
                number, self.count = self.count, self.count + 1
                plan = self.plan(number) if self.is_open else None
            if plan is None:
                self.close(client, True)
                continue
            try:
                server = socket.create_connection(("127.0.0.1", self.target), 5)
                server.settimeout(None)
            except OSError:
                self.close(client, True)
                continue
            for end in (client, server):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self.lock:
                self.sockets |= {client, server}
            threading.Thread(target=self.carry, args=(client, server, plan), daemon=True).start()

    def carry(self, client, server, plan):
        # One thread for both directions: a socket that another thread reads cannot be reset.
        done = {"up": 0, "down": 0}
        goes_on = True
        try:
            while goes_on and not self.is_ended:
                for source in select.select([client, server], [], [], 1)[0]:
                    way, sink = ("up", server) if source is client else ("down", client)
                    goes_on = self.pass_on(way, source, sink, done, plan)
                    if not goes_on:
                        break
        except OSError:
            pass
        for end in (client, server):
            self.close(end, plan.get("reset", False))
        with self.lock:
            self.sockets -= {client, server}

    def pass_on(self, way, source, sink, done, plan):
        """Passes on one piece. Returns whether the line is still there."""
        piece = source.recv(65536)
        if not piece:
            return False
        if way == "up" and "hold" in plan:
            plan["hold"](piece)
        if plan.get("slow"):
            time.sleep(plan["slow"])
        for fault in ("cut", "silent"):
            if fault not in plan or plan[fault][0] != way:
                continue
            at = plan[fault][1]
            if not done[way] <= at < done[way] + len(piece):
                continue
            sink.sendall(piece[:at - done[way]])
            piece, done[way] = piece[at - done[way]:], at
            self.faults += 1
            if fault == "silent":
                time.sleep(plan["silent"][2])
            if fault == "cut" or not plan["silent"][3]:
                return False
        sink.sendall(piece)
        done[way] += len(piece)
        return True

    @staticmethod
    def close(end, reset):
        try:
            if reset:
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            end.close()
        except OSError:
            pass

    def heal(self):
        """From now on it carries everything."""
        with self.lock:
            self.plan = lambda number: {}
            self.is_open = True

    def shut(self):
        """From now on nobody gets through."""
        with self.lock:
            self.is_open = False

    def break_all(self):
        """Ends all connections, and lets nobody through from now on."""
        with self.lock:
            self.is_open = False
            for end in self.sockets:
                try:
                    end.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass

    def end(self):
        self.is_ended = True
        try:
            self.listener.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self.listener.close()
        self.break_all()


def random_plan(seed, kind):
    """What happens to the connections, chosen by the seed: about half of them suffer."""

    def plan(number):
        rng = random.Random(f"{seed}:{number}")
        if kind == "slow":
            return {"slow": rng.choice([0.01, 0.03, 0.1])}
        if rng.random() < 0.3:
            return {}
        way = rng.choice(["up", "down"])
        # A record sends about 850 bytes and receives about 1500.
        at = rng.randrange(900 if way == "up" else 1700)
        if kind == "cut":
            return {"cut": (way, at), "reset": rng.random() < 0.5}
        return {"silent": (way, at, rng.uniform(0.2, 1.5), rng.random() < 0.5), "reset": rng.random() < 0.5}

    return plan
