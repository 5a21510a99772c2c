"""The table a person reads, and the document a program reads."""

HEAD = "| Peer | People | " + " | ".join(
    f"Recall at {bound} | Rank 1" for bound in ("1e-2", "1e-3", "1e-4")) + " | AUC | Per CPU s |"
RULE = "|---|--:|" + "--:|--:|" * 3 + "--:|--:|"


def markdown(rows, work, options):
    return "\n".join([caption(work, options), "", HEAD, RULE, *map(line, rows), *notes(rows)])


def caption(work, options):
    return (f"{mode(options)}: {len(work.queries):,} queries, {len(work.entries):,} listed people, "
            f"population {len(work.population):,}, seed {options.seed}. Recall with 95 % Wilson interval.")


def mode(options):
    return "Name only" if options.name_only else "Name and birth date (sex and nationality where the peer takes them)"


def line(row):
    cells = [cell for at in row["at"].values() for cell in bound_cells(at)]
    speed = "" if row["per_second"] is None else f"{row['per_second']:,.0f}"
    return f"| {row['peer']} | {row['people']:,} | {' | '.join(cells)} | {share(row['auc'])} | {speed} |"


def bound_cells(at):
    if not at["measurable"]:
        return f"n/a ({share(at['recall'])} at {at['bound']:.1e})".replace("e-0", "e-"), ""
    low, high = at["recall_interval"]
    return f"{share(at['recall'])} ({share(low)}–{share(high)})", share(at["recall_at_1"])


def share(value):
    return f"{value:.3f}".lstrip("0") if 0 < value < 0.9995 else f"{value:.0f}"


def notes(rows):
    tied = [f"{row['peer']} at {bound}" for row in rows for bound, at in row["at"].items() if at["threshold"] is None]
    if tied:
        yield f"\nNo threshold keeps the bound, too many people tie at the highest score: {', '.join(tied)}."


def document(rows, work, options):
    return {
        "mode": "name_only" if options.name_only else "name_and_date",
        "queries": len(work.queries), "entries": len(work.entries), "population": len(work.population),
        "without_groups": options.without_group, "seed": options.seed, "missing_date": options.missing_date,
        "peers": rows,
    }
