SELECT trip_id, secretary, started_on, ended_on, days_abroad, itinerary
FROM trips_with_countries
ORDER BY started_on DESC
LIMIT 60
