CREATE TABLE about (
  -- How the graph was made: settings, totals and remarks, one row a fact; "a.b" is b within a.
  key TEXT PRIMARY KEY,
  value ANY
) STRICT, WITHOUT ROWID;

CREATE TABLE kinds (
  -- What sorts of nodes there are.
  kind TEXT PRIMARY KEY,
  plural TEXT NOT NULL,
  heading TEXT NOT NULL,       -- of the section that mentions it; empty for articles and editions
  is_entity INTEGER NOT NULL,  -- 1 for what articles speak of, 0 for articles and editions
  color TEXT NOT NULL,         -- #rrggbb
  shape TEXT NOT NULL          -- as Graphviz names it
) STRICT, WITHOUT ROWID;

CREATE TABLE clusters (
  -- What belongs together, one row a cluster.
  cluster INTEGER PRIMARY KEY,  -- rank by size, from 1
  key TEXT,                     -- id of its highest-ranked member when the key was given; stays over rebuilds
  label TEXT,
  size INTEGER,                 -- nodes
  articles INTEGER,             -- distinct articles, copies once
  first_seen TEXT,              -- YYYY-MM-DD
  last_seen TEXT,               -- YYYY-MM-DD
  quadrant TEXT,                -- of the strategic diagram: motor, niche, basic, emerging or declining
  parent INTEGER                -- number of the coarser cluster that holds it; clusters of one parent are siblings
) STRICT;

CREATE TABLE cluster_figures (
  -- Further figures of clusters: density, conductance, callon_centrality, callon_density, stability.
  cluster INTEGER NOT NULL REFERENCES clusters (cluster),
  figure TEXT NOT NULL,
  value REAL NOT NULL,
  PRIMARY KEY (cluster, figure)
) STRICT, WITHOUT ROWID;

CREATE TABLE cluster_terms (
  -- Phrases that tell a cluster from the others.
  cluster INTEGER NOT NULL REFERENCES clusters (cluster),
  place INTEGER NOT NULL,  -- 1 for the best
  term TEXT NOT NULL,
  score REAL,
  PRIMARY KEY (cluster, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE cluster_bridges (
  -- Edges from a cluster to its nearest neighbors, summed.
  cluster INTEGER NOT NULL REFERENCES clusters (cluster),
  place INTEGER NOT NULL,    -- 1 for the strongest
  neighbor INTEGER NOT NULL REFERENCES clusters (cluster),
  weight REAL,
  strongest_from TEXT NOT NULL,  -- ids of the nodes that the strongest of these edges joins
  strongest_to TEXT NOT NULL,
  PRIMARY KEY (cluster, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE cluster_gaps (
  -- Large clusters that share far fewer edges with a cluster than the reach of both would have.
  cluster INTEGER NOT NULL REFERENCES clusters (cluster),
  place INTEGER NOT NULL,  -- 1 for the widest
  other INTEGER NOT NULL REFERENCES clusters (cluster),
  weight REAL,
  expected REAL,
  PRIMARY KEY (cluster, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE nodes (
  -- Articles, editions and entities, one row each. A list is a JSON array, a day is YYYY-MM-DD.
  node INTEGER PRIMARY KEY,  -- place in graph.json, from 0
  id TEXT NOT NULL UNIQUE,   -- kind:slug
  kind TEXT NOT NULL REFERENCES kinds (kind),
  label TEXT NOT NULL,
{{nodes}}
  x REAL,                    -- center in the picture, y upwards
  y REAL,
  size REAL,                 -- radius in the picture
  color TEXT NOT NULL        -- #rrggbb
) STRICT;

CREATE TABLE edges (
  -- What joins two nodes; undirected, one edge at most for a pair.
  edge INTEGER PRIMARY KEY,  -- the number in the id of other formats: e0, e1
  source INTEGER NOT NULL REFERENCES nodes (node),
  target INTEGER NOT NULL REFERENCES nodes (node),
  relation TEXT NOT NULL,    -- mentions, tagged, published_in, closest, co_occurs, restates, broader ...
  weight REAL NOT NULL,
{{edges}}
  distance REAL NOT NULL     -- 1 / weight
) STRICT;

CREATE TABLE mentions (
  -- Where articles speak of entities: one row of a table or bullet of a list each.
  mention INTEGER PRIMARY KEY,
  article INTEGER REFERENCES nodes (node),
  entity INTEGER REFERENCES nodes (node),
  copy_of INTEGER REFERENCES nodes (node),  -- the article of which this one is a copy
  repeats INTEGER REFERENCES nodes (node),  -- the article whose row this compilation repeats
  outside TEXT,          -- JSON object: ids of those four that are no nodes here
  path TEXT NOT NULL,
  line INTEGER NOT NULL,
  kind TEXT NOT NULL REFERENCES kinds (kind),
  name TEXT NOT NULL,    -- as the article writes it
  description TEXT,
  relevancy REAL,
  attributes TEXT,       -- JSON object: further columns of the row
  certainty REAL,        -- from 0 to 1: that the name means what the label of its entity means
  date TEXT,             -- of the article, YYYY-MM-DD
  date_precision TEXT,   -- day, week, month, quarter or year
  category TEXT          -- of the article
) STRICT;

CREATE TABLE diagnostics (
  -- What is wrong or doubtful in the articles.
  diagnostic INTEGER PRIMARY KEY,
  severity TEXT NOT NULL,  -- error, warning or note
  code TEXT NOT NULL,
  path TEXT NOT NULL,
  line INTEGER NOT NULL,
  "column" INTEGER NOT NULL,
  count INTEGER NOT NULL,  -- findings that it stands for: those that are not listed have one in common
  message TEXT NOT NULL,
  hint TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE search USING fts5 (
  -- Words of nodes, without accents and in any case: SELECT rowid FROM search('electric*').
  label, description, summary,
  content = 'nodes', content_rowid = 'node', tokenize = 'unicode61 remove_diacritics 2'
);
