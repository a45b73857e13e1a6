"""Who may log in: users with every kind of password, wrong ones, unknown databases, connection limits, IAM's names."""

import hashlib
import os
import time

import psycopg2
import redshift_connector

from lib.checks import equal, main, raises, within
from lib.server import serve

PASSWORD = "Secret123"


def execute(connection, *statements):
    """Runs statements, and gives the rows of the last."""
    connection.autocommit = True
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        return cursor.fetchall() if cursor.description else None


def administrator(endpoint, database="dev"):
    return psycopg2.connect(endpoint.dsn(database))


def login(endpoint, user, password=PASSWORD, database="dev"):
    return psycopg2.connect(endpoint.dsn(database, user=user, password=password))


def driver(endpoint, user, password=PASSWORD, database="dev"):
    os.environ["SSL_CERT_FILE"] = str(endpoint.authority)
    return redshift_connector.connect(
        host="localhost", port=endpoint.port, user=user, password=password, database=database)


def who(connection):
    return execute(connection, "SELECT current_user")[0][0]


def check_kinds_of_passwords():
    with serve() as endpoint:
        md5 = hashlib.md5(f"{PASSWORD}digest".encode()).hexdigest()
        sha = hashlib.sha256(f"{PASSWORD}salt".encode()).hexdigest()
        execute(
            administrator(endpoint), f"CREATE USER clear PASSWORD '{PASSWORD}'", f"CREATE USER digest PASSWORD 'md5{md5}'",
            f"CREATE USER made PASSWORD 'sha256|{PASSWORD}'", f"CREATE USER given PASSWORD 'sha256|{sha}|salt'",
            "CREATE USER nobody PASSWORD DISABLE")
        for user in ("clear", "digest", "made", "given"):
            for connect in (login, driver):
                connection = connect(endpoint, user)
                equal(who(connection), user)
                connection.close()
            for password in ("wrong", ""):
                error = str(raises(psycopg2.OperationalError, login, endpoint, user, password or "x"))
                within(error, f'password authentication failed for user "{user}"')
            error = raises(redshift_connector.Error, driver, endpoint, user, "wrong")
            within(str(error), "password authentication failed")
        raises(psycopg2.OperationalError, login, endpoint, "nobody")
        within(str(raises(psycopg2.OperationalError, login, endpoint, "stranger")), "password authentication failed")
        # Who was an administrator before there were users is one still.
        equal(who(administrator(endpoint)), "awsuser")


def check_changed_passwords():
    with serve() as endpoint:
        first = administrator(endpoint)
        execute(first, f"CREATE USER bob PASSWORD '{PASSWORD}'")
        bob = login(endpoint, "bob")
        execute(bob, "ALTER USER bob PASSWORD 'Another123'")
        raises(psycopg2.OperationalError, login, endpoint, "bob")
        login(endpoint, "bob", "Another123").close()
        within(str(raises(psycopg2.errors.InsufficientPrivilege, execute, bob, "ALTER USER bob CREATEUSER")), "permission denied")
        execute(first, "ALTER USER bob VALID UNTIL '2001-01-01'")
        raises(psycopg2.OperationalError, login, endpoint, "bob", "Another123")


def check_until_there_are_users():
    """Whoever comes is an administrator, with the name they gave; the first one's is the administrator's."""
    with serve() as endpoint:
        first, second = login(endpoint, "first"), login(endpoint, "second", "any")
        equal(execute(first, "SELECT current_user, current_user_id"), [("first", 100)])
        equal(execute(second, "SELECT usename, usesuper FROM pg_user WHERE usesysid > 1 ORDER BY 1"),
              [("first", True), ("second", True)])


def check_administrator_with_a_password():
    with serve("--user", "admin", "--password", PASSWORD) as endpoint:
        equal(who(login(endpoint, "admin")), "admin")
        for user in ("admin", "awsuser", "other"):
            within(str(raises(psycopg2.OperationalError, login, endpoint, user, "wrong")), f'failed for user "{user}"')
        connection = login(endpoint, "admin")
        execute(connection, f"CREATE USER bob PASSWORD '{PASSWORD}'")
        equal(who(login(endpoint, "bob")), "bob")
        # A temporary password's mark belongs to no name.
        equal(who(driver(endpoint, "IAM:bob")), "bob")
        equal(who(driver(endpoint, "IAMA:bob")), "bob")


def check_databases():
    with serve() as endpoint:
        connection = administrator(endpoint, "first")
        administrator(endpoint, "second").close()
        equal(execute(connection, "SELECT datname FROM pg_database WHERE datname IN ('first', 'second') ORDER BY 1"),
              [("first",), ("second",)])
        execute(connection, "CREATE DATABASE third")
        error = str(raises(psycopg2.OperationalError, administrator, endpoint, "fourth"))
        within(error, 'FATAL:  database "fourth" does not exist')
        third = administrator(endpoint, "third")
        equal(execute(third, "SELECT current_database()"), [("third",)])
        execute(third, "CREATE TABLE only_there (a int)")
        raises(psycopg2.errors.UndefinedTable, execute, connection, "SELECT * FROM only_there")
        error = raises(psycopg2.errors.ObjectInUse, execute, connection, "DROP DATABASE third")
        within(str(error), 'database "third" is being accessed by other users')
        third.close()
        eventually(lambda: execute(connection, "DROP DATABASE third"), psycopg2.errors.ObjectInUse)
        raises(psycopg2.OperationalError, administrator, endpoint, "third")


def check_connection_limits():
    with serve() as endpoint:
        execute(administrator(endpoint), f"CREATE USER bob PASSWORD '{PASSWORD}' CONNECTION LIMIT 2")
        held = [login(endpoint, "bob"), login(endpoint, "bob")]
        within(str(raises(psycopg2.OperationalError, login, endpoint, "bob")), 'too many connections for user "bob"')
        held.pop().close()
        eventually(lambda: login(endpoint, "bob"), psycopg2.OperationalError)


def check_settings_of_a_user():
    with serve() as endpoint:
        execute(administrator(endpoint), f"CREATE USER bob PASSWORD '{PASSWORD}'", "ALTER USER bob SET search_path TO a, b",
                "ALTER USER bob SET query_group TO reports")
        bob = login(endpoint, "bob")
        equal(execute(bob, "SHOW search_path"), [("a, b",)])
        equal(execute(bob, "SET query_group TO other", "RESET query_group", "SHOW query_group"), [("reports",)])
        equal(bob.get_parameter_status("is_superuser"), "off")


def eventually(body, kind):
    """What it gives within a second: the end of another's connection takes a moment."""
    deadline = time.monotonic() + 5
    while True:
        try:
            return body()
        except kind:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.01)


if __name__ == "__main__":
    main(globals())
