SELECT stops.*, countries.name AS country
FROM stops
JOIN countries USING (country_id)
WHERE stops.trip_id = :id
ORDER BY stops.stop_order
