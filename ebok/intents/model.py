"""The trained numbers: a weight a feature and an intent, in one byte each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO, Self

import numpy as np
from numpy.typing import NDArray

from ebok.intents.features import Reading
from ebok.intents.understanding import Guess, Intent
from ebok.intents.weighing import Numbers, Scale

NONE = "none"  # the class of what nobody here answers
SEPARATOR = "\n"
LARGEST = 127


@dataclass(frozen=True)
class Model:
    scale: Scale
    classes: tuple[str, ...]
    weights: NDArray[np.int8]  # features × classes
    units: Numbers  # what 1 of ``weights`` is worth, a class each
    offsets: Numbers  # a class each
    made_of: str  # the digest of data and script

    def guess(self, reading: Reading) -> Guess:
        places, values = self.scale.weigh(reading)
        sums = (values @ self.weights[places].astype(np.float32)) * self.units + self.offsets
        odds = np.exp(sums - sums.max())
        probabilities = dict(zip(self.classes, (odds / odds.sum()).tolist(), strict=True))
        probabilities.pop(NONE)
        ranked = sorted(probabilities.items(), key=lambda one: -one[1])
        return Guess(tuple((Intent(name), probability) for name, probability in ranked))

    @classmethod
    def of(
        cls,
        scale: Scale,
        classes: tuple[str, ...],
        weights: Numbers,
        offsets: Numbers,
        made_of: str,
    ) -> Self:
        units = np.abs(weights).max(axis=0) / LARGEST
        rounded = np.rint(weights / units).astype(np.int8)
        return cls(scale, classes, rounded, units.astype(np.float32), offsets, made_of)

    def save(self, file: BinaryIO) -> None:
        np.savez_compressed(
            file,
            features=_as_bytes(self.scale.places),
            rarity=self.scale.rarity,
            classes=_as_bytes(self.classes),
            weights=self.weights,
            units=self.units,
            offsets=self.offsets,
            made_of=_as_bytes([self.made_of]),
        )

    @classmethod
    def load(cls, file: BinaryIO) -> Self:
        with np.load(file, allow_pickle=False) as stored:
            features = _as_words(stored["features"])
            places = {feature: place for place, feature in enumerate(features)}
            return cls(
                Scale(places, stored["rarity"]),
                tuple(_as_words(stored["classes"])),
                stored["weights"],
                stored["units"],
                stored["offsets"],
                _as_words(stored["made_of"])[0],
            )


def _as_bytes(words: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer(SEPARATOR.join(words).encode(), np.uint8)


def _as_words(stored: NDArray[np.uint8]) -> list[str]:
    return stored.tobytes().decode().split(SEPARATOR)
