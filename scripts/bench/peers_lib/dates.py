"""Birth dates as spans of days: `1970`, `1970-03`, `1970-03-05`, `1968/1972`, `circa 1970`."""

import calendar
from datetime import date

import numpy as np

AGREE, NEAR, FAR = 1.0, 0.9, 0.7


class DateFactors:
    """For a person's birth date, the factor of every listed person."""

    def __init__(self, entries, missing):
        spans = [(i, *span(text)) for i, entry in enumerate(entries) for text in entry.birth_dates]
        self.owner, first, last = (np.array(column) for column in zip(*spans))
        self.first, self.last = first, last
        self.first_year, self.last_year = years(first), years(last)
        self.none = np.full(len(entries), missing, dtype=np.float32)
        self.dateless = np.array([not entry.birth_dates for entry in entries])
        self.known = {}

    def of(self, person):
        if not person.birth_dates:
            return self.none
        text = person.birth_dates[0]
        if text not in self.known:
            self.known[text] = self.compared(*span(text))
        return self.known[text]

    def compared(self, first, last):
        overlap = (first <= self.last) & (last >= self.first)
        near = (year(first) - 1 <= self.last_year) & (year(last) + 1 >= self.first_year)
        factor = np.where(overlap, AGREE, np.where(near, NEAR, FAR)).astype(np.float32)
        best = np.zeros(len(self.none), dtype=np.float32)
        np.maximum.at(best, self.owner, factor)
        return np.where(self.dateless, self.none, best)


def span(text):
    """First and last day that the text allows, as ordinals."""
    text = text.removeprefix("circa ")
    if "/" in text:
        start, end = text.split("/")
        return span(start)[0], span(end)[1]
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return (date(*parts).toordinal(),) * 2
    if len(parts) == 2:
        return date(*parts, 1).toordinal(), date(*parts, calendar.monthrange(*parts)[1]).toordinal()
    return date(parts[0], 1, 1).toordinal(), date(parts[0], 12, 31).toordinal()


def year(day):
    return date.fromordinal(int(day)).year


def years(days):
    return np.array([year(day) for day in days])
