/** A value of a database's column. */
export type Cell = string | number | null;

/** What a new SQLite file is to hold. */
export interface DatabaseContent {
  /** SQL that makes the tables. */
  readonly schema: string;
  /** By table, the rows; those of one table have the same columns. */
  readonly tables: Readonly<Record<string, readonly Readonly<Record<string, Cell>>[]>>;
}

/** The bytes of an SQLite file. One folder owns the library that makes them, so that others are given this. */
export type MakeDatabase = (content: DatabaseContent) => Uint8Array;
