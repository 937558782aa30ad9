-- title: Which countries were visited most in each decade?
-- group: Trips
-- The ten polities with the most stops in each decade, as they were then: the Soviet Union, not Russia, in the 1970s.
WITH counted AS (
  SELECT substr(stops.arrived_on, 1, 3) || '0s' AS decade, stops.country_id, count(*) AS visits
  FROM stops
  GROUP BY decade, stops.country_id
),
ranked AS (
  SELECT *, rank() OVER (PARTITION BY decade ORDER BY visits DESC) AS place FROM counted
)
SELECT ranked.decade, ranked.place AS rank, countries.name AS country, ranked.visits, ranked.country_id
FROM ranked
JOIN countries USING (country_id)
WHERE ranked.place <= 10
ORDER BY ranked.decade DESC, ranked.place, country
