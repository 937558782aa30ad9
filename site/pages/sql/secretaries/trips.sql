SELECT trips_with_countries.*
FROM trips
JOIN trips_with_countries USING (trip_id)
WHERE trips.secretary_id = :id
ORDER BY trips.started_on DESC
