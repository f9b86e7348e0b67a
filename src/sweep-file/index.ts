export { starterSweep } from './starter.js';
export { parseSweep, readSweepFile, type SweepFile, type SweepSource, specFromObject } from './sweep-file.js';
