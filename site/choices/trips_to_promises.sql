SELECT trip_id AS value, secretary || ', ' || started_on || ': ' || itinerary AS name
FROM trips_with_countries
WHERE trip_id IN (SELECT stops.trip_id FROM stops JOIN engagements USING (stop_id) JOIN commitments USING (ministerial_id))
ORDER BY started_on DESC
