-- title: Which meetings did this country host?
-- group: Meetings
-- choose country = panama from countries_with_meetings
-- The ministerials and summits in places of one country, and those that it hosted elsewhere, with what was promised.
SELECT
  ministerials.started_on,
  ministerials.name AS ministerial,
  places.name AS place,
  hosts.role,
  (SELECT count(*) FROM participants WHERE participants.ministerial_id = ministerials.ministerial_id) AS named,
  (SELECT count(*) FROM commitments WHERE commitments.ministerial_id = ministerials.ministerial_id) AS commitments,
  ministerials.ministerial_id
FROM ministerials
LEFT JOIN places USING (place_id)
LEFT JOIN participants AS hosts ON hosts.ministerial_id = ministerials.ministerial_id
  AND hosts.country_id = coalesce(nullif(:country, ''), 'panama')
  AND hosts.role IN ('host', 'co_host')
WHERE places.present_country_id = coalesce(nullif(:country, ''), 'panama') OR hosts.participant_id IS NOT NULL
ORDER BY ministerials.started_on DESC, ministerials.ministerial_id
