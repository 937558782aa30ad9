SELECT commitment_status.status, count(*) AS commitments
FROM commitments
JOIN commitment_status USING (commitment_id)
WHERE commitments.theme_id = :id
GROUP BY commitment_status.status
ORDER BY commitments DESC
