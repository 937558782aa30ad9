-- The commitments of which the newest evidence is known.
-- insert commitment_rows
WHERE commitment_status.status_on IS NOT NULL
ORDER BY commitment_status.status_on DESC, commitments.commitment_id
LIMIT 30
