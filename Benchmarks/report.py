"""RESULTS.md: the figures as tables, and what one has to know of them."""

import datetime
import os
import platform
import statistics
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from figures import median, times, times_best
from floors import floors
from network import CURL, MOTO, OWN, STATIC
from parts import PARTS
from programs import CHDB, NAMES, ONE_CORE, OURS, UNSYNCED
from wire import CLIENTS, POSTGRES, TLS, ratio
from wire import median as wire_median
from tpc import KINDS
from works import CPU, MEMORY, OVERLAPPED, STEPS, WALL


@dataclass
class Results:
    """All that a run of the benchmark found, by the names of the works."""

    threads: int
    events: int
    large_events: int
    songs: int
    tiny: int
    scale: float
    seen: dict = field(default_factory=dict)
    limits: dict = field(default_factory=dict)
    sizes: dict = field(default_factory=dict)  # of the gzip exports: bytes by program
    gzip_size: tuple | None = None
    network: dict = field(default_factory=dict)  # by server, as `seen` is by work
    start_up: tuple = ()
    wire: object = None  # wire.Wire; None without psycopg2 or psql
    tpc: dict = field(default_factory=dict)  # tpc.Answers by kind; None without psycopg2 or the extensions
    micro: object = None  # micro.Micro; None without psycopg2
    profile: dict | None = None
    versions: dict = field(default_factory=dict)
    minutes: float = 0


