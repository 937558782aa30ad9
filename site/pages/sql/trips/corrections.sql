SELECT corrections.*, stops.stop_id
FROM stops
JOIN corrections ON stops.historian_id IN (corrections.historian_id, corrections.duplicate_of_historian_id)
WHERE stops.trip_id = :id
ORDER BY corrections.correction_id
