SELECT
  trips.*,
  secretaries.name AS secretary,
  trips_with_countries.days_abroad,
  trips_with_countries.stops,
  trips_with_countries.countries,
  trips_with_countries.itinerary,
  (
    SELECT trip_id
    FROM trips AS earlier
    WHERE earlier.secretary_id = trips.secretary_id AND earlier.started_on < trips.started_on
    ORDER BY earlier.started_on DESC
    LIMIT 1
  ) AS earlier_id,
  (
    SELECT trip_id
    FROM trips AS later
    WHERE later.secretary_id = trips.secretary_id AND later.started_on > trips.started_on
    ORDER BY later.started_on
    LIMIT 1
  ) AS later_id
FROM trips
JOIN secretaries USING (secretary_id)
JOIN trips_with_countries USING (trip_id)
WHERE trips.trip_id = :id
