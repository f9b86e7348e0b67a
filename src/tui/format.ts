/** How numbers, curves and tables look as text: what the command line's tables share with the live view. */
export { decisionTable, suggestionText } from './decision-table.js';
export { formatDuration } from './duration.js';
export { leaderboardTable } from './leaderboard-table.js';
export { formatChoice, formatMetric } from './numbers.js';
export { sparkline } from './sparkline.js';
export { seedTable, standingText } from './standing-text.js';
export { bar } from './text.js';
export { describeAims } from './words.js';
