-- title: Where does this record depart from the Historian's?
-- group: The record itself
-- Each value of the Office of the Historian that we hold to be wrong, what stands here instead, and why.
SELECT
  corrections.historian_id,
  corrections.field,
  corrections.kind,
  corrections.upstream_value AS the_historian_says,
  corrections.corrected_value AS here,
  corrections.reason,
  corrections.confidence,
  stops.stop_id,
  corrections.source_id
FROM corrections
LEFT JOIN stops ON stops.historian_id = coalesce(corrections.duplicate_of_historian_id, corrections.historian_id)
ORDER BY corrections.historian_id, corrections.field
