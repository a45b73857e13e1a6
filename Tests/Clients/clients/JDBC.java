import java.math.BigDecimal;
import java.sql.*;
import java.util.Properties;

/** pgjdbc against an endpoint: java -cp DRIVER JDBC.java HOST PORT. Ends with an exception where something is not as it should be. */
public class JDBC {
    private static Connection connect(String host, String port, String database, String... options) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "awsuser");
        properties.setProperty("password", "x");
        for (int index = 0; index < options.length; index += 2) properties.setProperty(options[index], options[index + 1]);
        return DriverManager.getConnection("jdbc:postgresql://" + host + ":" + port + "/" + database, properties);
    }

    private static void equal(Object actual, Object expected) {
        if (!String.valueOf(actual).equals(String.valueOf(expected)))
            throw new AssertionError(actual + " is not " + expected);
    }

    /** Eight times: from the fifth on the statement is named, from the sixth on its results are binary. */
    private static void values(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (i int, b bigint, d decimal(12, 3), f float, s varchar(20), y date, ts timestamp, x boolean)");
            statement.execute("SELECT 1; SELECT 2");
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (int number = 0; number < 20; number++) {
                insert.setInt(1, number);
                insert.setLong(2, 1L << 40);
                insert.setBigDecimal(3, new BigDecimal("3.125"));
                insert.setDouble(4, 0.5);
                insert.setString(5, "te'xt\\" + number);
                insert.setDate(6, Date.valueOf("2020-01-02"));
                insert.setTimestamp(7, Timestamp.valueOf("2020-01-02 03:04:05.6"));
                if (number == 7) insert.setNull(8, Types.BOOLEAN); else insert.setBoolean(8, true);
                insert.addBatch();
            }
            equal(insert.executeBatch().length, 20);
        }
        try (PreparedStatement select = connection.prepareStatement("SELECT * FROM t WHERE i = ?")) {
            for (int number = 0; number < 8; number++) {
                select.setInt(1, number);
                try (ResultSet row = select.executeQuery()) {
                    equal(row.next(), true);
                    equal(row.getInt("i"), number);
                    equal(row.getLong(2), 1L << 40);
                    equal(row.getBigDecimal(3), "3.125");
                    equal(row.getDouble(4), 0.5);
                    equal(row.getString("s"), "te'xt\\" + number);
                    equal(row.getDate(6), "2020-01-02");
                    equal(row.getTimestamp(7), "2020-01-02 03:04:05.6");
                    equal(row.getObject(8), number == 7 ? null : true);
                    equal(row.next(), false);
                }
                ResultSetMetaData columns = select.getMetaData();
                equal(columns.getColumnName(5) + " " + columns.getColumnTypeName(5) + " " + columns.getPrecision(5), "s varchar 20");
                equal(columns.getPrecision(3) + " " + columns.getScale(3), "12 3");
            }
        }
    }

    /** With a fetch size a portal gives a few rows at a time. */
    private static void fetchSize(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(3);
            int count = 0;
            try (ResultSet rows = statement.executeQuery("SELECT a.i FROM t a, t b ORDER BY a.i")) {
                while (rows.next()) equal(rows.getInt(1), count++ / 20);
            }
            equal(count, 400);
            statement.setMaxRows(5);
            try (ResultSet rows = statement.executeQuery("SELECT i FROM t")) {
                for (count = 0; rows.next(); count++) { }
            }
            equal(count, 5);
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    private static void transactions(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            equal(statement.executeUpdate("DELETE FROM t WHERE i < 5"), 5);
            connection.rollback();
            equal(statement.executeUpdate("UPDATE t SET s = 'x' WHERE i < 5"), 5);
            connection.commit();
            try {
                statement.execute("SELECT * FROM nowhere");
                throw new AssertionError("there is no such table");
            } catch (SQLException error) {
                equal(error.getSQLState(), "42P01");
            }
            try {
                statement.execute("SELECT 1");
                throw new AssertionError("the transaction is spoiled");
            } catch (SQLException error) {
                equal(error.getSQLState(), "25P02");
            }
            connection.rollback();
            statement.execute("DROP TABLE IF EXISTS missing");
            equal(statement.getWarnings().getMessage(), "Table \"missing\" does not exist and will be skipped");
            connection.commit();
        }
        connection.setAutoCommit(true);
        equal(connection.isValid(3), true);
    }

    private static void cancel(Connection connection) throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            StringBuilder tables = new StringBuilder("t t0");
            for (int number = 1; number < 16; number++) tables.append(", t t").append(number);
            try {
                statement.executeQuery("SELECT count(*) FROM " + tables + " WHERE t0.i + t15.i + t7.i < 0");
                throw new AssertionError("the time was over");
            } catch (SQLException error) {
                equal(error.getSQLState(), "57014");
            }
        }
    }

    private static String names(ResultSet rows, String column) throws SQLException {
        StringBuilder names = new StringBuilder();
        try (rows) {
            while (rows.next()) names.append(names.isEmpty() ? "" : " ").append(rows.getString(column));
        }
        return names.toString();
    }

    private static void metadata(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA shop");
            statement.execute("CREATE TABLE shop.parents (id int PRIMARY KEY, code char(3))");
            statement.execute("CREATE TABLE shop.orders (id bigint, parent int REFERENCES shop.parents (id), amount decimal(9, 2) NOT NULL)");
            statement.execute("CREATE VIEW shop.seen AS SELECT id FROM shop.orders");
        }
        DatabaseMetaData metadata = connection.getMetaData();
        equal(names(metadata.getTables(null, "shop", "%", new String[] {"TABLE", "VIEW"}), "TABLE_NAME"), "orders parents seen");
        equal(names(metadata.getColumns(null, "shop", "orders", "%"), "COLUMN_NAME"), "id parent amount");
        equal(names(metadata.getColumns(null, "shop", "orders", "%"), "TYPE_NAME"), "int8 int4 numeric");
        equal(names(metadata.getColumns(null, "shop", "orders", "%"), "IS_NULLABLE"), "YES YES NO");
        equal(names(metadata.getPrimaryKeys(null, "shop", "parents"), "COLUMN_NAME"), "id");
        equal(names(metadata.getSchemas(null, "shop"), "TABLE_SCHEM"), "shop");
    }

    public static void main(String[] arguments) throws Exception {
        String host = arguments[0], port = arguments[1];
        for (String mode : new String[] {"disable", "prefer", "require"}) {
            try (Connection connection = connect(host, port, "jdbc_" + mode, "sslmode", mode)) {
                values(connection);
                fetchSize(connection);
                transactions(connection);
                cancel(connection);
                metadata(connection);
            }
        }
        try (Connection connection = connect(host, port, "jdbc_simple", "preferQueryMode", "simple")) {
            transactionsOfSimpleQueries(connection);
        }
    }

    private static void transactionsOfSimpleQueries(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (i int, s varchar(20))");
            statement.execute("INSERT INTO t VALUES (0, 'a'), (1, 'b'), (2, 'c'), (3, 'd'), (4, 'e')");
        }
        transactions(connection);
    }
}
