export { nameRule, studyName } from './study-name.js';
export { parseSweep, readSweepFile, type SweepFile, specFromObject } from './sweep-file.js';
