"""One script on PostgreSQL and on localshift: what each answers, statement by statement."""

import re
import sys
from contextlib import closing, contextmanager, suppress

import psycopg2
import psycopg2.extras
from agreement import ROOT
from endpoint import served

sys.path.append(str(ROOT / "Tests" / "Clients"))
from lib.postgres import postgres  # noqa: E402

SECONDS = 5

# PostgreSQL's words where Redshift has others for the same.
SPOKEN = [
    (r"query string argument of EXECUTE is null", "cannot EXECUTE a null querystring"),
    (r'value "\S*" is out of range for type (\w+)', r"\1 out of range"),
    (r"<unnamed portal \d+>", "<unnamed portal>"),
    (r"invalid input syntax for type (smallint|integer|bigint)", "invalid input syntax for integer"),
]

# Redshift's words and state for a number that is cast to a type too small for it (sql.md 5), and PostgreSQL's.
OWN = [
    (r"XX000(:?) Numeric data overflow \(result precision\)", r"22003\1 numeric field overflow"),
    (r"Numeric data overflow \(result precision\)", "numeric field overflow"),
]

# What stands for SUPER on PostgreSQL.
DOCUMENTS = [
    "CREATE DOMAIN super AS jsonb",
    "CREATE FUNCTION json_parse(text) RETURNS super LANGUAGE sql AS 'SELECT $1::jsonb'",
]


class Server:
    """A connection of its own database or schema, and how it answers."""

    def __init__(self, connection, is_postgres):
        self.connection, self.is_postgres = connection, is_postgres
        connection.autocommit = True
        connection.cursor().execute(f"SET statement_timeout TO {SECONDS * 1000}")

    def answers(self, script):
        """What each statement of a script gives: notices, rows, or an error with its SQLSTATE."""
        return [self.answer(statement) for statement in statements(script)]

    def answer(self, statement):
        del self.connection.notices[:]
        # NONATOMIC is Redshift's; a procedure without changes means the same without it.
        text = re.sub(r"\bNONATOMIC\b", "", statement) if self.is_postgres else statement
        with self.connection.cursor() as cursor:
            try:
                cursor.execute(text)
                end = ["|".join(map(shown, row)) for row in cursor.fetchall()] if cursor.description else []
            except psycopg2.Error as error:
                end = [self.spoken(f"ERROR {error.pgcode}: {error.diag.message_primary or error}")]
        return "\n".join([self.spoken(notice.splitlines()[0]) for notice in self.connection.notices] + end)

    def spoken(self, text):
        for pattern, words in SPOKEN if self.is_postgres else OWN:
            text = re.sub(pattern, words, text)
        return text

    def clear(self):
        """An empty schema, and nothing open."""
        with suppress(psycopg2.Error):
            self.answer("ROLLBACK")
        self.answer("DROP SCHEMA IF EXISTS tried CASCADE")
        self.answer("CREATE SCHEMA tried")
        self.answer("SET search_path TO tried")
        for statement in DOCUMENTS if self.is_postgres else []:
            self.answer(statement)


def shown(value):
    return "NULL" if value is None else str(value)


def statements(script):
    """A blank line ends a statement; lines of comment are none."""
    text = re.sub(r"(?m)^--.*\n?", "", script)
    return [piece.strip().rstrip(";") for piece in re.split(r"\n\s*\n", text) if piece.strip()]


@contextmanager
def two_servers(binary):
    """PostgreSQL and localshift."""
    with postgres() as (port, _), served(binary, "--no-tls") as own:
        with closing(psycopg2.connect(host="127.0.0.1", port=port, user="owner", dbname="postgres")) as other:
            psycopg2.extras.register_default_jsonb(other, loads=str)
            yield Server(other, True), Server(own, False)
