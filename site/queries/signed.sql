-- title: What did Secretaries sign abroad?
-- group: Trips
-- Instruments that a Secretary signed, initialled, exchanged or deposited at a stop, the newest first.
SELECT
  stops.arrived_on,
  secretaries.name AS secretary,
  engagements.event_name AS instrument,
  countries.name AS stop_in,
  engagements.engagement_id
FROM engagements
JOIN stops USING (stop_id)
JOIN trips USING (trip_id)
JOIN secretaries USING (secretary_id)
JOIN countries ON countries.country_id = stops.country_id
WHERE engagements.kind = 'signed'
ORDER BY stops.arrived_on DESC, engagements.engagement_order
