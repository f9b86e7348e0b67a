import type { StudySpec } from '../core/study-spec.js';
import type { OpenStudy } from '../storage/studies.js';
import { parseSweep, specFromObject } from '../sweep-file/index.js';
import { applyChanges, type SpecChanges } from './changes.js';

/** What a study keeps beside its sweep file, so that the two give the study back as it was run. */
export interface StudyOrigin {
  /** The folder that paths in the sweep file are relative to. */
  readonly baseFolder: string;
  readonly changes: SpecChanges;
  /** Of a study started from code, in place of a sweep file. */
  readonly options?: unknown;
}

export function storedOrigin({ store }: OpenStudy): StudyOrigin {
  return store.description().overrides as unknown as StudyOrigin;
}

/** The study as it was run: its sweep file with what the command line changed. */
export function storedSpec(open: OpenStudy): StudySpec {
  const { baseFolder, changes, options } = storedOrigin(open);
  const { spec } =
    options === undefined
      ? parseSweep(open.store.description().sweepText, { fileName: open.folder.sweepFile, baseFolder })
      : specFromObject(options, open.folder.root);
  return applyChanges(spec, changes);
}
