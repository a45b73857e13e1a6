# Perl's DBI: parameters, prepared statements, its catalog's queries.
use strict;
use warnings;
use utf8;
use DBI;

binmode(STDOUT, ":utf8");
my $host = "examplecluster.abc.us-west-2.redshift.amazonaws.com";
my $db = DBI->connect("dbi:Pg:dbname=perl;host=$host", "awsuser", "secret", {RaiseError => 1, PrintError => 0, AutoCommit => 0});
$db->do("CREATE TABLE people (id int PRIMARY KEY, name varchar(20), born date, amount numeric(8, 2))");
my $insert = $db->prepare("INSERT INTO people VALUES (?, ?, ?, ?)");
my $rows = $insert->execute(1, "it's \\ ä", "2024-01-02", 1.25) + $insert->execute(2, undef, undef, undef);
$db->commit;
print "rows $rows\n";
for my $row (@{$db->selectall_arrayref("SELECT * FROM people WHERE id > ? ORDER BY id", undef, 0)}) {
    print join("|", map { defined $_ ? $_ : "NULL" } @$row), "\n";
}
eval { $db->do("SELECT * FROM nowhere") };
print "error ", $db->state, "\n";
$db->rollback;
$db->do("COPY people (id, name) FROM 's3://given/people.csv' IAM_ROLE default CSV");
print "copied ", $db->selectrow_array("SELECT pg_last_copy_count()"), "\n";
die "tables" unless grep { /people/ } $db->tables(undef, "public", "%", "TABLE");
die "key" unless join(",", $db->primary_key(undef, "public", "people")) eq "id";
$db->statistics_info(undef, "public", "people", 0, 0);
$db->disconnect;
