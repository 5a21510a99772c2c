"""nomenklatura's logic-v1 and logic-v2 on candidates that rapidfuzz picks.

Scoring every entry would take days, so a person is compared with the 25 entries of the
highest max(token_sort_ratio, token_set_ratio) and, with birth dates, up to 10 more that
share the full date. Names go in as written, in their own script; the rest as
FollowTheMoney properties.
"""

from collections import defaultdict

import numpy as np
from followthemoney import EntityProxy
from followthemoney.types import registry
from nomenklatura.matching import get_algorithm
from rapidfuzz import fuzz

from .dates import span, year
from .measure import UNSCORED, Best
from .runs import batches, stacked
from .strings import BATCH, folded, similarity

CANDIDATES = 25
SAME_DATE = 10
LONGEST_SPAN = 10  # years of a date span that are spelled out; longer ones are left out


def prepare(name, entries, _traffic, options):
    algorithm = get_algorithm(name)
    config = algorithm.default_config()
    listed = [proxy(entry, options.name_only) for entry in entries]
    names = [folded(entry.name) for entry in entries]
    by_date = {} if options.name_only else entries_by_date(entries)
    warm_up = algorithm.compare(listed[0], listed[0], config)  # loads its name data
    assert warm_up.score > 0

    def screen(people):
        return stacked([screen_batch(batch) for batch in batches(people, BATCH)])

    def screen_batch(batch):
        found = [screen_one(person, row) for person, row in zip(batch, candidates(batch, names, by_date))]
        return Best(*(np.array(column) for column in zip(*found)))

    def screen_one(person, positions):
        asked = proxy(person, options.name_only)
        scores = {i: algorithm.compare(asked, listed[i], config).score for i in positions}
        best = max(scores.values())
        return best, sum(score == best for score in scores.values()), scores.get(person.true_entry, UNSCORED)

    return screen


def candidates(people, names, by_date):
    likeness = np.maximum(similarity(fuzz.token_sort_ratio, people, names),
                          similarity(fuzz.token_set_ratio, people, names))
    closest = np.argsort(-likeness, axis=1, kind="stable")[:, :CANDIDATES]
    return [dict.fromkeys([*row, *same_date(person, by_date)]) for row, person in zip(closest.tolist(), people)]


def same_date(person, by_date):
    return [i for text in person.birth_dates for i in by_date.get(text, [])][:SAME_DATE]


def entries_by_date(entries):
    found = defaultdict(list)
    for i, entry in enumerate(entries):
        for text in entry.birth_dates:
            if len(text) == len("1970-03-05"):
                found[text].append(i)
    return found


def proxy(person, name_only):
    properties = {"name": [person.name], "lastName": some(person.surname), "firstName": some(person.given_names)}
    if not name_only:
        properties["birthDate"] = [date for text in person.birth_dates for date in plain_dates(text)]
        properties["gender"] = cleaned(registry.gender, person.sexes)
        properties["nationality"] = cleaned(registry.country, person.nationalities)
    return EntityProxy.from_dict({"id": person.id, "schema": "Person", "properties": properties})


def plain_dates(text):
    """FollowTheMoney has no date spans: a short one becomes its years."""
    if "/" not in text:
        return [text.removeprefix("circa ")]
    first, last = (year(day) for day in span(text))
    return [str(each) for each in range(first, last + 1)] if last - first < LONGEST_SPAN else []


def some(value):
    return [value] if value else []


def cleaned(kind, values):
    return [value for value in map(kind.clean, values) if value]
