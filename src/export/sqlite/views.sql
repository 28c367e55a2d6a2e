CREATE INDEX nodes_by_kind ON nodes (kind);
CREATE INDEX nodes_by_label ON nodes (label);
CREATE INDEX nodes_by_cluster ON nodes (cluster);
CREATE INDEX edges_by_source ON edges (source);
CREATE INDEX edges_by_target ON edges (target);
CREATE INDEX mentions_by_article ON mentions (article);
CREATE INDEX mentions_by_entity ON mentions (entity);

CREATE VIEW articles AS
-- Articles alone, with what they say of themselves; the date is the first day of an article and its copies.
SELECT node, id, label AS title, first_seen AS date, date_precision, author, source, language, category, type, link, summary, path,
  mentions, cluster, cluster_label
FROM nodes WHERE kind = 'article';

CREATE VIEW entities AS
-- What articles speak of, with all columns of nodes.
SELECT nodes.* FROM nodes WHERE kind IN (SELECT kind FROM kinds WHERE is_entity);

CREATE VIEW neighbors AS
-- Each edge from both ends.
SELECT a.node, a.id, a.kind, a.label, relation, weight, b.node AS neighbor, b.id AS neighbor_id, b.kind AS neighbor_kind,
  b.label AS neighbor_label
FROM edges JOIN nodes AS a ON a.node = edges.source JOIN nodes AS b ON b.node = edges.target
UNION ALL
SELECT a.node, a.id, a.kind, a.label, relation, weight, b.node, b.id, b.kind, b.label
FROM edges JOIN nodes AS a ON a.node = edges.target JOIN nodes AS b ON b.node = edges.source;

CREATE VIEW evidence AS
-- Who says what, and where: each mention with its entity and article by name.
SELECT mention, entity.node AS entity, coalesce(entity.id, outside ->> 'entity') AS entity_id, mentions.kind, entity.label, name,
  mentions.description, relevancy, certainty, article.node AS article, coalesce(article.id, outside ->> 'article') AS article_id,
  article.label AS title, mentions.path, line, date, mentions.category, article.link,
  mentions.copy_of IS NULL AND mentions.repeats IS NULL AND outside ->> 'copy_of' IS NULL AND outside ->> 'repeats' IS NULL
    AS counts -- 0 in copies and compilations, whose rows count where they come from
FROM mentions LEFT JOIN nodes AS entity ON entity.node = mentions.entity LEFT JOIN nodes AS article ON article.node = mentions.article;

CREATE VIEW most_connected AS
-- Entities of each kind by the distinct entities that they meet in at least two articles, more often than chance.
SELECT kind, row_number() OVER (
    PARTITION BY kind
    ORDER BY coalesce(connections, 0) DESC, coalesce(articles, 0) DESC, coalesce(editions, 0) DESC, coalesce(degree, 0) DESC, label, node
  ) AS rank,
  label, coalesce(connections, 0) AS connections, coalesce(articles, 0) AS articles, coalesce(editions, 0) AS editions, degree,
  cluster_label, description, node, id
FROM entities;

CREATE VIEW most_connected_concerns AS
-- Which concerns are the most connected?
SELECT * FROM most_connected WHERE kind = 'concern' ORDER BY rank;

CREATE VIEW recurring AS
-- Entities of each kind that at least two editions mention, by editions and then articles.
SELECT * FROM (
  SELECT kind, row_number() OVER (
      PARTITION BY kind
      ORDER BY coalesce(editions, 0) DESC, coalesce(articles, 0) DESC, coalesce(relevancy_mean, 0) DESC, label, node
    ) AS rank,
    label, editions, articles, first_seen, last_seen, CAST(julianday(last_seen) - julianday(first_seen) AS INTEGER) AS span_days, relevancy_mean,
    description, node, id
  FROM entities
) WHERE editions >= 2 AND articles >= 2;

CREATE VIEW recurring_signals AS
-- Which signals keep coming back?
SELECT * FROM recurring WHERE kind = 'signal' ORDER BY rank;

CREATE VIEW cluster_members AS
-- What belongs together? Each cluster with its members, the foremost first.
SELECT nodes.cluster, clusters.label AS cluster_label, row_number() OVER (
    PARTITION BY nodes.cluster ORDER BY pagerank DESC, node
  ) AS place,
  kind, nodes.label, pagerank, nodes.articles, connections, description, node, id
FROM nodes JOIN clusters ON clusters.cluster = nodes.cluster;
