-- title: How many came to the meetings of this series?
-- group: Meetings
-- choose series = our-ocean-conferences from series_with_participants
-- For each meeting the parties that sources name, and each count that somebody published. The two are never the same thing: named parties are
-- not all who came, and a count says nothing of who. Those only invited, endorsing from afar or on the sidelines are not among the named.
SELECT ministerials.started_on, ministerials.name AS ministerial, 'named parties' AS counted, count(*) AS number, ministerials.ministerial_id
FROM ministerials
JOIN participants USING (ministerial_id)
WHERE ministerials.series_id = coalesce(nullif(:series, ''), 'our-ocean-conferences')
  AND participants.role NOT IN ('invited', 'endorser', 'sideline')
GROUP BY ministerials.ministerial_id
UNION ALL
SELECT
  ministerials.started_on,
  ministerials.name,
  'published: ' || replace(participant_claims.counted, '_', ' '),
  participant_claims.value,
  ministerials.ministerial_id
FROM ministerials
JOIN participant_claims USING (ministerial_id)
WHERE ministerials.series_id = coalesce(nullif(:series, ''), 'our-ocean-conferences')
ORDER BY 1, 2, 3, 4
