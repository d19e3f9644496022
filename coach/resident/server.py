"""The resident process: it listens, forks a child for each call, and watches over them. It never sees a draft."""

from __future__ import annotations

import gc
import os
import pickle
import select
import signal
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from coach.resident import place, wire
from coach.resident.door import Door
from coach.resident.guest import PATIENCE, Guest
from coach.resident.ready import SHELF, Key, Stamp, files_in
from coach.resident.worker import Call, Run, serve

# More children than this at once would only wait for each other.
_MOST_CHILDREN = 32
_MOST_CONNECTIONS = 200
_POLLHUP_ONLY = 0


class Server:
    """Listens until nobody has asked for anything for `idle` seconds, or until it is told to stop."""

    def __init__(self, run: Run, idle: float, warm: Callable[[], None]) -> None:
        self._run, self._idle, self._warm = run, idle, warm
        self._guests: dict[int, Guest] = {}
        self._children: dict[int, Guest] = {}
        self._wanted: Key | None = None
        self._preparing = 0  # the child that does
        self._served = 0
        self._since = 0.0
        self._poll = select.poll()
        self._over = False
        self._code: list[Stamp] = []

    def serve(self) -> bool:
        """Serve. Return True when the code has changed meanwhile and a new process should take over.

        Raise Busy when another one serves, OSError when no socket can be had.
        """
        with Door() as door:
            self._code = code_stamps()
            # What is not compiled yet is compiled apart: the memory that it takes is given back.
            os.waitpid(apart(self._warm), 0)
            self._warm()
            # What is loaded now is never given up: children share its memory as long as nobody counts in it.
            gc.collect()
            gc.freeze()
            listening = door.opened()
            self._since = time.monotonic()
            wakes, wake = socket.socketpair()
            wakes.setblocking(False)
            wake.setblocking(False)
            signal.set_wakeup_fd(wake.fileno(), warn_on_full_buffer=False)
            signal.signal(signal.SIGCHLD, lambda *_: None)
            signal.signal(signal.SIGTERM, self._stop)
            with wakes, wake:
                self._poll.register(listening, select.POLLIN)
                self._poll.register(wakes, select.POLLIN)
                return self._loop(listening, wakes)

    def _stop(self, *_: object) -> None:
        self._over = True

    def _loop(self, listening: socket.socket, wakes: socket.socket) -> bool:
        last = time.monotonic()
        while not self._over:
            for number, event in self._poll.poll(self._pause(last)):
                if number == listening.fileno():
                    self._welcome(listening)
                elif number == wakes.fileno():
                    with suppress(BlockingIOError):
                        wakes.recv(4096)
                elif number in self._guests:
                    self._attend(self._guests[number], event)
                last = time.monotonic()
            self._reap()
            self._lose_patience()
            if self._preparing:
                self._take_up()
            if self._guests or self._children:
                continue
            if not self._over and (self._code != code_stamps() or not self._prepared()):
                return True
            if time.monotonic() - last >= self._idle:
                return False
        return False

    def _prepared(self) -> bool:
        """Make ready what a call had to load; False when it has changed since: a new process has no old ones."""
        if self._wanted is None or self._preparing:
            return True
        if self._wanted in SHELF.coaches:
            return False
        # A child compiles what must be, with the memory that it takes; then it is read here in an instant.
        self._preparing = apart(lambda: self._prepare(self._wanted))
        return True

    @staticmethod
    def _prepare(key: Key | None) -> None:
        if key is not None:
            os.chdir(key[0] or "/")
            SHELF.prepare(key)

    def _take_up(self) -> None:
        """Load what a child has prepared."""
        try:
            if os.waitpid(self._preparing, os.WNOHANG)[0] == 0:
                return
        except ChildProcessError:
            pass
        self._preparing = 0
        gc.unfreeze()
        with suppress(OSError):
            self._prepare(self._wanted)
        os.chdir("/")
        gc.collect()
        gc.freeze()
        self._wanted = None

    def _pause(self, last: float) -> float:
        """Return how long to wait for something to happen, in milliseconds."""
        if self._guests or self._children or self._preparing:
            return 200
        return max(0.0, min(self._idle - (time.monotonic() - last), 60.0)) * 1000 + 1

    def _welcome(self, listening: socket.socket) -> None:
        try:
            connection, _ = listening.accept()
        except OSError:
            return
        connection.setblocking(False)
        guest = Guest(connection, time.monotonic() + PATIENCE)
        try:
            ours = place.peer_uid(connection) in (None, os.getuid())
        except OSError:
            ours = False
        if not ours or len(self._guests) >= _MOST_CONNECTIONS:
            guest.close()
            return
        self._guests[connection.fileno()] = guest
        self._poll.register(connection, select.POLLIN)

    def _attend(self, guest: Guest, event: int) -> None:
        if guest.child:
            if event & (select.POLLHUP | select.POLLERR):
                self._poll.unregister(guest.connection)
                guest.interrupt()
            return
        try:
            fields = guest.take()
        except (OSError, ValueError):
            self._dismiss(guest)
            return
        if fields is not None:
            self._answer(guest, fields)

    def _answer(self, guest: Guest, fields: list[bytes]) -> None:
        if fields[0] == wire.CALL:
            self._fork(guest, fields[1:])
            return
        if fields[0] == wire.STATUS:
            facts = f"{os.getpid()} {int(time.monotonic() - self._since)} {self._served} {int(self._idle)}"
            guest.say(wire.frame(wire.DONE, facts.encode()))
        elif fields[0] == wire.STOP:
            guest.say(wire.frame(wire.DONE, str(os.getpid()).encode()))
            self._over = True
        self._dismiss(guest)

    def _fork(self, guest: Guest, fields: list[bytes]) -> None:
        call = self._acceptable(guest, fields)
        if call is None:
            guest.say(wire.frame(wire.REFUSED))
            self._dismiss(guest)
            return
        guest.say(wire.frame(wire.ACCEPTED))
        reading, writing = os.pipe()
        try:
            child = os.fork()
        except OSError:
            os.close(reading)
            os.close(writing)
            self._dismiss(guest)
            return
        if child == 0:
            _live(call, guest, writing, self._run)
        os.close(writing)
        guest.missed = reading
        guest.child = child
        self._children[child] = guest
        self._served += 1
        self._poll.modify(guest.connection, _POLLHUP_ONLY)

    def _acceptable(self, guest: Guest, fields: list[bytes]) -> Call | None:
        """Return the call of a request; None when its caller had better do the work."""
        if len(self._children) >= _MOST_CHILDREN or self._code != code_stamps():
            return None
        try:
            call = Call.read(fields)
        except (ValueError, TypeError):
            return None
        ours = call.identity == place.identity() and len(guest.files) == call.terminals
        return call if ours else None

    def _dismiss(self, guest: Guest) -> None:
        with suppress(KeyError, OSError):
            self._poll.unregister(guest.connection)
        self._guests.pop(guest.connection.fileno(), None)
        guest.close()

    def _reap(self) -> None:
        for child in list(self._children):
            with suppress(ChildProcessError):
                if os.waitpid(child, os.WNOHANG)[0] == 0:
                    continue
            guest = self._children.pop(child)
            with suppress(OSError, pickle.UnpicklingError, EOFError, ValueError):
                if (said := os.read(guest.missed, 1 << 16)) and not self._preparing:
                    self._wanted = pickle.loads(said)  # noqa: S301  from our own child
            guest.child = 0
            self._dismiss(guest)

    def _lose_patience(self) -> None:
        now = time.monotonic()
        for guest in list(self._guests.values()):
            if not guest.child and now > guest.until:
                self._dismiss(guest)
        for guest in self._children.values():
            if guest.until < now and guest.has_gone_away():
                guest.interrupt(signal.SIGKILL)


def apart(work: Callable[[], None]) -> int:
    """Do some work in a child; return its number."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            work()
            code = 0
        finally:
            os._exit(code)
    return child


def _live(call: Call, guest: Guest, missed: int, run: Run) -> None:
    """Be the child of a call, to its end; nothing of it outlives it."""
    code = 1
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        SHELF.missed = None
        serve(call, guest.connection, guest.files, run)
        if SHELF.missed is not None:
            os.write(missed, pickle.dumps(SHELF.missed))
        code = 0
    except BaseException:  # noqa: BLE001, S110  the caller does the work itself when no answer comes
        pass
    finally:
        os._exit(code)


def code_stamps() -> list[Stamp]:
    """Return what the code of coach is like at this moment."""
    return files_in(_FOLDERS, (".py",))


def _package_folders() -> list[Path]:
    """Return the folders that hold the code of coach."""
    top = Path(__file__).parents[1]
    return [top, *(folder for folder in sorted(top.rglob("*")) if folder.is_dir() and folder.name != "__pycache__")]


_FOLDERS = _package_folders()
