"""A notebook with `%load_ext sql`, executed from its first cell to its last: jupysql, and ipython-sql before it."""

import os

import nbclient
import nbformat

from lib.checks import equal, main, within


def run(endpoint, *cells):
    """What each cell shows."""
    os.environ["SSL_CERT_FILE"] = str(endpoint.authority)
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    return ["\n".join(text(output) for output in cell.outputs) for cell in notebook.cells]


def text(output):
    return output.get("text") or output.get("data", {}).get("text/plain", "")


def connection(endpoint, database):
    # The name that today's prettytable has for the style which ipython-sql asks for.
    style = "%config SqlMagic.style = '_DEPRECATED_DEFAULT'\n" if is_ipython_sql() else ""
    return (f"%load_ext sql\n{style}%sql redshift+psycopg2://awsuser:x@127.0.0.1:{endpoint.port}/{database}?sslmode=prefer")


def check_cells(endpoint):
    shown = run(
        endpoint, connection(endpoint, "cells"),
        "%%sql\nDROP TABLE IF EXISTS songs;\nCREATE TABLE songs (song_id varchar(20), title varchar(500), year int)",
        "%%sql\nCOPY songs FROM 's3://udacity-dend/song_data' IAM_ROLE 'arn:aws:iam::0:role/r' JSON 'auto'",
        "%sql SELECT count(*) AS songs FROM songs",
        "year = 1900",
        "result = %sql SELECT count(*) AS n FROM songs WHERE year > :year" if is_ipython_sql() else
        "result = %sql SELECT count(*) AS n FROM songs WHERE year > {{year}}",
        "print(result.DataFrame()['n'][0] >= 0, len(result))",
        "try:\n    get_ipython().run_line_magic('sql', 'SELECT * FROM nowhere')\nexcept Exception as error:\n    print(error)",
        "%sql SELECT count(*) AS again FROM songs")
    within(shown[3], "90")
    equal(shown[6], "True 1\n")
    within(shown[7], 'relation "nowhere" does not exist')
    within(shown[8], "90")


def is_ipython_sql():
    from importlib.metadata import PackageNotFoundError, version
    try:
        return bool(version("ipython-sql"))
    except PackageNotFoundError:
        return False


if __name__ == "__main__":
    main(globals())
