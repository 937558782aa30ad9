-- title: Which were the longest trips?
-- group: Trips
-- The fifty trips with the most calendar days from the first arrival to the last departure, with the countries in order.
SELECT secretary, started_on, ended_on, days_abroad, stops, countries, itinerary, trip_id
FROM trips_with_countries
ORDER BY days_abroad DESC, started_on
LIMIT 50
