"""Queries, list and population, read from Parquet into one shape."""

import random
from dataclasses import dataclass

import pyarrow.parquet as pq


@dataclass(frozen=True)
class Person:
    """A listed person, a query or someone of the population; dates as the file writes them."""

    id: str
    name: str
    surname: str | None = None
    given_names: str | None = None
    birth_dates: tuple = ()
    sexes: tuple = ()
    nationalities: tuple = ()
    true_entry: int = -1  # position in the list


@dataclass(frozen=True)
class Work:
    entries: list
    queries: list
    population: list

    def sample(self, size, seed):
        """The same people for the same size and seed, whichever peer asks."""
        if not size or size >= len(self.population):
            return self.population
        return random.Random(seed).sample(self.population, size)


def load(pairs, watchlist, population, without_groups):
    entries = [listed(row) for row in pq.read_table(watchlist).to_pylist()]
    position = {entry.id: i for i, entry in enumerate(entries)}
    rows = pq.read_table(pairs).to_pylist()
    queries = [traveller(row, "query_id", position[row["entry_id"]])
               for row in rows if row["entry_id"] and row.get("group") not in without_groups]
    people = [traveller(row, "passenger_ref") for row in pq.read_table(population).to_pylist()]
    return Work(entries, queries, people)


def listed(row):
    name = row["names"][0]
    return Person(row["entry_id"], joined(name["given_names"], name["surname"], name["full"]), name["surname"],
                  name["given_names"], tuple(row["birth_dates"]), tuple(row["sexes"]), tuple(row["nationalities"]))


def traveller(row, id_column, true_entry=-1):
    surname, given_names = row.get("surname"), row.get("given_names")
    name = joined(given_names, surname) or row["full_name"]
    return Person(row[id_column], name, surname, given_names, only(row["birth_date"]),
                  only(row["sex"]), only(row["nationality"]), true_entry)


def joined(*parts):
    return " ".join(part for part in parts if part)


def only(value):
    return (value,) if value else ()
