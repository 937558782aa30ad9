-- The figures of this version, counted.
SELECT
  (SELECT count(*) FROM trips) AS trips,
  (SELECT count(*) FROM stops) AS stops,
  (SELECT count(DISTINCT secretary_id) FROM trips) AS secretaries,
  (SELECT count(*) FROM visits_by_country_now WHERE kind = 'sovereign_state') AS countries,
  (SELECT count(*) FROM engagements) AS engagements,
  (SELECT count(*) FROM ministerials) AS ministerials,
  (SELECT count(DISTINCT ministerial_id) FROM commitments) AS ministerials_with_commitments,
  (SELECT count(*) FROM participants) AS participants,
  (SELECT count(*) FROM commitments) AS commitments,
  (SELECT count(DISTINCT commitment_id) FROM commitment_events) AS commitments_with_evidence,
  (SELECT count(*) FROM sources) AS sources,
  (SELECT count(*) FROM corrections) AS corrections,
  (SELECT min(started_on) FROM trips) AS first_on,
  (SELECT max(ended_on) FROM trips) AS last_on
