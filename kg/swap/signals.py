"""A build that is told to end clears up first."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

_SIGNALS = [
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
]


@contextmanager
def ended_gently() -> Iterator[None]:
    """Let SIGTERM end the block as an error would, so that nothing is left behind."""
    default = [number for number in _SIGNALS if signal.getsignal(number) is signal.SIG_DFL]

    def end(number: int, frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    with _heard(default, end):
        yield


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let signals wait until the block has ended: clearing up is short and must not be cut off."""
    waiting: list[int] = []
    with _heard(_SIGNALS, lambda number, _: waiting.append(number)):
        yield
    for number in dict.fromkeys(waiting):
        signal.raise_signal(number)


@contextmanager
def _heard(
    numbers: Sequence[int], action: Callable[[int, FrameType | None], None]
) -> Iterator[None]:
    """Handle signals otherwise inside the block; only the main thread of a process can."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in numbers}
    for number in numbers:
        signal.signal(number, action)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler if handler is not None else signal.SIG_DFL)
