-- One study. `PRAGMA user_version` is the number of this format; times are milliseconds since the epoch.
-- What happens in a study is numbered in one sequence, over all its runs: columns `..._order`, NULL where an older version wrote.
-- Metrics are JSON objects in which "NaN", "Infinity" and "-Infinity" stand for what JSON cannot write; a loss that is NaN is NULL.

CREATE TABLE study (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  name TEXT NOT NULL,
  sweep_text TEXT NOT NULL,
  -- JSON: what the command line changed in the sweep file.
  overrides TEXT NOT NULL,
  -- JSON: where the study ran.
  environment TEXT,
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('new', 'running', 'interrupted', 'finished', 'failed')),
  elapsed_ms REAL NOT NULL,
  -- JSON: the winner on the test split.
  test_result TEXT,
  -- JSON: what the sampler and the pruner chose where the choice was left to them, a sentence each.
  choices TEXT,
  -- The process that writes, or the last one that did.
  writer_pid INTEGER,
  writer_since INTEGER,
  -- JSON: what the winner takes for what, of classifiers.
  confusions TEXT,
  -- JSON: what was doubtful about the data before the first trial, a sentence or two each.
  data_warnings TEXT,
  -- JSON: the trials of another study that the sampler learns from (`WarmStart` of core/prior-trial.ts).
  warm_start TEXT
) STRICT;

CREATE TABLE trial (
  number INTEGER PRIMARY KEY,
  params TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'complete', 'pruned', 'failed')),
  -- The current one; 0 before the first.
  attempt INTEGER NOT NULL,
  -- JSON: what the sampler saw, of parameters that a model proposed; its numbers are written as the metrics are.
  suggestion TEXT,
  -- Of a trial that runs the parameters of another one under another seed: that one, what for, and which seed (`RepeatMarks` of
  -- core/trial.ts). NULL of others.
  repeat_of INTEGER,
  purpose TEXT CHECK (purpose IN ('repeat', 'finalize')),
  round INTEGER
) STRICT;

-- A trial that was interrupted, or paused and promoted, has several. All of them stay, but only the current one counts, which begins
-- with the reports of those that it goes on from.
CREATE TABLE attempt (
  trial_number INTEGER NOT NULL REFERENCES trial (number),
  attempt INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'interrupted', 'complete', 'pruned', 'failed')),
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  loss REAL,
  metrics TEXT,
  failure_reason TEXT,
  -- Why it was pruned, or what its failure said.
  explanation TEXT,
  -- 1: pruned at a rung, and may go on from there in another attempt.
  paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
  -- The step after which it goes on. NULL: it begins at the beginning.
  resume_step INTEGER,
  started_order INTEGER,
  ended_order INTEGER,
  -- Of an attempt that was cut off, and is not the last: the step after which the next one goes on, by what this one had saved. NULL: it had saved nothing.
  kept_step INTEGER,
  PRIMARY KEY (trial_number, attempt)
) STRICT, WITHOUT ROWID;

CREATE TABLE report (
  trial_number INTEGER NOT NULL,
  attempt INTEGER NOT NULL,
  step INTEGER NOT NULL,
  loss REAL,
  metrics TEXT NOT NULL,
  reported_at INTEGER NOT NULL,
  -- What the pruner decided here, NULL where there was nothing to decide; `numbers` is JSON as the metrics are.
  verdict TEXT CHECK (verdict IN ('continue', 'prune', 'pause', 'audited')),
  numbers TEXT CHECK ((numbers IS NULL) = (verdict IS NULL)),
  -- NULL, too, where an attempt has it from the one before.
  told_order INTEGER,
  PRIMARY KEY (trial_number, attempt, step),
  FOREIGN KEY (trial_number, attempt) REFERENCES attempt (trial_number, attempt)
) STRICT, WITHOUT ROWID;

-- Final retrainings on the test split.
CREATE TABLE final_test (
  trial_number INTEGER PRIMARY KEY REFERENCES trial (number),
  metrics TEXT NOT NULL
) STRICT;

-- What people ask of the study. Other processes put requests in; the one that runs the study answers.
CREATE TABLE request (
  id INTEGER PRIMARY KEY,
  -- JSON: `Request` of core/steering.ts.
  request TEXT NOT NULL,
  asked_at INTEGER NOT NULL,
  answered_at INTEGER,
  outcome TEXT CHECK (outcome IN ('done', 'refused')),
  message TEXT,
  answered_order INTEGER
) STRICT;

-- Each time that a process ran the study: what the study was then.
CREATE TABLE run (
  started_order INTEGER PRIMARY KEY,
  started_at INTEGER NOT NULL,
  -- As in `study`.
  sweep_text TEXT NOT NULL,
  overrides TEXT NOT NULL,
  -- Trials at a time.
  workers INTEGER NOT NULL
) STRICT;
