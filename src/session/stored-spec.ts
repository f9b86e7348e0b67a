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

/** The study as it was run last: its sweep file with what the command line changed. */
export function storedSpec(open: OpenStudy): StudySpec {
  const { sweepText } = open.store.description();
  return specOf({ sweepText, sweepFile: open.folder.sweepFile, origin: storedOrigin(open) });
}

interface SpecSource {
  /** Empty for a study started from code. */
  readonly sweepText: string;
  /** As messages name it. */
  readonly sweepFile: string;
  readonly origin: StudyOrigin;
}

export function specOf({ sweepText, sweepFile, origin: { baseFolder, changes, options } }: SpecSource): StudySpec {
  const { spec } =
    options === undefined
      ? parseSweep(sweepText, { fileName: sweepFile, baseFolder })
      : specFromObject(options, 'the options of the study');
  return applyChanges(spec, changes);
}
