"""From scores to figures; the same code for every line of the table."""

import math
from dataclasses import dataclass

import numpy as np

UNSCORED = -np.inf  # below every threshold
BOUNDS = (1e-2, 1e-3, 1e-4)


@dataclass(frozen=True)
class Best:
    """Per person screened: the best score, how many entries share it, the true entry's score."""

    best: np.ndarray
    sharing: np.ndarray
    true: np.ndarray


@dataclass(frozen=True)
class Screened:
    peer: str
    queries: Best
    people: Best
    seconds: float = math.nan  # of processor time for queries and people; preparing the list apart


def row(screened):
    screened_people = len(screened.queries.best) + len(screened.people.best)
    return {
        "peer": screened.peer,
        "queries": len(screened.queries.best),
        "people": len(screened.people.best),
        "at": {f"{bound:.0e}".replace("e-0", "e-"): at_bound(screened, bound) for bound in BOUNDS},
        "auc": area(screened.queries.true, screened.people.best),
        "seconds": None if math.isnan(screened.seconds) else round(screened.seconds, 2),
        "per_second": None if math.isnan(screened.seconds) else round(screened_people / screened.seconds, 1),
    }


def at_bound(screened, bound):
    """The figures at the smallest threshold whose false-alert share keeps the bound.

    A sample too small to hold one false alert under the bound has no figure there; the
    figures at one false alert in the whole sample are given instead, and marked.
    """
    people = len(screened.people.best)
    allowed = math.floor(bound * people + 1e-9)
    figures = at_false_alerts(screened, max(allowed, 1))
    return {"measurable": allowed >= 1, "bound": bound if allowed else 1 / people, **figures}


def at_false_alerts(screened, allowed):
    threshold = smallest_threshold(screened, allowed)
    queries = screened.queries
    found = queries.true >= threshold
    first = found & (queries.true == queries.best)
    return {
        "threshold": threshold if math.isfinite(threshold) else None,
        "false_alerts": int((screened.people.best >= threshold).sum()),
        "recall": float(found.mean()),
        "recall_interval": wilson(int(found.sum()), len(found)),
        "recall_at_1": float((first / queries.sharing).mean()),
    }


def smallest_threshold(screened, allowed):
    """The smallest score seen that at most `allowed` people reach; infinite if there is none.

    Scores that tie cannot be told apart: if more than `allowed` people share the highest
    score, no threshold keeps the bound and recall is 0.
    """
    descending = np.sort(screened.people.best)[::-1]
    if allowed >= len(descending):
        return float(min(descending[-1], screened.queries.true.min()))
    seen = np.concatenate([descending, screened.queries.true])
    above = seen[seen > descending[allowed]]
    return float(above.min()) if len(above) else math.inf


def wilson(successes, trials, z=1.959964):
    share = successes / trials
    centre = share + z * z / (2 * trials)
    spread = z * math.sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    return [(centre - spread) / (1 + z * z / trials), (centre + spread) / (1 + z * z / trials)]


def area(true, others):
    """How often a true entry's score beats the best score of someone on no list; ties half."""
    ascending = np.sort(others)
    below = np.searchsorted(ascending, true, side="left")
    not_above = np.searchsorted(ascending, true, side="right")
    return float((below + not_above).mean() / 2 / len(others))
