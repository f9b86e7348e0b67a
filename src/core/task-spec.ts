import type { TableSource } from './table-source.js';

/**
 * Where a text-classification data set comes from.
 * A path is absolute by the time it stands here. `textColumn` and `labelColumn` are header names, or numbers from 0 for files without one.
 */
export type TextDataSource =
  | { readonly kind: 'intl-languages' }
  | {
      readonly kind: 'files';
      readonly train: string;
      readonly validation?: string;
      readonly test?: string;
      /** From the file's ending when left out. */
      readonly format?: 'csv' | 'tsv' | 'jsonl';
      /** Of CSV files; found by looking at them when left out. */
      readonly delimiter?: string;
      readonly textColumn: string | number;
      readonly labelColumn: string | number;
      readonly header: boolean;
    };

/** A file in columns, as the CoNLL shared tasks have them, or two files side by side: a line with a sentence's tokens, a line with their tags. */
export type TaggedFile = string | { readonly tokens: string; readonly tags: string };

/** Where sentences with a BIO tag for each token come from. A path is absolute by the time it stands here. */
export type TaggedDataSource =
  | { readonly kind: 'intl-dates' }
  | {
      readonly kind: 'files';
      readonly train: TaggedFile;
      readonly validation?: TaggedFile;
      readonly test?: TaggedFile;
      /** Of files in columns: numbers from 0, or from -1 backwards for the last ones. */
      readonly tokenColumn: number;
      readonly tagColumn: number;
    };

/**
 * Which of a trial's values counts: the `best` that it had so far, as when every checkpoint is kept, or the `last` of one that
 * came to its end.
 */
export type Score = 'best' | 'last';

/** A folder with a folder of images for each class, or two files in MNIST's format side by side. */
export type ImageFiles = string | { readonly images: string; readonly labels: string };

/** Where labelled images come from. A path is absolute by the time it stands here. */
export interface ImageDataSource {
  readonly train: ImageFiles;
  readonly validation?: ImageFiles;
  readonly test?: ImageFiles;
  /** Pixels that every image is stretched or shrunk to. Left out: all have one size, and keep it. */
  readonly size?: readonly [height: number, width: number];
}

/** Shares of train, validation and test; they sum to 1. Stratified by label where there are labels, seeded by the study. */
export type SplitShares = readonly [train: number, validation: number, test: number];

/** What every built-in training task has. What a trial varies comes as its parameters. */
interface TrainingSpecOf<Kind extends string, Data> {
  readonly kind: Kind;
  readonly data: Data;
  readonly split: SplitShares;
  /** The most that a trial may run. */
  readonly epochs: number;
  /** Which epoch's weights and metrics a trial ends with; left out: the best. */
  readonly score?: Score;
  /** File URLs of the modules that the parameter `loss` may name, by the names that it gives them. */
  readonly ownLosses?: Readonly<Record<string, string>>;
  /** Of a task that tells classes apart: what examples of a class weigh in the loss, above 0, by its name; 1 where it is left out. */
  readonly classWeights?: Readonly<Record<string, number>>;
}

/** What variants of training texts are made from. How much they differ, a trial's parameters say. */
export interface TextAugmentation {
  /** The path of a file of synonyms, absolute; left out: the list of English ones that comes with us. */
  readonly synonyms?: string;
  readonly backTranslation?: BackTranslation;
}

/** Translates texts into another language and back. */
export type BackTranslation =
  /** A program that gets a text a line on its standard input and writes as many lines. It runs in `folder`. */
  | { readonly kind: 'command'; readonly command: readonly string[]; readonly folder: string }
  /** A module, by its file URL, whose default export is `async (texts: string[]) => string[]`. */
  | { readonly kind: 'module'; readonly url: string };

export interface TextClassificationSpec extends TrainingSpecOf<'text-classification', TextDataSource> {
  readonly augmentation?: TextAugmentation;
}

export type ImageClassificationSpec = TrainingSpecOf<'image-classification', ImageDataSource>;

