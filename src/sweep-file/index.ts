export { starterSweep } from './starter.js';
export { parseSweep, readSweepFile, type SweepFile, specFromObject } from './sweep-file.js';
