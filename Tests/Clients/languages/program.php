<?php
// PHP's PDO, whose statements are prepared, and its pg functions.
$host = "examplecluster.abc.us-west-2.redshift.amazonaws.com";
$db = new PDO("pgsql:host=$host;dbname=php", "awsuser", "secret", [PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION]);
$db->exec("CREATE TABLE people (id int, name varchar(20), born date, amount numeric(8, 2))");
$insert = $db->prepare("INSERT INTO people VALUES (:id, :name, :born, :amount)");
$rows = 0;
foreach ([[1, "it's \\ ä", "2024-01-02", 1.25], [2, null, null, null]] as $row) {
    $insert->execute(array_combine(["id", "name", "born", "amount"], $row));
    $rows += $insert->rowCount();
}
echo "rows $rows\n";
$people = $db->prepare("SELECT * FROM people WHERE id > ? ORDER BY id");
$people->execute([0]);
foreach ($people->fetchAll(PDO::FETCH_NUM) as $row) {
    echo implode("|", array_map(fn($value) => $value ?? "NULL", $row)), "\n";
}
try {
    $db->query("SELECT * FROM nowhere");
} catch (PDOException $error) {
    echo "error ", $error->getCode(), "\n";
}
$db->exec("COPY people (id, name) FROM 's3://given/people.csv' IAM_ROLE default CSV");
echo "copied ", $db->query("SELECT pg_last_copy_count()")->fetchColumn(), "\n";
$other = pg_connect("host=$host dbname=php user=awsuser password=secret");
assert(pg_meta_data($other, "people")["amount"]["type"] == "numeric");
assert(pg_fetch_row(pg_query_params($other, 'SELECT $1::int + 1', [41])) == ["42"]);
