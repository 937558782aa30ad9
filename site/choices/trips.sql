SELECT trip_id AS value, secretary || ', ' || started_on || ': ' || itinerary AS name
FROM trips_with_countries
ORDER BY started_on DESC
