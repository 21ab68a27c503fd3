"""A text as numbers: which features it has, and how much each says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ebok.intents.features import Reading

STRANGE = "?"  # the share of words that nobody has taught us
# Of letters, words, pairs of words, meanings and pairs of meanings: no kind drowns another.
KINDS = {"=": 1, "+": 1, "#": 2, "&": 3}
WEIGHTS = np.array([1.0, 0.7, 1.0, 0.7])

Numbers = NDArray[np.float32]


@dataclass(frozen=True)
class Scale:
    """What the training knows of features: the place of each, and how rare it is."""

    places: Mapping[str, int]
    rarity: Numbers

    def weigh(self, reading: Reading) -> tuple[NDArray[np.int64], Numbers]:
        """Places and values of the features that are known."""
        known = [
            (self.places[feature], KINDS.get(feature[0], 0), count)
            for feature, count in reading.features.items()
            if feature in self.places
        ]
        places, kinds, counts = np.array(known, dtype=np.int64).reshape(-1, 3).T
        values = (1 + np.log(counts)) * self.rarity[places]
        lengths = np.sqrt(np.bincount(kinds, values**2, minlength=len(WEIGHTS)))
        values *= (WEIGHTS / np.maximum(lengths, 1e-9))[kinds]
        strange = sum(f"={word}" not in self.places for word in reading.plain_words)
        if strange:
            places = np.append(places, self.places[STRANGE])
            values = np.append(values, strange / reading.words)
        return places, values.astype(np.float32)
