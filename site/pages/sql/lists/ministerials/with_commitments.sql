-- The meetings with the most commitments.
SELECT ministerials.ministerial_id, ministerials.name, ministerials.started_on, count(*) AS commitments
FROM ministerials
JOIN commitments USING (ministerial_id)
GROUP BY ministerials.ministerial_id
ORDER BY commitments DESC, ministerials.started_on DESC
LIMIT 24
