"""micro_client.py FOLDER PORT THREADS ROUNDS: asks localshift and DuckDB the small works in turn, and compares.

Prints one JSON object as tpc_client.py does, and the queries a second of one session and of a hundred. Each work is done once
before it counts. With names behind: only the works whose names contain one.
"""

import json
import resource
import selectors
import sys
import time
from pathlib import Path

import duckdb
import psycopg2
from micro_works import SMALL_QUERY, WORKS
from tpc_client import difference, loaded, timed
from wire_client import Conversation

SESSIONS, SECONDS = 100, 1.0


class Localshift:
    def __init__(self, port):
        connection = psycopg2.connect(host="127.0.0.1", port=port, user="awsuser", dbname="dev")
        connection.autocommit = True
        self.cursor = connection.cursor()

    def ask(self, text):
        """The rows; none of a statement that gives none."""
        self.cursor.execute(text)
        return self.cursor.fetchall() if self.cursor.description else []


class DuckDB:
    def __init__(self, folder, threads):
        self.connection = loaded(folder, threads)

    def ask(self, text):
        return self.connection.execute(text).fetchall()


def run(program, work, number):
    """The answer to compare, and the seconds of the timed statement."""
    statements = [text.format(round=number) for text in (work.before, work.timed, work.check, work.after)]
    if work.before:
        program.ask(statements[0])
    answer, seconds = timed(lambda: program.ask(statements[1]))
    if work.check:
        answer = program.ask(statements[2])
    if work.after:
        program.ask(statements[3])
    return answer, seconds


def compare(programs, work, rounds):
    """The first round's times do not count; all rounds' answers have to be the same."""
    seen, problem = {name: [] for name in programs}, ""
    for number in range(rounds + 1):
        answers = {}
        for name, program in programs.items():
            answers[name], seconds = run(program, work, number)
            seen[name] += [seconds] * (number > 0)
        problem = problem or difference(answers["localshift"], answers["duckdb"])
    return {"seconds": seen, "problem": problem}


def queries_a_second(port, sessions):
    """Each session asks again as soon as it has its answer."""
    selector = selectors.DefaultSelector()
    question = (b"Q", SMALL_QUERY.encode() + b"\0")
    conversations = [Conversation("127.0.0.1", port, "awsuser", "dev", "disable") for _ in range(sessions)]
    for conversation in conversations:
        conversation.ask(question)
        selector.register(conversation.socket, selectors.EVENT_READ, conversation)
        conversation.tell(question)
    began, answered = time.perf_counter(), 0
    while time.perf_counter() - began < SECONDS:
        for key, _ in selector.select():
            key.data.read()
            key.data.tell(question)
            answered += 1
    took = time.perf_counter() - began
    for conversation in conversations:
        conversation.read()
        conversation.socket.close()
    return answered / took


def main():
    folder, port, threads, rounds = Path(sys.argv[1]), *map(int, sys.argv[2:5])
    wanted = sys.argv[5:]
    programs = {"localshift": Localshift(port), "duckdb": DuckDB(folder, threads)}
    told = {}
    for name, work in WORKS.items():
        if wanted and not any(part in name for part in wanted):
            continue
        told[name] = compare(programs, work, rounds)
        times = (f"{min(times) * 1000:.1f}" for times in told[name]["seconds"].values())
        print(name, *times, told[name]["problem"][:100], file=sys.stderr, flush=True)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    del programs["duckdb"]
    sessions = {count: [] for count in (1, SESSIONS)}
    for _ in range(2 * rounds):
        for count, seen in sessions.items():
            seen.append(queries_a_second(port, count))
    print(json.dumps({"version": duckdb.__version__, "memory": memory, "queries": told, "sessions": sessions}))


if __name__ == "__main__":
    main()
