import type { PairSummary, RegretSummary } from '../simulation/regret.js';
import { formatMetric, formatNumber } from '../tui/numbers.js';
import { columns } from './output.js';

export interface ComparisonTable {
  /** By pair: the sampler and the pruner. */
  readonly names: readonly (readonly [method: string, earlyTerminate: string])[];
  readonly summaries: readonly PairSummary[];
  /** At which regrets are given; the last one is the whole budget. */
  readonly costs: readonly number[];
}

/** The comparison for a terminal: what was left to gain at several costs, and each pair beside the first. */
export function comparisonLines({ names, summaries, costs }: ComparisonTable): string[] {
  const total = costs.at(-1) as number;
  const heads = costs.map((cost) => `${formatNumber(cost, 4)} (${Math.round((100 * cost) / total)} %)`);
  const table = (cell: (regret: RegretSummary) => string) =>
    columns([
      ['', 'method', 'early_terminate', 'trials', ...heads],
      ...summaries.map(({ regrets, trials }, i) => [letterOf(i), ...(names[i] ?? []), trials.toFixed(0), ...regrets.map(cell)]),
    ]);
  return [
    'Mean regret by what the trials had cost:',
    ...table(({ mean }) => regretText(mean)),
    '',
    'Median regret [quartiles]:',
    ...table(({ median, quartiles: [low, high] }) => `${regretText(median)} [${regretText(low)} ${regretText(high)}]`),
    '',
    ...(summaries.length > 1 ? besideFirst({ names, summaries, costs }) : []),
  ];
}

function besideFirst({ names, summaries, costs }: ComparisonTable): string[] {
  const total = costs.at(-1) as number;
  const rows = summaries
    .slice(1)
    .map(({ costToFirst, wins, losses, pValue }, i) => [
      letterOf(i + 1),
      ...(names[i + 1] ?? []),
      Number.isFinite(costToFirst) ? `${((100 * costToFirst) / total).toFixed(0)} % of the budget` : 'never',
      `${wins} won, ${losses} lost`,
      pValue === undefined ? '-' : pValue < 0.001 ? '< 0.001' : pValue.toFixed(3),
    ]);
  return [
    `Beside ${names[0]?.join(' + ')}, seed by seed (p: two-sided signed-rank test of the final regrets):`,
    ...columns([['', 'method', 'early_terminate', 'as good after', 'seeds', 'p'], ...rows]),
  ];
}

/** What draws a pair in the chart. */
export function letterOf(index: number): string {
  return String.fromCharCode('a'.charCodeAt(0) + (index % 26));
}

function regretText(regret: number): string {
  return Number.isFinite(regret) ? formatMetric(regret) : '-';
}
