-- title: What was promised on this trip, and on which sources does it rest?
-- group: Promises
-- choose trip = blinken-2022-04-19 from trips_to_promises
-- One trip, the ministerials it attended, who was there, what was promised, by whom, what became of it, and the documents.
-- The default is the trip that this project began with: Secretary Blinken in Panama City, April 2022.
SELECT
  trips.trip_id,
  ministerials.name AS ministerial,
  (
    SELECT count(*)
    FROM participants
    WHERE participants.ministerial_id = ministerials.ministerial_id
  ) AS participants,
  coalesce(countries.name, organizations.name) AS promiser,
  commitments.summary AS commitment,
  commitment_status.status,
  sources.title AS source,
  sources.url
FROM trips
JOIN stops USING (trip_id)
JOIN engagements USING (stop_id)
JOIN ministerials USING (ministerial_id)
JOIN commitments USING (ministerial_id)
JOIN commitment_status USING (commitment_id)
JOIN commitment_parties ON commitment_parties.commitment_id = commitments.commitment_id AND commitment_parties.role = 'promiser'
LEFT JOIN countries ON countries.country_id = commitment_parties.country_id
LEFT JOIN organizations ON organizations.organization_id = commitment_parties.organization_id
JOIN sources ON sources.source_id = commitments.source_id
WHERE trips.trip_id = coalesce(nullif(:trip, ''), 'blinken-2022-04-19')
GROUP BY commitments.commitment_id, promiser
ORDER BY commitments.commitment_id, promiser
