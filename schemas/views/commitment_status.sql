-- What became of each commitment, derived from its newest dated evidence that speaks of status; without any it is unassessed.
-- Evidence of one day counts in the order of its keys. is_overdue: the due date has passed before the newest evidence in the
-- dataset and nothing says that the commitment was fulfilled.
--
--   status: What the newest evidence says; unassessed without any.
--   status_on: Day of that evidence.
--   status_source_id: The document of that evidence.
--   events: Number of pieces of evidence, also those that say nothing of status.
--   is_overdue: 1 where the due date has passed unfulfilled, 0 where not, empty without due date.
WITH ranked AS (
  SELECT
    commitment_id,
    status_after,
    happened_on,
    assessor_type,
    assessor,
    source_id,
    row_number() OVER (PARTITION BY commitment_id ORDER BY happened_on DESC, commitment_event_id DESC) AS recency
  FROM commitment_events
  WHERE status_after IS NOT NULL
),
counted AS (SELECT commitment_id, count(*) AS events FROM commitment_events GROUP BY commitment_id),
newest AS (SELECT max(happened_on) AS happened_on FROM commitment_events)
SELECT
  commitments.commitment_id,
  commitments.summary,
  commitments.ministerial_id,
  commitments.made_on,
  commitments.due_on,
  coalesce(ranked.status_after, 'unassessed') AS status,
  ranked.happened_on AS status_on,
  ranked.assessor_type,
  ranked.assessor,
  ranked.source_id AS status_source_id,
  coalesce(counted.events, 0) AS events,
  commitments.due_on < newest.happened_on
    AND coalesce(ranked.status_after, '') NOT IN ('fulfilled', 'substantially_fulfilled', 'superseded') AS is_overdue
FROM commitments
CROSS JOIN newest
LEFT JOIN ranked ON ranked.commitment_id = commitments.commitment_id AND ranked.recency = 1
LEFT JOIN counted ON counted.commitment_id = commitments.commitment_id
ORDER BY commitments.made_on, commitments.commitment_id
