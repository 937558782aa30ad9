SELECT * FROM themes WHERE theme_id = :id
