-- Counts of travel that somebody published, beside our own counts of the same Secretary, country and period by each rule.
-- Stops that begin in the period count. Our days are calendar days abroad from first arrival to last departure of a trip; published
-- travel days mostly hold the days of leaving and reaching home, too, and some hold travel at home.
--
--   secretary: Name of the Secretary; empty where several were counted together.
--   country: Name of the polity; empty where all were counted.
--   claimed: The number that was published.
--   stops: Our number of stops, refuelling and returns included.
--   visits: Our number of stops without those that were only a halt on the way.
--   trips: Our number of trips.
--   countries: Our number of different polities.
--   days_abroad: Our days abroad on these trips, whatever the country.
WITH halts AS (
  SELECT stop_id
  FROM engagements
  GROUP BY stop_id
  HAVING min(kind) = 'transit' AND max(kind) = 'transit'
),
counted AS (
  SELECT
    travel_claims.travel_claim_id,
    stops.stop_id,
    stops.country_id,
    trips.trip_id,
    CAST(julianday(trips.ended_on) - julianday(trips.started_on) AS INTEGER) + 1 AS days
  FROM travel_claims
  JOIN trips ON trips.secretary_id = coalesce(travel_claims.secretary_id, trips.secretary_id)
  JOIN stops ON stops.trip_id = trips.trip_id
    AND stops.country_id = coalesce(travel_claims.country_id, stops.country_id)
    AND stops.arrived_on >= coalesce(travel_claims.counted_from, stops.arrived_on)
    AND stops.arrived_on <= travel_claims.counted_until
),
numbers AS (
  SELECT
    counted.travel_claim_id,
    count(*) AS stops,
    count(*) - count(halts.stop_id) AS visits,
    count(DISTINCT counted.trip_id) AS trips,
    count(DISTINCT counted.country_id) AS countries
  FROM counted
  LEFT JOIN halts USING (stop_id)
  GROUP BY counted.travel_claim_id
),
lengths AS (
  SELECT travel_claim_id, sum(days) AS days_abroad
  FROM (SELECT DISTINCT travel_claim_id, trip_id, days FROM counted) AS each_trip
  GROUP BY travel_claim_id
)
SELECT
  travel_claims.travel_claim_id,
  secretaries.name AS secretary,
  countries.name AS country,
  travel_claims.counted,
  travel_claims.qualifier,
  travel_claims.value AS claimed,
  travel_claims.counted_from,
  travel_claims.counted_until,
  travel_claims.claimed_by,
  numbers.stops,
  numbers.visits,
  numbers.trips,
  numbers.countries,
  lengths.days_abroad,
  travel_claims.source_id
FROM travel_claims
LEFT JOIN secretaries USING (secretary_id)
LEFT JOIN countries USING (country_id)
LEFT JOIN numbers USING (travel_claim_id)
LEFT JOIN lengths USING (travel_claim_id)
ORDER BY travel_claims.counted_until, travel_claims.travel_claim_id
