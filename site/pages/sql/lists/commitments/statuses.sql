SELECT status, count(*) AS commitments FROM commitment_status GROUP BY status ORDER BY commitments DESC
