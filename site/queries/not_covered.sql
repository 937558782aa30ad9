-- title: What is missing from this record?
-- group: The record itself
-- What has been looked at only in part or not at all, so that a missing row is not read as "it did not happen".
SELECT table_name AS about, scope, began_on, ended_on, status, statement
FROM coverage
WHERE status <> 'complete'
ORDER BY status, table_name, scope
