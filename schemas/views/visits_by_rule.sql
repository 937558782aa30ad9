-- Visits of each Secretary to each polity of its time, counted by each rule that people use, side by side.
-- A halt without business (an engagement of the kind transit, and no other) is a stop but no visit; a return to a country on the
-- same trip is a second stop and visit but one trip; a day there is a calendar day of a stop, counted once.
--
--   secretary: Name of the Secretary.
--   country: Name of the polity.
--   stops: Number of stops, refuelling and returns included.
--   visits: Stops without those that were only a halt on the way.
--   trips: Trips that went there; a return on the same trip counts once.
--   days_there: Calendar days on which the Secretary was there, each once.
--   first_visit_on: Day of the first arrival.
--   last_visit_on: Day of the last departure.
WITH RECURSIVE days(stop_id, trip_id, country_id, day, departed_on) AS (
  SELECT stop_id, trip_id, country_id, arrived_on, departed_on
  FROM stops
  UNION ALL
  SELECT stop_id, trip_id, country_id, date(day, '+1 day'), departed_on
  FROM days
  WHERE day < departed_on
),
there AS (
  SELECT trips.secretary_id, days.country_id, count(DISTINCT days.day) AS days_there
  FROM days
  JOIN trips USING (trip_id)
  GROUP BY trips.secretary_id, days.country_id
),
halts AS (
  SELECT stop_id
  FROM engagements
  GROUP BY stop_id
  HAVING min(kind) = 'transit' AND max(kind) = 'transit'
)
SELECT
  trips.secretary_id,
  secretaries.name AS secretary,
  stops.country_id,
  countries.name AS country,
  count(*) AS stops,
  count(*) - count(halts.stop_id) AS visits,
  count(DISTINCT stops.trip_id) AS trips,
  max(there.days_there) AS days_there,
  min(stops.arrived_on) AS first_visit_on,
  max(stops.departed_on) AS last_visit_on
FROM stops
JOIN trips USING (trip_id)
JOIN secretaries USING (secretary_id)
JOIN countries USING (country_id)
JOIN there USING (secretary_id, country_id)
LEFT JOIN halts USING (stop_id)
GROUP BY trips.secretary_id, stops.country_id
ORDER BY visits DESC, secretary, country
