SELECT trips_with_countries.*, trips.secretary_id
FROM trips
JOIN trips_with_countries USING (trip_id)
ORDER BY trips.started_on DESC
LIMIT 8
