"""psql: scripts, commands, variables, errors."""

import subprocess
import tempfile

from lib.checks import equal, main, within


def psql(endpoint, *arguments, database="psql", code=0, **options):
    ended = subprocess.run(
        ["psql", "-X", endpoint.dsn(database), *arguments], capture_output=True, text=True, check=False, timeout=60, **options)
    assert ended.returncode == code, f"psql ended with {ended.returncode}: {ended.stderr}"
    return ended


def rows(endpoint, *arguments, **options):
    return psql(endpoint, "-q", "-A", "-t", *arguments, **options).stdout


def script(text):
    file = tempfile.NamedTemporaryFile("w", suffix=".sql")
    file.write(text)
    file.flush()
    return file


def check_commands(endpoint):
    equal(rows(endpoint, "-c", "CREATE TABLE t (a int, b varchar(5)); INSERT INTO t VALUES (1, 'x'), (2, NULL)",
               "-c", "SELECT a, b FROM t ORDER BY a"), "1|x\n2|\n")
    equal(rows(endpoint, "-c", "SELECT 0.1::float8 + 0.2", "-c", "SET extra_float_digits TO 2",
               "-c", "SELECT 0.1::float8 + 0.2::float8"), "0.3\n0.30000000000000004\n")
    equal(psql(endpoint, "-c", "DELETE FROM t WHERE a = 3", "-c", "SELECT a FROM t WHERE b = 'x'").stdout,
          "DELETE 0\n a \n---\n 1\n(1 row)\n\n")


def check_script(endpoint):
    with script("CREATE TABLE s (a int);\nBEGIN;\nINSERT INTO s VALUES (1);\nROLLBACK;\n-- a comment\nSELECT count(*) FROM s;\n") as file:
        equal(rows(endpoint, "-f", file.name), "0\n")


def check_single_transaction(endpoint):
    with script("CREATE TABLE once (a int);\nINSERT INTO once VALUES (1);\nSELECT * FROM nowhere;\n") as file:
        ended = psql(endpoint, "-q", "-1", "-v", "ON_ERROR_STOP=1", "-f", file.name, code=3)
        within(ended.stderr, 'ERROR:  relation "nowhere" does not exist')
    within(psql(endpoint, "-c", "SELECT * FROM once", code=1).stderr, 'relation "once" does not exist')


def check_error_position(endpoint):
    """psql shows the line and points at the word."""
    error = psql(endpoint, "-c", "SELECT 1;\nSELECT nothing\nFROM (SELECT 1 AS one) x", code=1).stderr
    within(error, "LINE 2: SELECT nothing\n               ^")


def check_copy_from_standard_input(endpoint):
    """Redshift has no COPY … FROM STDIN: a clean refusal, and the connection goes on."""
    ended = psql(endpoint, "-q", "-A", "-t", "-c", "CREATE TABLE c (a int)", "-c", "\\copy c from /dev/null",
                 "-c", "SELECT count(*) FROM c")
    within(ended.stderr, "ERROR:  LOAD source is not supported. (Hint: only S3 or DynamoDB or EMR based load is allowed)")
    equal(ended.stdout, "0\n")
    within(psql(endpoint, "-c", "\\copy c to /dev/null", code=1).stderr, 'syntax error at or near "TO"')


def check_notices(endpoint):
    within(psql(endpoint, "-c", "DROP TABLE IF EXISTS missing").stderr,
           'INFO:  Table "missing" does not exist and will be skipped')
    ended = psql(endpoint, "-c", "CREATE TABLE songs (song_id varchar(20), title varchar(500))",
                 "-c", "COPY songs FROM 's3://udacity-dend/song_data' IAM_ROLE 'arn:aws:iam::0:role/r' JSON 'auto'")
    within(ended.stderr, "INFO:  Load into table 'songs' completed, 90 record(s) loaded successfully.")
    equal(ended.stdout, "CREATE TABLE\nCOPY\n")


