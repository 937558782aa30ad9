-- title: How did participation in a series change?
-- group: Meetings
-- choose series = our-ocean-conferences from series_with_participants
-- The meetings of one series with the parties that sources name and the counts that were published. Named parties are not all who came.
SELECT
  ministerials.started_on,
  ministerials.name AS ministerial,
  (
    SELECT count(*)
    FROM participants
    WHERE participants.ministerial_id = ministerials.ministerial_id AND participants.role NOT IN ('invited', 'endorser', 'sideline')
  ) AS named,
  (
    SELECT group_concat(participant_claims.value || ' ' || participant_claims.counted, ', ')
    FROM participant_claims
    WHERE participant_claims.ministerial_id = ministerials.ministerial_id
  ) AS published_counts,
  (SELECT count(*) FROM commitments WHERE commitments.ministerial_id = ministerials.ministerial_id) AS commitments
FROM ministerials
WHERE ministerials.series_id = coalesce(nullif(:series, ''), 'our-ocean-conferences')
ORDER BY ministerials.started_on
