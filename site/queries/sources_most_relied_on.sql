-- title: Which sources carry the most rows?
-- group: The record itself
-- Documents by the rows that rest on them, as first source or as a further one: a hundred documents. The Historian's list of each Secretary carries trips and
-- stops, so look at the column of commitments for the rest.
WITH resting(source_id, table_name) AS (
  SELECT source_id, 'trips' FROM trips
  UNION ALL SELECT source_id, 'stops' FROM stops
  UNION ALL SELECT source_id, 'engagements' FROM engagements
  UNION ALL SELECT source_id, 'ministerials' FROM ministerials
  UNION ALL SELECT source_id, 'participants' FROM participants
  UNION ALL SELECT source_id, 'participant_claims' FROM participant_claims
  UNION ALL SELECT source_id, 'commitments' FROM commitments
  UNION ALL SELECT source_id, 'commitment_parties' FROM commitment_parties
  UNION ALL SELECT source_id, 'commitment_events' FROM commitment_events
  UNION ALL SELECT source_id, 'citations' FROM citations
)
SELECT
  sources.title,
  sources.publisher,
  sources.kind,
  count(*) AS rows,
  sum(resting.table_name = 'commitments') AS commitments,
  sum(resting.table_name = 'citations') AS as_further_source,
  resting.source_id
FROM resting
JOIN sources USING (source_id)
GROUP BY resting.source_id
ORDER BY rows DESC, sources.title
LIMIT 100
