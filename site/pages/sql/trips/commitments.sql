-- What was promised at the meetings that the trip attended.
-- insert commitment_rows
WHERE commitments.ministerial_id IN (
  SELECT engagements.ministerial_id FROM stops JOIN engagements USING (stop_id) WHERE stops.trip_id = :id
)
ORDER BY ministerials.started_on, commitments.ministerial_id, commitments.commitment_id
LIMIT 101
