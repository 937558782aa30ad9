-- The commitments made last.
-- insert commitment_rows
ORDER BY commitments.made_on DESC, commitments.commitment_id
LIMIT 30
