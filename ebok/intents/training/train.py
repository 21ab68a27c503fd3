"""Makes the model: ``python -m ebok.intents.training.train``, with the group ``training``.

Logistic regression over letters, words and meanings, with slips and rambling added to what was
written down. Nothing of ``held_out`` is read here.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from random import Random

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from ebok.intents.features import Reading, read
from ebok.intents.model import Model
from ebok.intents.training.examples import NONE, Example, digest, to_learn
from ebok.intents.training.slips import rambling, written_badly
from ebok.intents.understanding import CHECKSUM, MODEL
from ebok.intents.weighing import KINDS, STRANGE, Scale

COPIES = 3  # of each sentence, written worse
MEANINGS_ONLY = 0.6  # the share of sentences that are learnt by their meanings once more
SEEN_IN = 2  # sentences at least, or a feature tells nothing
LOOSENESS = 2.0  # the inverse of regularisation


def main() -> None:
    examples = to_learn()
    model = train(examples)
    content = BytesIO()
    model.save(content)
    MODEL.write_bytes(content.getvalue())
    CHECKSUM.write_text(hashlib.sha256(content.getvalue()).hexdigest() + "\n", "ascii")
    print(f"{len(examples)} sentences, {len(model.scale.places)} features, "  # noqa: T201
          f"{MODEL.stat().st_size // 1000} kB")  # fmt: skip


def train(examples: Sequence[Example]) -> Model:
    chance = Random(7)  # noqa: S311 - the same every time
    seen = Counter(feature for text, _kind in examples for feature in read(text).features)
    readings: list[Reading] = []
    kinds: list[str] = []
    for text, kind in examples:
        copies = [read(text), *(read(_worse(text, chance)) for _copy in range(COPIES))]
        if kind != NONE and chance.random() < MEANINGS_ONLY:
            copies.append(_only_meanings(copies[0]))
        readings += copies
        kinds += [kind] * len(copies)
    scale = _scale(readings, {feature for feature, times in seen.items() if times >= SEEN_IN})
    learner = LogisticRegression(C=LOOSENESS, max_iter=300)
    learner.fit(_matrix(readings, scale), kinds)
    return Model.of(
        scale,
        tuple(str(name) for name in learner.classes_),
        learner.coef_.T,
        learner.intercept_.astype(np.float32),
        digest(),
    )


def _worse(text: str, chance: Random) -> str:
    choice = chance.random()
    if choice < 0.5:
        text = written_badly(text, chance)
    return rambling(text, chance) if choice > 0.3 else text


def _only_meanings(reading: Reading) -> Reading:
    """As if somebody had said it in words that nobody has written down."""
    kept = {feature: n for feature, n in reading.features.items() if KINDS.get(feature[0], 0) > 1}
    return Reading(Counter(kept), frozenset(), reading.words)


def _scale(readings: Sequence[Reading], known: set[str]) -> Scale:
    texts = Counter(feature for one in readings for feature in one.features if feature in known)
    rarity = [np.log((1 + len(readings)) / (1 + texts[feature])) + 1 for feature in sorted(known)]
    places = {feature: place for place, feature in enumerate([*sorted(known), STRANGE])}
    return Scale(places, np.array([*rarity, 1.0], dtype=np.float32))


def _matrix(readings: Sequence[Reading], scale: Scale) -> csr_matrix:
    weighed = [scale.weigh(reading) for reading in readings]
    ends = np.cumsum([0, *(len(places) for places, _values in weighed)])
    places = np.concatenate([places for places, _values in weighed])
    values = np.concatenate([values for _places, values in weighed])
    return csr_matrix((values, places, ends), shape=(len(readings), len(scale.places)))


if __name__ == "__main__":
    main()
