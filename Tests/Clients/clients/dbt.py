"""dbt-redshift on a project of its own: a seed, a table, views, a materialized view, an incremental
model, a snapshot, tests, documentation."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import redshift_connector

from lib.checks import equal, main, within
from lib.server import ROOT

PROJECT = ROOT / "Fixtures" / "dbt"
PROFILE = """
shop:
  target: dev
  outputs:
    dev: {{type: redshift, host: localhost, port: {port}, user: awsuser, password: x, dbname: {database}, schema: shop, threads: 2}}
"""


class Project:
    def __init__(self, endpoint, database, folder):
        self.endpoint, self.database, self.folder = endpoint, database, Path(folder)
        (self.folder / "profiles.yml").write_text(PROFILE.format(port=endpoint.port, database=database))

    def dbt(self, *arguments):
        """dbt's own account of what it did."""
        environment = {**os.environ, "SSL_CERT_FILE": str(self.endpoint.authority), "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
                       "DBT_TARGET_PATH": str(self.folder / "target"), "DBT_LOG_PATH": str(self.folder / "logs")}
        command = [Path(sys.executable).parent / "dbt", "--no-use-colors", *arguments, "--project-dir", PROJECT,
                   "--profiles-dir", self.folder]
        ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)
        assert ended.returncode == 0, ended.stdout + ended.stderr
        return ended.stdout

    def rows(self, query):
        os.environ["SSL_CERT_FILE"] = str(self.endpoint.authority)
        with redshift_connector.connect(host="localhost", port=self.endpoint.port, user="awsuser", password="x",
                                        database=self.database) as connection:
            cursor = connection.cursor()
            cursor.execute(query)
            return [tuple(row) for row in cursor.fetchall()]


def check_project(endpoint):
    with tempfile.TemporaryDirectory() as folder:
        project = Project(endpoint, "dbt", folder)
        within(project.dbt("debug"), "All checks passed!")
        project.dbt("seed")
        equal(project.rows("SELECT count(*), sum(amount) FROM shop.orders"), [(6, 210)])
        for _ in range(2):
            project.dbt("run")
        equal(project.rows("SELECT customer, orders, amount FROM shop.customers ORDER BY customer"),
              [("ann", 3, 60), ("bob", 2, 90), ("cem", 1, 60)])
        equal(project.rows("SELECT count(*) FROM shop.large_orders"), [(3,)])
        equal(project.rows("SELECT count(*) FROM shop.late_orders"), [(6,)])
        equal(project.rows("SELECT count(*), max(runs) FROM shop.order_days"), [(3, 1)])
        # The second run refreshed it.
        equal(project.rows("SELECT trim(name), is_stale, autorefresh FROM svv_mv_info"), [("daily_amounts", "f", "f")])
        equal(project.rows("SELECT count(*), sum(amount) FROM shop.daily_amounts"), [(3, 210)])
        equal(project.rows("SELECT count(*) FROM svl_mv_refresh_status"), [(1,)])
        # Another configuration is applied, by ALTER or by making it anew.
        for settings in ("{auto_refresh: true}", "{dist: all}"):
            project.dbt("run", "--select", "daily_amounts", "--vars", settings)
        # The later days are taken anew, the first stays as it was.
        project.dbt("run", "--select", "order_days", "--vars", "{first_day: 2020-01-02, runs: 2}")
        equal(project.rows("SELECT day::varchar, runs FROM shop.order_days ORDER BY day"),
              [("2020-01-01", 1), ("2020-01-02", 2), ("2020-01-03", 2)])
        within(project.dbt("test"), "ERROR=0")
        project.dbt("snapshot")
        project.dbt("snapshot", "--vars", "{price_rise: 5}")
        equal(project.rows("SELECT count(*), count(dbt_valid_to) FROM shop.orders_snapshot"), [(12, 6)])
        project.dbt("docs", "generate")
        catalog = json.loads((Path(folder) / "target" / "catalog.json").read_text())
        node = catalog["nodes"]["model.shop.customers"]
        equal([(column["name"], column["type"]) for column in node["columns"].values()],
              [("customer", "character varying(20)"), ("orders", "bigint"), ("amount", "bigint")])
        equal(node["metadata"]["type"], "BASE TABLE")


if __name__ == "__main__":
    main(globals())
