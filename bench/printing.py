"""What was measured, as tables."""

from typing import Any

from bench.loading import Load


def print_table(database: str, found: dict[str, Any]) -> None:
    """Loads, what each page costs, and the import, as far as they were measured."""
    if found["loads"]:
        print_loads(database, found["loads"])
    print(
        f"\n{'page':<32}{'queries':>9}{'first ms':>10}{'ms':>9}{'KB':>9}{'zipped':>9}{'requests':>10}{'all KB':>9}"
    )
    for name, row in found["looks"].items():
        weight = found["weights"].get(name)
        loaded = f"{weight.requests:>10}{weight.kilobytes:>9.1f}" if weight else ""
        print(
            f"{name:<32}{row['queries']:>9}{row['first_ms']:>10.1f}{row['ms']:>9.1f}"
            f"{row['bytes'] / 1024:>9.1f}{row['zipped'] / 1024:>9.1f}{loaded}"
        )
    print(f"\n{'paper':<32}{'first ms':>10}{'PDF ms':>9}{'Word ms':>9}{'KB':>9}")
    for name, row in found.get("papers", {}).items():
        figures = f"{row['first_ms']:>10.1f}{row['ms']:>9.1f}{row['word_ms']:>9.1f}{row['kilobytes']:>9}"
        print(f"{name:<32}{figures}")
    print(f"\n{'proof':<32}{'ms':>10}{'floor ms':>10}{'× floor':>9}{'KB':>9}")
    for name, row in found.get("proofs", {}).items():
        ratio = f"{row['ms'] / row['floor_ms']:>9.2f}" if row["floor_ms"] else f"{'–':>9}"
        print(f"{name:<32}{row['ms']:>10.1f}{row['floor_ms']:>10.1f}{ratio}{row.get('kb', 0):>9.1f}")
    _print_intake(found)
    for row in found.get("hints", {}).values():
        print(
            f"\n{'hints among public ideas':<32}{'ideas':>9}{'short':>9}{'two lines':>11}{'long':>9}{'floor ms':>10}"
        )
        short, lines, long = row["ms"]
        print(f"{'':<32}{row['ideas']:>9}{short:>9.1f}{lines:>11.1f}{long:>9.1f}{row['floor_ms']:>10.2f}")
        short, lines, long = row["desk_ms"]
        print(f"{'  the same at the desk':<32}{row['ideas']:>9}{short:>9.1f}{lines:>11.1f}{long:>9.1f}")
    for row in found.get("imports", {}).values():
        print(f"\n{'import from CSV':<32}{'deals':>9}{'read s':>10}{'write s':>9}{'all s':>9}{'MB':>9}")
        both = row["read_seconds"] + row["carried_out_seconds"]
        figures = (
            f"{row['read_seconds']:>10.1f}{row['carried_out_seconds']:>9.1f}{both:>9.1f}{row['megabytes']:>9}"
        )
        print(f"{'':<32}{row['deals']:>9}{figures}")


def _print_intake(found: dict[str, Any]) -> None:
    """How fast values come in: from meters, and from one large file."""
    for row in found.get("meters", {}).values():
        print(f"\n{'meters, batches of 100':<32}{'values/s':>10}{'floor/s':>10}{'ms':>9}{'p95 ms':>9}")
        print(
            f"{'':<32}{row['per_second']:>10}{row['floor_per_second']:>10}{row['ms']:>9.1f}{row['p95_ms']:>9.1f}"
        )
    for row in found.get("readings", {}).values():
        heads = ("read s", "taken in s", "floor s", "× floor", "MB")
        print(f"\n{'readings from CSV':<32}{'rows':>10}{''.join(f'{head:>11}' for head in heads)}")
        names = ("read_seconds", "taken_in_seconds", "floor_seconds", "times_floor", "megabytes")
        print(f"{'':<32}{row['readings']:>10}{''.join(f'{row[name]:>11.1f}' for name in names)}")


def print_loads(database: str, loads: dict[str, Load]) -> None:
    """Every address with its ratio to the two floors; one that never answered has none."""
    bare = loads["floor: bare WSGI answer"].per_second
    plain = loads["floor: minimal template view"].per_second
    print(
        f"\n{database:<32}{'answers/s':>10}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}{'of bare':>9}{'× templ.':>9}"
    )
    for name, row in loads.items():
        times = f"{plain / row.per_second:>9.2f}" if row.per_second else f"{'–':>9}"
        fault = f"  {row.errors} errors" if row.errors else ""
        print(
            f"{name:<32}{row.per_second:>10.0f}{row.p50_ms:>9.2f}{row.p95_ms:>9.2f}{row.p99_ms:>9.2f}"
            f"{row.per_second / bare:>9.2f}{times}{fault}"
        )


def print_growth(small: dict[str, Any], large: dict[str, Any], *, times: float) -> None:
    """What each page takes in the large network against the small one."""
    print(f"\n{f'{times:,.0f} times the deals':<32}{'ms before':>10}{'ms':>9}{'ratio':>9}")
    for name, row in large.items():
        before = small[name]["ms"]
        print(f"{name:<32}{before:>10.1f}{row['ms']:>9.1f}{row['ms'] / before:>9.2f}")
