-- title: What are the promises about?
-- group: Promises
-- Commitments by theme, how many can be checked, how many name a day, and for how many there is evidence.
SELECT
  themes.name AS theme,
  count(*) AS commitments,
  sum(commitments.verifiability <> 'vague') AS can_be_checked,
  sum(commitments.due_on IS NOT NULL) AS with_a_day,
  sum(commitment_status.events > 0) AS with_evidence,
  commitments.theme_id
FROM commitments
JOIN themes USING (theme_id)
JOIN commitment_status USING (commitment_id)
GROUP BY commitments.theme_id
ORDER BY commitments DESC, theme
