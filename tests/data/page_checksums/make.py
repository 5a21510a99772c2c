"""Three inputs of invented people as another writer makes them, with a checksum in each page, and
the manifest once more without: pyarrow writes what the parquet crate can only read.

    python3 -m venv v && v/bin/pip install pyarrow==26.0.1 && v/bin/python make.py
"""

from datetime import datetime, timezone

import pyarrow as pa
import pyarrow.parquet as pq

text = pa.string()
name = pa.struct([("surname", text), ("given_names", text), ("kind", text)])

manifest = pa.table(
    {
        "carrier": ["XX", "XX"],
        "flight_number": ["101", "101"],
        "departure_airport": ["CDG", "CDG"],
        "arrival_airport": ["JFK", "JFK"],
        "scheduled_departure": pa.array(
            [datetime(2026, 11, 24, 6, tzinfo=timezone.utc)] * 2, pa.timestamp("ms", "UTC")
        ),
        "surname": ["ZUMARINOV", "OKONKWELA"],
        "given_names": ["BORISLAV", "ADAEZE"],
        "birth_date": ["1970-03-05", "1988-07-19"],
    }
)
watchlist = pa.table(
    {
        "entry_id": ["7"],
        "list": ["TEST"],
        "authority": ["Test"],
        "category": ["smuggling"],
        "names": pa.array(
            [[{"surname": "ZUMARINOV", "given_names": "Borislav", "kind": "primary"}]],
            pa.list_(name),
        ),
        "birth_dates": pa.array([["1970-03-05"]], pa.list_(text)),
    }
)
lost = pa.table(
    {"document_number": ["ZUMARINOV"], "issuer": ["FRA"], "status": ["stolen"]}
)

for path, table, checksums in [
    ("manifest.parquet", manifest, True),
    ("list.parquet", watchlist, True),
    ("lost.parquet", lost, True),
    ("manifest_without.parquet", manifest, False),
]:
    pq.write_table(
        table,
        path,
        compression="none",
        use_dictionary=False,
        write_statistics=False,
        store_schema=False,
        write_page_checksum=checksums,
    )
