"""Runs a program on a piece of work. What it took is a dictionary: seconds a step, and WALL, CPU and MEMORY."""

import json
import os
import shutil
import subprocess
import sys

from limits import time_of_reading
from workplace import FOLDER, HERE, PYTHON
from works import CPU, HELPED, MEMORY, OVERLAPPED, STEPS, WALL, step_of

OURS, ONE_CORE = "localshift", "localshift, one core"
# As one runs it, localshift begins to export while the last statements run; so here nothing is exported before.
STEP_BY_STEP = "localshift, step by step"
# Without waiting for the device, as the peers do.
UNSYNCED = "localshift, not synced"
PEERS = ["duckdb", "polars"]
CHDB = "chdb"
NAMES = {"duckdb": "DuckDB", "polars": "Polars", "chdb": "chdb"}


class Runner:
    def __init__(self, binary, threads):
        self.binary, self.threads, self.versions = binary, threads, {}

    def run(self, program, work, keeps_rows=False):
        """`keeps_rows`: export the tables for the comparison, where the work itself ends before that."""
        out = output(program, work)
        clear(out)
        # Systems that give back what was not used for half a minute have dropped it from the page cache by now.
        time_of_reading(work.event_files + work.song_files, self.threads)
        exports = work.exports or keeps_rows
        if program not in NAMES:
            return self.run_localshift(program, work, out if exports else None)
        return self.run_peer(program, work, out if exports else "-")

    def command(self, work, out, threads, step_by_step=False, is_synced=True):
        """With --keep-going nothing is exported before the last statement has run."""
        command = [self.binary, "run", HERE / work.mode, "--s3-root", work.data, "--threads", threads, "--json"]
        if work.is_gzip_input:
            command += ["--set", "COPY.COMPRESSION=GZIP"]
        if out:
            command += ["--export", out]
        if out and work.is_gzip_export:
            command += ["--compress", "gzip"]
        return command + ["--keep-going"] * step_by_step + ["--sync", "never"] * (not is_synced)

    def run_localshift(self, program, work, out):
        is_alone = program == ONE_CORE
        step_by_step = program == STEP_BY_STEP or work.is_gzip_export
        command = self.command(work, out, 1 if is_alone else self.threads, step_by_step, program != UNSYNCED)
        if is_alone and shutil.which("taskset"):
            command = ["taskset", "-c", "0", *command]
        text, took = measured(command)
        for name, seconds in steps_told(text, work.mode):
            if name:
                took[name] = took.get(name, 0) + seconds
        if work.exports:
            took[OVERLAPPED] = took["dimensions"] + took["export"]
        if work.mode == "tiny":
            took[HELPED] = took["stage tiny files"]
        return took

    def run_peer(self, peer, work, out):
        """The start of the interpreter and the imports count only for the memory."""
        compression = "gzip" if work.is_gzip_export else "none"
        text, took = measured(
            [PYTHON, HERE / "peers" / f"{peer}_etl.py", work.mode, work.data, out, self.threads, compression])
        told = json.loads(text.splitlines()[-1])
        self.versions[peer] = told["version"]
        return told["steps"] | {WALL: sum(told["steps"].values()), CPU: told["processor"], MEMORY: took[MEMORY]}


def clear(out):
    """Before a run: what was written before is away, and on the device."""
    shutil.rmtree(out, ignore_errors=True)
    os.sync()


def output(program, work):
    return FOLDER / f"out-{work.name}-{program}".replace(", ", "-").replace(" ", "-")


def steps_told(text, mode):
    """The statements of localshift's report in their order: the step each belongs to, and its seconds."""
    lines = map(json.loads, text.splitlines())
    return [(step_of(line, mode), line["seconds"]) for line in lines if "seconds" in line]


def measured(command):
    """Runs a command; its output and what it took, the memory in MB."""
    output, report = FOLDER / "output.txt", FOLDER / "took.txt"
    command = [sys.executable, "-I", "-S", HERE / "measure.py", report, *command]
    with open(output, "wb") as stream:
        status = subprocess.run(list(map(str, command)), stdout=stream, check=False).returncode
    if status != 0:
        sys.exit(f"{' '.join(map(str, command[5:]))} ended with {status}:\n{output.read_text()}")
    seconds, processor, memory = map(float, report.read_text().split())
    return output.read_text(), {WALL: seconds, CPU: processor, MEMORY: memory / 2**20}


def check_agreement(runner, work):
    """Runs every program once and compares what they wrote; the end of all where they differ."""
    runner.run(OURS, work, keeps_rows=True)
    for peer in (program for program in work.programs if program in NAMES):
        runner.run(peer, work, keeps_rows=True)
        print(f"{work.name}: localshift and {NAMES[peer]}", flush=True)
        command = [PYTHON, HERE / "agree.py", output(OURS, work), output(peer, work), work.mode]
        if subprocess.run(command + ["--by-hash"] * work.is_large, check=False).returncode != 0:
            sys.exit("The outputs differ: no times.")
        if not work.exports:
            shutil.rmtree(output(peer, work))


def rounds(runner, work):
    """What every program took in each round."""
    seen = {program: [] for program in work.programs}
    for number in range(work.rounds):
        for program in work.programs:
            seen[program].append(runner.run(program, work))
        first = STEPS[work.name][0]
        times = ", ".join(f"{program} {seen[program][-1][first]:.2f} s" for program in work.programs)
        print(f"{work.name}, round {number + 1}, {first}: {times}", flush=True)
    for whole, steps in zip(seen[OURS], seen.pop(STEP_BY_STEP, [])):
        whole |= {step: seconds for step, seconds in steps.items() if step not in (WALL, CPU, MEMORY, OVERLAPPED)}
    return seen