def grid(titles, rows):
    lines = [titles, ["---"] * len(titles), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def figure(value, step):
    if value is None:
        return "–"
    return f"{value:.0f} MB" if step == MEMORY else f"{value:.3f} s"


def factor(value):
    return "–" if value is None else f"{value:.1f}"


def megabytes(count):
    return f"{count / 1e6:,.0f} MB" if count >= 1e7 else f"{count / 1e6:.1f} MB"


def table(results, name):
    """A row a step: each program, the ratios, and the limit."""
    seen, limits = results.seen[name], results.limits.get(name, {})
    peers = [peer for peer in NAMES if peer in seen]
    rows = []
    for step in STEPS[name]:
        cells = [figure(median(seen, program, step), step) for program in (OURS, *peers)]
        cells += [factor(times(seen, peer, step)) for peer in peers]
        rows.append([step, *cells, *limit_cells(limits.get(step), median(seen, OURS, step))])
    titles = ["", OURS, *map(NAMES.get, peers), *(f"{NAMES[peer]} ÷ localshift" for peer in peers)]
    return grid([*titles, "bytes", "limit", "limit ÷ localshift"], rows)


def limit_cells(limit, ours):
    if not limit:
        return ["–"] * 3
    sizes = [f"{megabytes(count)} {way}" for count, way in ((limit.read, "in"), (limit.written, "out")) if count]
    return [", ".join(sizes), f"{limit.seconds:.3f} s", f"{limit.seconds / ours:.2f}"]


def unsynced(results):
    seen = results.seen["pipeline"]
    took, ratio = median(seen, UNSYNCED, WALL), times_best(seen, WALL, UNSYNCED)
    return f"{figure(took, WALL)} (`--sync never`), which is {factor(ratio)} times as fast as the faster peer"


def cores(results):
    seen = results.seen["pipeline"]
    steps = ["stage events", "stage songs", "songplays", OVERLAPPED, WALL, CPU, MEMORY]
    rows = [[step, figure(median(seen, ONE_CORE, step), step), figure(median(seen, OURS, step), step),
             f"{times(seen, ONE_CORE, step):.2f}"] for step in steps]
    return grid(["", "one core", f"{results.threads} cores", "ratio"], rows)


def network(results):
    rows = []
    for server, seen in results.network.items():
        for step in (WALL, CPU, MEMORY):
            ours, curl = (median(seen, program, step) for program in (OURS, CURL))
            rows.append([f"{server}: {step}", figure(ours, step), figure(curl, step), f"{1 / times(seen, CURL, step):.2f}"])
    if not rows:
        return "Not measured: it takes Linux and curl."
    without = "" if MOTO in results.network else " moto could not be had from PyPI."
    rounds = ", ".join(f"{server} {len(seen[OURS])}" for server, seen in results.network.items())
    return f"""{grid(["", OURS, "curl", "localshift ÷ curl"], rows)}

Rounds: {rounds}. `curl --parallel` has the objects' addresses in a file and throws away what it gets: with 32 requests under
way, on the static server in every round its best of 16, 32 and 64. localshift lists the objects, signs each request and
fills the table, which was compared with that from the files before. Both are whole processes. "{STATIC}" serves from memory
in one thread; "{OWN}" is `localshift serve` over the same files; moto is a server in Python, a process a core, on the same cores.{without}"""


def endpoint(results):
    wire = results.wire
    if wire is None:
        return "Not measured: it takes psql, and psycopg2 from PyPI."
    rows = []
    for name in CLIENTS:
        for is_tls in TLS:
            seen = wire.seen[name, is_tls]
            times = [wire_median(seen, server) for server in (OURS, POSTGRES)]
            rows.append([name + ", TLS" * is_tls, *(milliseconds(value) for value in times), part(ratio(seen))])
    titles = ["", OURS, f"{POSTGRES} {wire.postgres}".strip(), f"localshift ÷ {POSTGRES}"]
    missing = "" if wire.postgres else f"\n\nThere is no {POSTGRES} on this machine: its programs are looked for in Debian's folders and the path."
    return f"""{grid(titles, rows)}{missing}

Medians of rounds, and of each round's ratio: {wire.rows:,} rows of nine columns, fetched as text. Both have trust and the same
certificate (P-256), and psycopg2 is told `client_encoding=UTF8` for both: by Redshift's name for it, `UNICODE`, it decodes
strings by a slower way. From its start to being ready localshift takes {wire.start:.1f} ms; with a hundred plain connections
it holds {part(wire.idle, 0)} MB."""


def milliseconds(seconds):
    return "–" if seconds is None else f"{seconds * 1000:,.2f} ms" if seconds < 0.1 else f"{seconds:.3f} s"


def part(value, digits=2):
    return "–" if value is None else f"{value:.{digits}f}"


def queries(results, kind):
    """The sums, and the queries that are slowest beside DuckDB."""
    answers = results.tpc.get(kind)
    if answers is None:
        return "Not measured: it takes psycopg2 and DuckDB's extensions from PyPI."
    rows = [["all queries", *map(milliseconds, answers.totals), part(answers.total)]]
    for query in sorted(answers.ours, key=answers.ratio, reverse=True)[:10]:
        rows.append([f"query {query}", milliseconds(answers.ours[query]), milliseconds(answers.duckdb[query]),
                     part(answers.ratio(query))])
    rows.append(["peak memory", f"{answers.our_memory:.0f} MB", f"{answers.duckdb_memory:.0f} MB", part(answers.memory)])
    return grid(["", OURS, f"DuckDB {answers.version}", "localshift ÷ DuckDB"], rows)


def loading(results, name):
    return table(results, name) if name in results.seen else "Not measured: DuckDB's extensions were not to be had."


def micro(results):
    """A row a work, and what many sessions are told beside one."""
    if results.micro is None:
        return "Not measured: it takes psycopg2 from PyPI."
    answers = results.micro.answers
    rows = [[name, milliseconds(seconds), milliseconds(answers.duckdb[name]), part(answers.ratio(name))]
            for name, seconds in answers.ours.items()]
    rows.append(["peak memory", f"{answers.our_memory:.0f} MB", f"{answers.duckdb_memory:.0f} MB", part(answers.memory)])
    shown = grid(["", OURS, f"DuckDB {answers.version}", "localshift ÷ DuckDB"], rows)
    counts = ", ".join(f"{count} {statistics.median(seen):,.0f}" for count, seen in results.micro.sessions.items())
    return f"""{shown}

A table of {results.micro.rows:,} rows, with keys of a thousand and of a million values, in memory and asked by one client in
turn, as those of TPC are; where a query gives very many rows it sums them up. Answers, and the table behind each change, are
compared in each round.

Queries a second, of the work of one thread, by how many sessions ask: {counts}."""


def growth(results):
    small, large = results.seen["stage"], results.seen.get("stage large")
    if not large:
        return "Not measured this time: it takes `--large`."
    rows = []
    for text, step, unit, scale in (("time a row", "stage events", "ns", 1e9), ("memory a row", MEMORY, "bytes", 2**20)):
        first = median(small, OURS, step) * scale / results.events
        last = median(large, OURS, step) * scale / results.large_events
        rows.append([text, f"{first:.0f} {unit}", f"{last:.0f} {unit}", f"{last / first:.2f}"])
    shown = grid(["localshift", f"{results.events:,} events", f"{results.large_events:,} events", "ratio"], rows)
    return f"{table(results, 'stage large')}\n\n{shown}"


def profile(results):
    counts = results.profile
    if counts is None:
        return "There is no perf on this machine."
    total = sum(counts.values())
    steps = [step for step in [*STEPS["pipeline"], "other"] if any(name == step for name, _ in counts)]
    rows = []
    for part, text in PARTS.items():
        by_step = [counts[step, part] for step in steps]
        rows.append([f"{part}: {text}", *(f"{value:.0f}" if value >= 0.5 else "–" for value in by_step),
                     f"{sum(by_step):.0f}", f"{sum(by_step) / total:.0%}"])
    sums = [sum(counts[step, part] for part in PARTS) for step in steps]
    rows.append(["all", *(f"{value:.0f}" for value in sums), f"{total:.0f}", ""])
    return grid(["milliseconds of processor time", *steps, "all", "share"], rows)


def sizes(results):
    return ", ".join(f"{NAMES.get(program, program)} {megabytes(size)}" for program, size in results.sizes.items())


def floor_table(results):
    return grid(["what", "floor", "measured", ""], []) + "\n" + "\n".join(floor.row for floor in floors(results))


def machine():
    model = platform.processor() or platform.machine()
    if Path("/proc/cpuinfo").exists():
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        model = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), model)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{model}, {os.cpu_count()} cores, {memory:.0f} GB, {platform.system()} {platform.machine()}"


