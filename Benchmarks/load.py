"""Loading TPC-H's tables, from CSV and from gzip: one file a table, into memory.

The rows are counted before any time does; that the values are the same is what the queries of `tpc.py` show.
"""

import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor

from limits import time_of_reading
from programs import OURS, PEERS, measured
from tpc import has_extensions, make
from workplace import FOLDER, HERE, PYTHON, compress_file, made
from works import CPU, LOAD, MEMORY

FORMS = {"load CSV": "", "load gzip": ".gz"}


def loads(runner, scale, rounds):
    """What every program took in each round, by the name of the work. Nothing without the extensions."""
    maker = FOLDER / "tpc-venv" / "bin" / "python"
    if not has_extensions(maker):
        return {}
    data = made(f"tpch-{scale}", lambda folder: make(maker, "tpch", scale, folder))
    return {name: load(runner, packed(data, suffix), suffix, rounds) for name, suffix in FORMS.items()}


def packed(data, suffix):
    """The folder with its files compressed at level 6, where there is a suffix; always with a script in a folder."""
    def make_packed(folder):
        (folder / "tpc").mkdir()
        (folder / "script").mkdir()
        statements = (data / "load.sql").read_text(encoding="utf-8")
        if suffix:
            statements = statements.replace(".csv'", f".csv{suffix}'").replace(" CSV ", " CSV GZIP ")
        for name in ("load.sql", "script/1_load.sql"):
            (folder / name).write_text(statements, encoding="utf-8")
        files = sorted((data / "tpc").glob("*.csv"), key=lambda file: -file.stat().st_size)
        targets = [folder / "tpc" / f"{file.name}{suffix}" for file in files]
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            list(pool.map(compress_file if suffix else os.link, files, targets))
    return made(f"{data.name}-load{suffix}", make_packed)


def load(runner, data, suffix, rounds):
    files = sorted((data / "tpc").iterdir())
    seen = {program: [] for program in [OURS, *PEERS]}
    for number in range(rounds):
        counts = {}
        for program, found in seen.items():
            time_of_reading(files, runner.threads)
            rows, took = ours(runner, data) if program == OURS else peer(runner, program, data, suffix)
            counts[program] = rows
            found.append(took)
        if any(rows != counts[OURS] for rows in counts.values()):
            sys.exit(f"The loaded rows differ: {counts}")
        times = ", ".join(f"{program} {found[-1][LOAD]:.2f} s" for program, found in seen.items())
        print(f"load TPC-H{suffix}, round {number + 1}: {times}", flush=True)
    return seen


def ours(runner, data):
    text, took = measured(
        [runner.binary, "run", data / "script", "--s3-root", data, "--threads", runner.threads, "--json"])
    copies = [line for line in map(json.loads, text.splitlines()) if line.get("kind") == "COPY"]
    return {line["table"]: line["rows"] for line in copies}, took | {LOAD: sum(line["seconds"] for line in copies)}


def peer(runner, program, data, suffix):
    text, took = measured([PYTHON, HERE / "peers" / "tpc_load.py", program, data, runner.threads, suffix])
    told = json.loads(text.splitlines()[-1])
    return told["rows"], {LOAD: told["seconds"], CPU: told["processor"], MEMORY: took[MEMORY]}
