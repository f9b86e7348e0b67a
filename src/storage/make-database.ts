import Database from 'better-sqlite3';
import type { Cell, DatabaseContent } from '../core/database-content.js';

/** The bytes of an SQLite file with this content; nothing is written. */
export function makeDatabase({ schema, tables }: DatabaseContent): Uint8Array {
  const database = new Database(':memory:');
  try {
    database.exec(schema);
    for (const [table, rows] of Object.entries(tables)) insert(database, table, rows);
    return database.serialize();
  } finally {
    database.close();
  }
}

function insert(database: Database.Database, table: string, rows: readonly Readonly<Record<string, Cell>>[]): void {
  const columns = Object.keys(rows[0] ?? {});
  if (columns.length === 0) return;
  const statement = database.prepare(
    `INSERT INTO ${table} (${columns.map((name) => `"${name}"`).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  database.transaction(() => {
    for (const row of rows) statement.run(columns.map((name) => row[name]));
  })();
}
