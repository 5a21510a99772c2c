"""rapidfuzz over folded names, every entry for every person.

Birth dates weigh by a rule (rapidfuzz has none): the name's score is multiplied by 1 where
the dates agree or one is a less exact form of the other, by 0.9 where they differ within a
year or by one year, by 0.7 where they differ more, and by --missing-date (0.85, midway
between agreeing and differing) where a side has none. Of several listed dates the best
counts. Sex and nationality are not used.
"""

import numpy as np
from anyascii import anyascii
from rapidfuzz import fuzz, process, utils
from rapidfuzz.distance import JaroWinkler

from .dates import DateFactors
from .runs import batches, best_of, stacked

SCORERS = {
    "token_sort": fuzz.token_sort_ratio,
    "token_set": fuzz.token_set_ratio,
    "WRatio": fuzz.WRatio,
    "jaro_winkler": JaroWinkler.similarity,
}
BATCH = 2_000  # people a matrix


def prepare(name, entries, _traffic, options):
    listed = [folded(entry.name) for entry in entries]
    factors = None if options.name_only else DateFactors(entries, options.missing_date)

    def screen(people):
        return stacked([best_of(scores(batch), batch) for batch in batches(people, BATCH)])

    def scores(batch):
        matrix = similarity(SCORERS[name], batch, listed)
        if factors:
            for row, person in zip(matrix, batch):
                row *= factors.of(person)
        return matrix

    return screen


def similarity(scorer, people, listed):
    return process.cdist([folded(person.name) for person in people], listed, scorer=scorer, dtype=np.float32)


def folded(name):
    """ASCII, lower case, letters and digits only."""
    return " ".join(utils.default_process(anyascii(name)).split())
