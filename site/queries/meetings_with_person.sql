-- title: When was this person met?
-- group: People
-- choose person = yasser-arafat from persons_met
-- Every meeting with one counterpart, under whatever title and spelling.
SELECT
  stops.arrived_on,
  secretaries.name AS secretary,
  stops.locality_label AS locality,
  countries.name AS stop_in,
  engagements.person_title AS title_then,
  engagements.person_name AS name_as_printed,
  engagements.topic,
  engagements.engagement_id
FROM engagements
JOIN stops USING (stop_id)
JOIN trips USING (trip_id)
JOIN secretaries USING (secretary_id)
JOIN countries ON countries.country_id = stops.country_id
WHERE engagements.counterpart_id = coalesce(nullif(:person, ''), 'yasser-arafat')
ORDER BY stops.arrived_on, stops.stop_order, engagements.engagement_order
