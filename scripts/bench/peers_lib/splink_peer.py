"""Splink on DuckDB, one thread, trained without labels on the list and those to be screened.

Names are tokens (the population has no surname column): compared by Jaro-Winkler over the
sorted tokens and by how many are shared. Pairs are blocked on any shared token and, with
birth dates, on the full date. The score is the match weight. Of several listed dates each
becomes a record, and the best counts. u comes from random pairs, m from expectation
maximisation among pairs that share the full date (in both modes: name only is about
screening, not about training), and for the date among pairs that share the alphabetically
first token and among those that share the whole name.
"""

import logging

import duckdb
import numpy as np
import pyarrow as pa
import splink.comparison_level_library as levels
import splink.comparison_library as compare
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from .dates import span, year
from .measure import UNSCORED, Best
from .strings import folded

NAME_LIKENESS = [0.98, 0.96, 0.94, 0.92, 0.9, 0.88, 0.86, 0.83, 0.8, 0.75, 0.7]  # fewer levels tie more
SHARED_TOKENS = [4, 3, 2, 1]
RANDOM_PAIRS = 1e7
COLUMNS = pa.schema([
    ("unique_id", pa.string()), ("source_dataset", pa.string()), ("position", pa.int64()),
    ("name", pa.string()), ("tokens", pa.list_(pa.string())), ("first_token", pa.string()),
    ("birth_date", pa.string()), ("birth_year", pa.int64()), ("sex", pa.string()), ("nationality", pa.string()),
])


def prepare(_name, entries, traffic, options):
    logging.getLogger("splink").setLevel(logging.ERROR)
    database = DuckDBAPI(duckdb.connect(config={"threads": 1}))
    listed = registered(database, "list", [record for i, entry in enumerate(entries) for record in dated(entry, i)])
    linker = Linker([listed, registered(database, "traffic", travellers(traffic))],
                    settings(options.name_only), log_level=None)
    train(linker, options)
    batch = iter(range(1, 1_000))

    def screen(people):
        right = registered(database, f"batch_{next(batch)}", travellers(people), "traffic")
        pairs = linker.inference.predict_between(listed, right, warning_mode="never").as_duckdbpyrelation()
        return best_per_person(pairs, people)

    return screen


def settings(name_only):
    names = [compare.JaroWinklerAtThresholds("name", NAME_LIKENESS),
             compare.ArrayIntersectAtSizes("tokens", SHARED_TOKENS)]
    others = [birth_date_comparison(), compare.ExactMatch("sex"), compare.ExactMatch("nationality")]
    rules = [block_on("tokens", arrays_to_explode=["tokens"]), block_on("birth_date")]
    return SettingsCreator(
        link_type="link_only",
        comparisons=names if name_only else names + others,
        blocking_rules_to_generate_predictions=rules[:1] if name_only else rules,
        retain_matching_columns=False,
        additional_columns_to_retain=["position"],
    )


def birth_date_comparison():
    return compare.CustomComparison(output_column_name="birth_date", comparison_levels=[
        levels.NullLevel("birth_year"),
        levels.ExactMatchLevel("birth_date"),
        levels.LevenshteinLevel("birth_date", 1),
        levels.ExactMatchLevel("birth_year"),
        levels.CustomLevel("abs(birth_year_l - birth_year_r) <= 1", "a year apart"),
        levels.ElseLevel(),
    ])


def train(linker, options):
    if getattr(options, "untrained", False):
        return  # starting values do for a measurement of speed
    linker.training.estimate_u_using_random_sampling(max_pairs=RANDOM_PAIRS, seed=options.seed)
    for column in ["birth_date"] if options.name_only else ["birth_date", "first_token", "name"]:
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(column))


def registered(database, name, records, source=None):
    rows = [{"source_dataset": source or name, **record} for record in records]
    return database.register(pa.Table.from_pylist(rows, COLUMNS), table_name=name)


def travellers(people):
    return [record(person, i, str(i), *(person.birth_dates or (None,))) for i, person in enumerate(people)]


def dated(entry, position):
    """One record for each birth date of a listed person."""
    return [record(entry, position, f"{position}.{n}", text) for n, text in enumerate(entry.birth_dates or (None,))]


def record(person, position, unique_id, birth_date):
    tokens = sorted(set(folded(person.name).split()))
    return {
        "unique_id": unique_id, "position": position,
        "name": " ".join(tokens), "tokens": tokens, "first_token": tokens[0] if tokens else None,
        "birth_date": birth_date if birth_date and len(birth_date) == len("1970-03-05") else None,
        "birth_year": only_year(birth_date),
        "sex": person.sexes[0] if person.sexes else None,
        "nationality": person.nationalities[0] if person.nationalities else None,
    }


def only_year(text):
    first, last = (year(day) for day in span(text)) if text else (None, 0)
    return first if first == last else None


def best_per_person(pairs, people):
    scores = pairs.aggregate("position_l AS entry, position_r AS person, max(match_weight) AS weight",
                             "position_l, position_r").fetchnumpy()
    entry, person, weight = (np.asarray(scores[column]) for column in ("entry", "person", "weight"))
    best = np.full(len(people), UNSCORED)
    np.maximum.at(best, person, weight)
    sharing = np.bincount(person[weight == best[person]], minlength=len(people))
    true = np.full(len(people), UNSCORED)
    hit = entry == np.array([each.true_entry for each in people])[person]
    true[person[hit]] = weight[hit]
    return Best(best, np.maximum(sharing, 1), true)