def check_variables(endpoint):
    with script("\\set n 3\nSELECT :n + 1 AS m \\gset\nSELECT :m;\n") as file:
        equal(rows(endpoint, "-f", file.name), "4\n")


def check_listings(endpoint):
    psql(endpoint, "-c", "CREATE SCHEMA shop", "-c", "CREATE TABLE shop.orders (id int PRIMARY KEY, note varchar(20) NOT NULL)",
         "-c", "CREATE TABLE visible (a int)", "-c", "CREATE VIEW seen AS SELECT a FROM visible", database="listings")

    def listed(command):
        return psql(endpoint, "-A", "-t", "-c", command, database="listings").stdout.splitlines()

    equal([line for line in listed("\\dt") if "visible" in line], ["public|visible|table|awsuser"])
    equal(listed("\\dt shop.*"), ["shop|orders|table|awsuser"])
    equal(listed("\\dv"), ["public|seen|view|awsuser"])
    within("\n".join(listed("\\d")), "public|seen|view|awsuser\npublic|visible|table|awsuser")
    within("\n".join(listed("\\dn")), "shop|awsuser")
    assert any(line.startswith("listings|awsuser|") for line in listed("\\l"))
    equal(listed("\\d shop.orders")[:2], ["id|integer||not null|", "note|character varying(20)||not null|"])
    equal(listed("\\df no_such_function"), [])


def check_kept_values(endpoint):
    """\\gset keeps what a row has; \\gdesc asks with VALUES in FROM, which Redshift refuses."""
    with script("\\set n 3\nSELECT :n AS m \\gset\nSELECT :m;\nSELECT 1 AS a \\gdesc\n") as file:
        ended = psql(endpoint, "-q", "-A", "-t", "-f", file.name)
        equal(ended.stdout.splitlines(), ["3"])
        within(ended.stderr, "VALUES")


def check_other_commands(endpoint):
    """What later PostgreSQLs keep in catalogs of their own is missing, as on Redshift; the rest answers."""
    psql(endpoint, "-c", "CREATE FUNCTION f (int) RETURNS int STABLE AS $$ SELECT $1 + 1 $$ LANGUAGE sql",
         "-c", "CREATE VIEW w AS SELECT 1 AS n", database="others")

    def listed(command, code=0):
        ended = psql(endpoint, "-A", "-t", "-c", command, database="others", code=code)
        return ended.stderr if code else ended.stdout

    equal(listed("\\df"), "public|f|integer|integer|func\n")
    within(listed("\\sv w"), "CREATE OR REPLACE VIEW public.w AS\n")
    within(listed("\\conninfo"), 'database "others" as user "awsuser"')
    for command in ("\\dn+", "\\dT", "\\dD", "\\da", "\\dS"):
        assert isinstance(listed(command), str)
    for command, missing in [("\\du", "pg_roles"), ("\\l+", "pg_database_size"), ("\\sf f", "pg_get_functiondef"),
                             ("\\dx", "pg_extension"), ("\\d+ w", "unnest"), ("\\dp", "attacl")]:
        within(listed(command, code=1), missing)


def check_script_commands(endpoint):
    with script("SELECT 'SELECT 1 AS a' UNION ALL SELECT 'SELECT 2 AS b' ORDER BY 1 \\gexec\n"
                "SELECT 7 AS seven, 'x' AS x \\gset\n\\echo :seven :x\n"
                "SELECT 1 AS row, 'col' AS name, 2 AS value \\crosstabview\n"
                "SELECT 3 AS n \\g (format=csv)\n") as file:
        equal(rows(endpoint, "-f", file.name).splitlines(), ["1", "2", "7 x", "1|2", "3"])


def check_tls(endpoint):
    """sslmode=prefer, which is psql's own choice, takes TLS."""
    within(psql(endpoint, "-c", "\\conninfo").stdout, "SSL connection (protocol: TLSv1.3")


if __name__ == "__main__":
    main(globals())
