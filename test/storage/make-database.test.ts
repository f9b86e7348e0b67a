import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { makeDatabase } from '../../src/storage/make-database.js';

it('makes a file with the tables and their rows, also with none', () => {
  const bytes = makeDatabase({
    schema: 'CREATE TABLE "order" (id INTEGER PRIMARY KEY, "key" TEXT, size REAL); CREATE TABLE empty (id INTEGER)',
    tables: {
      '"order"': [
        { id: 1, key: "it's", size: 0.1 },
        { id: 2, key: null, size: 2 },
      ],
      empty: [],
    },
  });
  const database = new Database(Buffer.from(bytes));
  expect(database.prepare('SELECT * FROM "order"').all()).toEqual([
    { id: 1, key: "it's", size: 0.1 },
    { id: 2, key: null, size: 2 },
  ]);
  expect(database.prepare('SELECT * FROM empty').all()).toEqual([]);
});
