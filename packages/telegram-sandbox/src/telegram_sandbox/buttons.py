"""Which messages have buttons, and which have a button with a certain label: no scan."""

from bisect import bisect_left, insort
from collections.abc import Iterator


class ButtonIndex:
    def __init__(self) -> None:
        self._all: list[int] = []
        self._with_label: dict[str, list[int]] = {}
        self._labels: dict[int, frozenset[str]] = {}

    def put(self, message_id: int, labels: frozenset[str]) -> None:
        """Notes the labels that a message has now; none when it has no buttons any more."""
        known = self._labels.get(message_id, frozenset())
        for label in known - labels:
            ids = self._with_label[label]
            _take_out(ids, message_id)
            if not ids:
                del self._with_label[label]
        for label in labels - known:
            insort(self._with_label.setdefault(label, []), message_id)
        if labels:
            self._labels[message_id] = labels
            if not known:
                insort(self._all, message_id)
        elif known:
            del self._labels[message_id]
            _take_out(self._all, message_id)

    def __reversed__(self) -> Iterator[int]:
        return reversed(self._all)

    def with_label(self, label: str) -> Iterator[int]:
        """The newest first."""
        return reversed(self._with_label.get(label, []))


def _take_out(ids: list[int], message_id: int) -> None:
    del ids[bisect_left(ids, message_id)]
