-- title: Whom did each Secretary meet most often?
-- group: People
-- For each Secretary the persons met at the most stops, up to five; before the 1920s remarks name hardly anybody.
WITH ranked AS (
  SELECT *, row_number() OVER (PARTITION BY secretary_id ORDER BY stops DESC, counterpart) AS place
  FROM counterparts_by_secretary
)
SELECT
  ranked.secretary,
  ranked.place AS rank,
  ranked.counterpart,
  ranked.country,
  ranked.stops,
  ranked.first_met_on,
  ranked.last_met_on,
  ranked.secretary_id,
  ranked.counterpart_id
FROM ranked
JOIN secretaries USING (secretary_id)
WHERE ranked.place <= 5
ORDER BY secretaries.entered_on DESC, ranked.place
