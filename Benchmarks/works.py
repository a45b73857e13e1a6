"""The pieces of work that are measured, and the steps that each is cut into."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

WALL, CPU, MEMORY = "end to end", "processor time", "peak memory"
HELPED = "stage tiny files, helped"
# From the last statement that stages or joins on, as one runs it: the export begins while the dimensions are made.
OVERLAPPED = "dimensions and export, overlapping"
LOAD = "load the tables"
# What the tables show of each work, the step that the rounds tell first.
STEPS = {
    "pipeline": ["stage events", "stage songs", "songplays", "dimensions", "export", WALL, CPU, MEMORY],
    "gzip export": ["export"],
    "tiny": ["stage tiny files", HELPED, MEMORY],
    "stage": ["stage events", CPU, MEMORY],
    "stage gzip": ["stage events", CPU, MEMORY],
    "stage large": ["stage events", CPU, MEMORY],
    "load CSV": [LOAD, CPU, MEMORY],
    "load gzip": [LOAD, CPU, MEMORY],
}


@dataclass
class Work:
    """One command line for each program."""

    name: str
    mode: str  # the folder of localshift's scripts, and what the peers' scripts call it
    data: Path
    programs: list
    rounds: int
    is_gzip_input: bool = False
    is_gzip_export: bool = False
    is_large: bool = False

    @property
    def exports(self):
        """Whether the export is part of the work; otherwise only the comparison asks for it."""
        return self.mode == "pipeline"

    @cached_property
    def event_files(self):
        return sorted(self.data.glob("udacity-dend/log_data/**/*.json*"))

    @cached_property
    def song_files(self):
        return sorted(self.data.glob("udacity-dend/song_data/**/*.json"))


def step_of(statement, mode):
    """The step that a line of localshift's report belongs to; None for those that count for no step."""
    if "export" in statement:
        return "export"
    kind, table = str(statement.get("kind", "")).upper(), str(statement.get("table", ""))
    match kind, table:
        case "COPY", "staging_events":
            return "stage events"
        case "COPY", _:
            return "stage tiny files" if mode == "tiny" else "stage songs"
        case "INSERT", "songplays":
            return "songplays"
        case "INSERT", _:
            return "dimensions"
    return None
