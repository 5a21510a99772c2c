"""Which peers there are; runs one and keeps its processor time. Preboard's scores are read, not made."""

import sys
import time
from collections import defaultdict
from importlib import import_module

import numpy as np
import pyarrow.parquet as pq

from .measure import UNSCORED, Best, Screened

# Name, and the module whose `prepare(name, entries, traffic, options)` returns its screener:
# a function from people to Best. A missing package leaves out only the peers that need it.
PEERS = {
    "token_sort": "strings",
    "token_set": "strings",
    "WRatio": "strings",
    "jaro_winkler": "strings",
    "logic-v2": "nomenklatura_peer",
    "logic-v1": "nomenklatura_peer",
    "splink": "splink_peer",
}

# People of the population that a slow scorer screens unless told otherwise.
DEFAULT_SAMPLES = {"token_set": 10_000, "WRatio": 10_000, "splink": 10_000, "logic-v2": 4_000, "logic-v1": 4_000}


def preparation(name):
    return import_module(f".{PEERS[name]}", __package__).prepare


def peer(name, work, people, options):
    screen = preparation(name)(name, work.entries, work.queries + people, options)
    started = time.process_time()
    queries, others = screen(work.queries), screen(people)
    return Screened(name, queries, others, time.process_time() - started)


def preboard(work, path):
    columns = ["query_id", "entry_id", "score_bits"]
    scores = defaultdict(list)
    for row in pq.read_table(path, columns=columns).to_pylist():
        scores[row["query_id"]].append((row["entry_id"], row["score_bits"]))
    if not any(person.id in scores for person in work.population):
        sys.exit(f"{path} scores nobody of the population: was `evaluate` given the same --population?")
    return Screened("preboard", reported(work.queries, scores, work), reported(work.population, scores, work))


def reported(people, scores, work):
    """From the ten best entries per person that the file holds; a true entry under those is missed."""
    rows = [scores.get(person.id, []) for person in people]
    best = [max((bits for _, bits in row), default=UNSCORED) for row in rows]
    sharing = [max(1, sum(bits == top for _, bits in row)) for row, top in zip(rows, best)]
    true = [dict(row).get(work.entries[person.true_entry].id, UNSCORED) if person.true_entry >= 0 else UNSCORED
            for person, row in zip(people, rows)]
    return Best(np.array(best), np.array(sharing), np.array(true))


def best_of(scores, people):
    """Best from a matrix of scores, one row per person."""
    best = scores.max(axis=1)
    true = np.array([row[person.true_entry] if person.true_entry >= 0 else UNSCORED
                     for row, person in zip(scores, people)])
    return Best(best, (scores == best[:, None]).sum(axis=1), true)


def stacked(parts):
    return Best(*(np.concatenate([getattr(part, field) for part in parts]) for field in ("best", "sharing", "true")))


def batches(people, size):
    return [people[start:start + size] for start in range(0, len(people), size)]
