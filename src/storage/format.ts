import type { Database } from 'better-sqlite3';
import { UsageError } from '../core/errors.js';

/** The number of the format that schema.sql makes; it grows with every change that an older version could not read. */
export const formatVersion = 4;

/**
 * Of each older format what makes it the next one: columns at the end of tables, so that a reader, who may not change the file,
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
};

interface AddedColumn {
  readonly table: string;
  readonly column: string;
  readonly definition: string;
  /** SQL: what the rows of the older format have there. */
  readonly value: string;
}

/** Brings a database of an older format up to date, wholly or not at all. @throws UsageError when it is of no format we know. */
export function migrate(database: Database, path: string): void {
  const missing = missingColumns(database, path);
  if (missing.length === 0) return;
  database.transaction(() => {
    for (const { table, column, definition } of missing) database.exec(`ALTER TABLE ${table} ADD COLUMN ${column} ${definition}`);
    database.pragma(`user_version = ${formatVersion}`);
  })();
}

/** Lets a connection that may only read see a database of an older format as if it were of this one. */
export function readAsCurrent(database: Database, path: string): void {
  const missing = missingColumns(database, path);
  if (missing.length === 0) return;
  database.pragma('temp_store = MEMORY');
  for (const table of new Set(missing.map((added) => added.table))) {
    const added = missing.filter((other) => other.table === table).map(({ column, value }) => `${value} AS ${column}`);
    // A temporary view hides the table of its name.
    database.exec(`CREATE TEMP VIEW ${table} AS SELECT *, ${added.join(', ')} FROM main.${table}`);
  }
}

function missingColumns(database: Database, path: string): AddedColumn[] {
  const version = database.pragma('user_version', { simple: true }) as number;
  if (version >= 1 && version <= formatVersion) {
    return Array.from({ length: formatVersion - version }, (_, i) => addedColumns[version + i] ?? []).flat();
  }
  database.close();
  throw new UsageError(
    version > formatVersion
      ? `${path} was written by a newer hypersweep (format ${version}, this one reads up to ${formatVersion}): update hypersweep`
      : `${path} is not a study database: expected format ${formatVersion}, got ${version}`,
  );
}
