export { parseSweep, readSweepFile, type SweepFile, specFromObject } from './sweep-file.js';
