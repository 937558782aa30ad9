-- insert commitment_rows
WHERE commitments.theme_id = :id
ORDER BY commitments.made_on DESC, commitments.commitment_id
LIMIT 61
