"""The floors: what has to hold of the figures, and whether it does."""

import operator
import zlib
from dataclasses import dataclass

from figures import median, times, times_best
from network import CURL, MOTO, OWN, STATIC
from peers.micro_works import WORKS
from programs import ONE_CORE, OURS, UNSYNCED
from tpc import KINDS, SHORT
from wire import CONNECT, DISCARD, FETCH, PSQL, TLS, ratio
from works import HELPED, LOAD, MEMORY, WALL


@dataclass
class Floor:
    text: str
    value: float | None
    limit: float
    unit: str = "times"
    is_ceiling: bool = False

    @property
    def holds(self):
        """None where it was not measured."""
        if self.value is None:
            return None
        return (operator.le if self.is_ceiling else operator.ge)(self.value, self.limit)

    @property
    def row(self):
        verdict = {True: "holds", False: "**does not hold**", None: "not measured"}[self.holds]
        value = "–" if self.value is None else f"{self.value:.2f} {self.unit}"
        return f"| {self.text} | at {'most' if self.is_ceiling else 'least'} {self.limit:g} | {value} | {verdict} |"


def ceiling(text, value, limit, unit="times"):
    return Floor(text, value, limit, unit, is_ceiling=True)


def floors(results):
    found = results.seen
    pipeline, tiny, large = found["pipeline"], found["tiny"], found.get("stage large")
    duckdb_tiny = min(times(tiny, "duckdb", step) for step in ("stage tiny files", HELPED))
    local, true = results.start_up
    return [
        Floor("1: stage events, against the faster peer (aim: 7)", times_best(pipeline, "stage events"), 4.5),
        Floor("2: stage tiny files, against DuckDB (the faster way)", duckdb_tiny, 15),
        Floor("2: stage tiny files, against Polars", times(tiny, "polars", "stage tiny files"), 5),
        Floor("3: songplays, against the faster peer", times_best(pipeline, "songplays"), 3),
        Floor("4: dimensions, against the faster peer", times_best(pipeline, "dimensions"), 3),
        Floor("5: plain export, against the faster peer", times_best(pipeline, "export"), 3),
        Floor("5: gzip export, against the faster peer (aim: 2)", times_best(found["gzip export"], "export"), 1.5),
        ceiling("5: gzip export is of level 6: its largest file beside zlib's of that level",
                results.gzip_size and results.gzip_size[0] / results.gzip_size[1], 1.02),
        Floor("6: the whole pipeline, wall time, against the faster peer (aim: 6)", times_best(pipeline, WALL), 4),
        Floor("6: the same without waiting for the device, as the peers do (aim: 8)",
              times_best(pipeline, WALL, UNSYNCED), 5),
        ceiling("6: peak memory, beside the smaller peer's", 1 / times_best(pipeline, MEMORY), 0.6),
        ceiling("7: time a row at ten times the events", growth(found["stage"], large, "stage events", results), 1.2),
        ceiling("7: memory a row at ten times the events (flat: within 2 %)",
                growth(found["stage"], large, MEMORY, results), 1.02),
        Floor("7: stage gzip events, against the faster peer", times_best(found["stage gzip"], "stage events"), 1.5),
        *load_floors(found),
        *(ceiling(f"{server}: stage tiny objects, the whole process, wall time beside curl's",
                  beside_curl(results.network.get(server)), 1.3) for server in (STATIC, MOTO)),
        ceiling("S3 of `serve`: stage tiny objects, wall time beside that from the static server",
                between(results.network, OWN, STATIC), 2),
        Floor("S3 of `serve`: stage tiny objects, wall time against that from moto", between(results.network, MOTO, OWN), 10),
        Floor("two cores beside one: stage events", times(pipeline, ONE_CORE, "stage events"), 1.7),
        Floor("two cores beside one: the whole pipeline", times(pipeline, ONE_CORE, WALL), 1.7),
        ceiling("start-up of `localshift sql -c 'select 1'` beyond that of `true`", local - true, 10, "ms"),
        *(floor for kind in KINDS for floor in tpc_floors(KINDS[kind], results.tpc.get(kind))),
        *micro_floors(results.micro, results.threads),
        *endpoint_floors(results.wire),
    ]


def load_floors(found):
    csv, packed = found.get("load CSV"), found.get("load gzip")
    return [
        Floor("TPC-H: loading from CSV, against DuckDB (aim: 6)", csv and times(csv, "duckdb", LOAD), 3),
        Floor("TPC-H: loading from CSV, against Polars", csv and times(csv, "polars", LOAD), 1),
        Floor("TPC-H: loading from gzip, one file a table, against DuckDB (aim: 3)",
              packed and times(packed, "duckdb", LOAD), 2),
    ]


def endpoint_floors(wire):
    names = [(name, is_tls) for name in (CONNECT, FETCH, PSQL, DISCARD) for is_tls in TLS]
    return [
        *(ceiling(f"endpoint: {name}{', TLS' * is_tls}, beside PostgreSQL's time{' (aim: 0.5)' * (name == DISCARD)}",
                  wire and ratio(wire.seen[name, is_tls]), 1) for name, is_tls in names),
        ceiling("endpoint: from start to ready", wire and wire.start, 50, "ms"),
        ceiling("endpoint: memory with 100 idle plain connections", wire and wire.idle, 60, "MB"),
    ]


def tpc_floors(name, answers):
    return [
        ceiling(f"{name}: all queries, after loading, beside DuckDB's time (aim: 1)", answers and answers.total, 1.5),
        ceiling(f"{name}: the slowest query of more than {SHORT * 1000:g} ms, beside DuckDB's time (aim: 2)",
                answers and answers.worst, 4),
        ceiling(f"{name}: peak memory, loading included, beside DuckDB's (aim: 0.6)", answers and answers.memory, 1),
    ]


def micro_floors(micro, threads):
    return [
        *(ceiling(f"small works: {name}, beside DuckDB's time (aim: 0.5)", micro and micro.answers.ratio(name), 1)
          for name in WORKS),
        Floor("small queries of a hundred sessions, against those of one (aim: the threads)",
              micro and micro.sessions_ratio, 0.85 * threads),
    ]


def beside_curl(seen):
    return 1 / times(seen, CURL, WALL) if seen else None


def between(network, server, other):
    """How many times as long localshift takes from one server as from the other."""
    if server not in network or other not in network:
        return None
    return median(network[server], OURS, WALL) / median(network[other], OURS, WALL)


def growth(small, large, step, results):
    """The figure a row of the large case beside that of the small one."""
    if not large:
        return None
    return median(large, OURS, step) / median(small, OURS, step) * results.events / results.large_events


def gzip_sizes(folder):
    """The bytes of the largest gzip file in a load folder, and of what zlib makes of its content at level 6."""
    file = max(folder.glob("**/*.gz"), key=lambda file: file.stat().st_size)
    packed = file.read_bytes()
    return len(packed), len(zlib.compress(plain(packed), 6, wbits=31))


def plain(packed):
    """What gzip members one after the other hold."""
    found = []
    while packed:
        member = zlib.decompressobj(wbits=31)
        found.append(member.decompress(packed))
        packed = member.unused_data
    return b"".join(found)
