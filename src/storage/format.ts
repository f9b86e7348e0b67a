import type { Database } from 'better-sqlite3';
import { UsageError } from '../core/errors.js';

/** The number of the format that schema.sql makes; it grows with every change that an older version could not read. */
export const formatVersion = 8;

/**
 * Of each older format what makes it the next one, tables aside: columns at the end of tables, so that a reader, who may not change the file,
 * can see the old tables as new ones.
 */
const addedColumns: Readonly<Record<number, readonly AddedColumn[]>> = {
  1: [
    { table: 'study', column: 'choices', definition: 'TEXT', value: 'NULL' },
    { table: 'attempt', column: 'paused', definition: 'INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1))', value: '0' },
    { table: 'attempt', column: 'resume_step', definition: 'INTEGER', value: 'NULL' },
    {
      table: 'report',
      column: 'verdict',
      definition: `TEXT CHECK (verdict IN ('continue', 'prune', 'pause', 'audited'))`,
      value: 'NULL',
    },
    { table: 'report', column: 'numbers', definition: 'TEXT CHECK ((numbers IS NULL) = (verdict IS NULL))', value: 'NULL' },
  ],
  2: [{ table: 'study', column: 'confusions', definition: 'TEXT', value: 'NULL' }],
  3: [{ table: 'study', column: 'data_warnings', definition: 'TEXT', value: 'NULL' }],
  4: [
    { table: 'attempt', column: 'started_order', definition: 'INTEGER', value: 'NULL' },
    { table: 'attempt', column: 'ended_order', definition: 'INTEGER', value: 'NULL' },
    { table: 'trial', column: 'suggestion', definition: 'TEXT', value: 'NULL' },
    { table: 'report', column: 'told_order', definition: 'INTEGER', value: 'NULL' },
  ],
  5: [{ table: 'study', column: 'warm_start', definition: 'TEXT', value: 'NULL' }],
  6: [
    { table: 'trial', column: 'repeat_of', definition: 'INTEGER', value: 'NULL' },
    { table: 'trial', column: 'purpose', definition: `TEXT CHECK (purpose IN ('repeat', 'finalize'))`, value: 'NULL' },
    { table: 'trial', column: 'round', definition: 'INTEGER', value: 'NULL' },
  ],
  7: [{ table: 'attempt', column: 'kept_step', definition: 'INTEGER', value: 'NULL' }],
};

/** Of each older format the tables that the next one has beyond it, all empty. */
const addedTables: Readonly<Record<number, readonly AddedTable[]>> = {
  4: [
    {
      table: 'request',
      columns: {
        id: 'INTEGER PRIMARY KEY',
        request: 'TEXT NOT NULL',
        asked_at: 'INTEGER NOT NULL',
        answered_at: 'INTEGER',
        outcome: `TEXT CHECK (outcome IN ('done', 'refused'))`,
        message: 'TEXT',
        answered_order: 'INTEGER',
      },
    },
    {
      table: 'run',
      columns: {
        started_order: 'INTEGER PRIMARY KEY',
        started_at: 'INTEGER NOT NULL',
        sweep_text: 'TEXT NOT NULL',
        overrides: 'TEXT NOT NULL',
        workers: 'INTEGER NOT NULL',
      },
    },
  ],
  6: [
    { table: 'final_test', columns: { trial_number: 'INTEGER PRIMARY KEY REFERENCES trial (number)', metrics: 'TEXT NOT NULL' } },
  ],
};

interface AddedColumn {
  readonly table: string;
  readonly column: string;
  readonly definition: string;
  /** SQL: what the rows of the older format have there. */
  readonly value: string;
}

interface AddedTable {
  readonly table: string;
  readonly columns: Readonly<Record<string, string>>;
}

/** Brings a database of an older format up to date, wholly or not at all. @throws UsageError when it is of no format we know. */
export function migrate(database: Database, path: string): void {
  const { version, columns, tables } = missingIn(database, path);
  if (version === formatVersion) return;
  database.transaction(() => {
    for (const added of tables) {
      const definitions = Object.entries(added.columns).map(([name, definition]) => `${name} ${definition}`);
      database.exec(`CREATE TABLE ${added.table} (${definitions.join(', ')}) STRICT`);
    }
    for (const { table, column, definition } of columns) database.exec(`ALTER TABLE ${table} ADD COLUMN ${column} ${definition}`);
    database.pragma(`user_version = ${formatVersion}`);
  })();
}

/** Lets a connection that may only read see a database of an older format as if it were of this one. */
export function readAsCurrent(database: Database, path: string): void {
  const { version, columns, tables } = missingIn(database, path);
  if (version === formatVersion) return;
  database.pragma('temp_store = MEMORY');
  for (const added of tables) {
    const nothing = Object.keys(added.columns).map((name) => `NULL AS ${name}`);
    database.exec(`CREATE TEMP VIEW ${added.table} AS SELECT ${nothing.join(', ')} WHERE 0`);
  }
  for (const table of new Set(columns.map((added) => added.table))) {
    const added = columns.filter((other) => other.table === table).map(({ column, value }) => `${value} AS ${column}`);
    // A temporary view hides the table of its name.
    database.exec(`CREATE TEMP VIEW ${table} AS SELECT *, ${added.join(', ')} FROM main.${table}`);
  }
}

/** @throws UsageError when it is of another format than this one, which only who holds the writer's lock can change. */
export function assertCurrent(database: Database, path: string): void {
  const { version } = missingIn(database, path);
  if (version === formatVersion) return;
  database.close();
  throw new UsageError(
    `${path} is run by an older hypersweep (format ${version}), which takes no requests: stop it there, and resume it with this one`,
  );
}

interface Missing {
  readonly version: number;
  readonly columns: readonly AddedColumn[];
  readonly tables: readonly AddedTable[];
}

function missingIn(database: Database, path: string): Missing {
  const version = database.pragma('user_version', { simple: true }) as number;
  if (version >= 1 && version <= formatVersion) {
    const older = Array.from({ length: formatVersion - version }, (_, i) => version + i);
    return {
      version,
      columns: older.flatMap((format) => addedColumns[format] ?? []),
      tables: older.flatMap((format) => addedTables[format] ?? []),
    };
  }
  database.close();
  throw new UsageError(
    version > formatVersion
      ? `${path} was written by a newer hypersweep (format ${version}, this one reads up to ${formatVersion}): update hypersweep`
      : `${path} is not a study database: expected format ${formatVersion}, got ${version}`,
  );
}