export interface SequenceLabellingSpec extends TrainingSpecOf<'sequence-labelling', TaggedDataSource> {
  readonly augmentation?: Pick<TextAugmentation, 'synonyms'>;
}

export type TabularClassificationSpec = TrainingSpecOf<'tabular-classification', TableSource>;

export type TabularRegressionSpec = TrainingSpecOf<'tabular-regression', TableSource>;

/** A built-in training task. */
export type TrainingSpec =
  | TextClassificationSpec
  | ImageClassificationSpec
  | SequenceLabellingSpec
  | TabularClassificationSpec
  | TabularRegressionSpec;

export type TrainingKind = TrainingSpec['kind'];

/** The user's own function: the default export (or `export`) of an ES module, called with the parameters and a trial handle. */
export interface ModuleSpec {
  readonly kind: 'module';
  /** A file URL. */
  readonly url: string;
  readonly exportName: string;
  /** The most steps that a trial reports, where it is known: for progress bars and pruners. */
  readonly epochs?: number;
}

/** Any program, started anew for each trial. */
export interface ProgramSpec {
  readonly kind: 'program';
  /** The program and its arguments, with macros (command-macros.ts); nothing of it goes through a shell. */
  readonly command: readonly string[];
  /** What `${program}` stands for, as the file names it: a path from `folder`. */
  readonly program?: string;
  /** Where it runs, absolute. */
  readonly folder: string;
  /** What it reports beside JSON lines on its standard output and on the descriptor that it is given. */
  readonly metrics: MetricSources;
  /** Of parameters that the sweep file has in mappings: `optimizer.lr` is [optimizer, lr], and the program gets a mapping, too. */
  readonly nesting?: Readonly<Record<string, readonly string[]>>;
  /** How long it may take to end after SIGTERM before SIGKILL. */
  readonly graceMs?: number;
  /** The most steps that a trial reports, where it is known: for progress bars and pruners. */
  readonly epochs?: number;
}

/** Where a program that does not know us leaves its metrics. Paths start at the program's folder and may hold macros. */
export interface MetricSources {
  /** Regular expressions over lines of its output, whose named groups are metrics. */
  readonly patterns?: readonly string[];
  /** A CSV or TSV file with a header, to which it appends. */
  readonly csv?: string;
  /** A folder of TensorBoard's event files. */
  readonly tensorboard?: string;
  /** A JSON file of final metrics. */
  readonly result?: string;
  /** What the step is called there; left out: `step` or `epoch`. */
  readonly step?: string;
}

/** A function given to `optimize()` in this process: it cannot leave it. */
interface InlineSpec {
  readonly kind: 'inline';
  readonly epochs?: number;
}

/** A recorded result replayed: what a trial reports is looked up, and takes no time. */
export interface TableSpec {
  readonly kind: 'table';
  /** What a run that came to its end has to show. */
  readonly score: Score;
  /** One row a recorded configuration, in the order of the search space's `rows`. */
  readonly table: RecordedTable;
  /** The most steps of a recorded run. */
  readonly epochs: number;
}

/** Recorded runs, in memory. */
export interface RecordedTable {
  /** By row: the objective's metric, in its own units, at each of its steps. Not finite where a run had diverged. */
  readonly curves: readonly (readonly number[])[];
  /** By row: the steps that the values belong to, rising, from 1; left out: 1, 2, 3 ... */
  readonly steps?: readonly (readonly number[])[];
  /** By row: what one step costs, in the table's own units of cost; left out: 1. */
  readonly costs?: readonly number[];
}

/** What a trial is. */
export type TaskSpec = TrainingSpec | ModuleSpec | ProgramSpec | InlineSpec | TableSpec;

/** Whether a trial is one of the built-in tasks, which train a model of ours. */
export function isTraining(task: TaskSpec): task is TrainingSpec {
  return isTrainingKind(task.kind);
}

export function isTrainingKind(kind: TaskSpec['kind']): kind is TrainingKind {
  return kind !== 'module' && kind !== 'program' && kind !== 'inline' && kind !== 'table';
}
