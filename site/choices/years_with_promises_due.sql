SELECT DISTINCT strftime('%Y', due_on) AS value, strftime('%Y', due_on) AS name
FROM commitments
WHERE due_on IS NOT NULL
ORDER BY value DESC