def swift_version():
    shown = subprocess.run(["swift", "--version"], capture_output=True, text=True, check=True)
    return shown.stdout.splitlines()[0]


def report(results):
    versions = ", ".join(f"{NAMES[peer]} {version}" for peer, version in results.versions.items())
    chdb = "" if CHDB in results.versions else " chdb could not be had from PyPI, so ClickHouse is missing."
    export = results.limits["pipeline"]["export"]
    rounds = ", ".join(f"{name} {len(seen[OURS])}" for name, seen in results.seen.items())
    local, true = results.start_up
    return f"""# localshift beside DuckDB, Polars and ClickHouse

Made by `Benchmarks/run` on {datetime.date.today()} in {results.minutes:.1f} minutes: {machine()};
{results.threads} threads for each program; {versions};
{swift_version()}.{chdb}

Figures are medians of rounds ({rounds})
in which all programs ran in turn, each on files that had just been read, and ratios the medians of each round's: above 1
says how many times faster (or smaller in memory) localshift was. The outputs were compared row by row before; they are the
same. The peers' start and imports are in no time, but in their memory; localshift's "{WALL}" and "{CPU}" are
those of its whole process. chdb is ClickHouse as a library.

"Limit" is the time of only reading those bytes from the page cache, by read(2) into one buffer, and of only writing them,
by write(2) and fsync(2), on {results.threads} threads, in the same run; steps without one work in memory.

## The pipeline: {results.events:,} events and {results.songs:,} songs, five tables, export to CSV

{table(results, 'pipeline')}

"dimensions" are the tables users, songs, artists and time. localshift begins to export a table when its last statement
has run: "end to end", processor time and memory are those of such a run, the steps those of another run in each round,
which does one after the other (`--keep-going`). localshift sends its load files to the device before they take their names
(fsync); the peers do not. Writing as many bytes takes {export.writing:.3f} s with that, {export.unsynced:.3f} s without; the
whole pipeline {unsynced(results)}.
DuckDB writes a file a thread, Polars and ClickHouse a file a table, localshift one to four files a table.

## One core

{cores(results)}

localshift with `--threads 1`, held to one core, in the rounds of the pipeline. The device is the same for
both: writing and sending the load files takes it {export.writing:.3f} s.

## Export with gzip

{table(results, 'gzip export')}

All at level 6: DuckDB with `COMPRESSION gzip`, which knows no other level, and a file a thread; Polars with
`sink_csv(compression="gzip", compression_level=6)`; ClickHouse with `output_format_compression_level`; localshift with
`--compress gzip`: libdeflate's level 6, or its level 5 for a table of which that makes a sample at most a hundredth
larger. What they wrote: {sizes(results)}.

## {results.tiny:,} files of one record

{table(results, 'tiny')}

"helped": DuckDB is spared finding out that the files hold one record a line; Polars does not read the files, but gets
their bytes, joined by a line of Python, as one. Their memory is that of both loads in one process.

## {results.tiny:,} objects of one record, from S3 over loopback

{network(results)}

## Stage alone: {results.events:,} events

{table(results, 'stage')}

## Stage alone: {results.events:,} events from gzip files

{table(results, 'stage gzip')}

The files are of level 6. DuckDB's `read_json`, Polars' `scan_ndjson` and ClickHouse's `file` know them by their names.

## Stage alone: {results.large_events:,} events

{growth(results)}

## Where the rest goes

{profile(results)}

The quickest of three more runs of localshift's pipeline, under `perf record`.

## Start-up

`localshift sql -c 'select 1'` takes {local:.1f} ms, `true` {true:.1f} ms: medians of 51 runs in turn.

## Loading TPC-H at scale {results.scale}: CSV

{loading(results, "load CSV")}

## Loading TPC-H at scale {results.scale}: gzip, one file a table

{loading(results, "load gzip")}

Into memory, with the types of the tables. Seven tenths of the bytes are one file, that of lineitem.

## TPC-H at scale {results.scale}

{queries(results, "tpch")}

## TPC-DS at scale {results.scale}

{queries(results, "tpcds")}

Both programs hold the tables in memory and are asked by one client in turn, each query once before it counts; medians of rounds,
and the ten queries that are slowest beside DuckDB. Tables and texts are those of DuckDB's extensions; the answers are compared
before, by Redshift's rules of numbers. The memory is that of the whole process, loading included, DuckDB's with its client's.

## Small works, an operator each

{micro(results)}

## The endpoint beside PostgreSQL

{endpoint(results)}

## Floors

{floor_table(results)}
"""
