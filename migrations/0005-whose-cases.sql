-- What is written about a case may name people, so each is somebody's: that of whom its process was for, or else its own.
UPDATE streams SET person = COALESCE(
  (SELECT about.person FROM events e JOIN streams about ON about.id = json_extract(e.data, '$.about.stream')
    WHERE e.stream = streams.id AND e.version = 1),
  substr(id, -36))
WHERE category = 'case' AND person IS NULL;
