import { fromLoss, type Objective } from '../core/objective.js';
import type { StudyRecord } from '../core/study-record.js';
import { objectivesOf } from '../core/study-spec.js';
import { auditReport } from '../study/audit-findings.js';
import { importanceNote } from '../study/importance.js';
import { type LeaderboardRow, leaderboard } from '../study/leaderboard.js';
import { stateText } from '../study/state-text.js';
import { tallyText } from '../study/tally.js';
import { failuresByReason, prunedByStep, whereText } from './early-endings.js';
import type { Figure } from './figures/figures.js';
import { interactionsNote, restNote, tellingForest, tellingShares } from './interactions.js';
import { confusionSection } from './markdown-confusion.js';
import { luckMarkdown } from './markdown-luck.js';
import { escapeText, fenced, list, table } from './markdown-text.js';
import { deviceText, parametersYaml, reproduceCommand, reproductionNotes } from './reproduction.js';
import { searchedParameters } from './searched-parameters.js';
import { summarise } from './summary.js';
import { verdict } from './verdict.js';
import { choiceText, columnFormat, countText, dateText, durationText, numberText, shareText } from './wording.js';

const shownRows = 20;

/** The study in Markdown, in GitHub's dialect. `figures`: the pictures that lie beside it. */
export function renderMarkdown(record: StudyRecord, figures: readonly Omit<Figure, 'content'>[] = []): string {
  const sections = [
    `# ${escapeText(record.spec.name)}`,
    escapeText(verdict(record)),
    facts(record),
    'Charts, learning curves and the full table: [report.html](report.html).',
    ...figures.map(({ path, text }) => `![${escapeText(text)}](${path})`),
    leaderboardSection(record),
    luckMarkdown(record),
    bestParametersSection(record),
    importanceSection(record),
    confusionSection(record),
    earlyEndingsSection(record),
    reproductionSection(record),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function facts(record: StudyRecord): string {
  const summary = summarise(record);
  const saved = summary.epochs.savedByPruning;
  return list([
    ...objectivesOf(record.spec).map(({ goal, metric }) => `Objective: ${goal} ${escapeText(metric)}`),
    `Trials: ${tallyText(summary.trials) || 'none'}`,
    `Epochs: ${summary.epochs.spent.toLocaleString('en-US')} spent${saved ? `, ${saved.toLocaleString('en-US')} saved by pruning` : ''}`,
    `Search: ${escapeText(summary.sampler.type)}, early stopping: ${escapeText(summary.pruner.type)}, seed ${summary.seed}`,
    `Started ${dateText(record.createdAt)}, took ${durationText(record.elapsedMs)}, ${summary.status}`,
    ...(summary.test ? [`Test data, trial ${summary.test.trial}: ${metricList(summary.test.metrics)}`] : []),
  ]);
}

function leaderboardSection({ spec, trials }: StudyRecord): string {
  const rows = leaderboard(trials, objectivesOf(spec));
  if (rows.length === 0) return '';
  const names = searchedParameters(spec.space).map(({ name }) => name);
  const valueText = columnFormat(rows.flatMap((row) => row.loss ?? []));
  const further = (spec.furtherObjectives ?? []).map(({ metric }) => metric);
  const hasStandings = rows.some(({ standing }) => standing);
  const shown = rows
    .slice(0, shownRows)
    .map((row) => [
      `${row.standing?.isToldFromBest === false ? '≈ ' : ''}${row.rank ?? ''}`,
      ...(further.length > 0 ? [String(row.front ?? '')] : []),
      String(row.trialNumber),
      stateText(row),
      row.loss === undefined ? '' : valueText(fromLoss(spec.objective, row.loss)),
      ...(hasStandings ? standingCells(row, valueText) : []),
      ...further.map((metric) => (row.metrics?.[metric] === undefined ? '' : numberText(row.metrics[metric]))),
      sparkline(row, spec.objective),
      String(row.steps),
      row.durationMs === undefined ? '' : durationText(row.durationMs),
      ...names.map((name) => (row.params[name] === undefined ? '' : choiceText(row.params[name]))),
    ]);
  const front = further.length > 0 ? ['front'] : [];
  const certainty = hasStandings ? ['± 95 %', 'n'] : [];
  const header = [
    'rank',
    ...front,
    'trial',
    'state',
    spec.objective.metric,
    ...certainty,
    ...further,
    'curve',
    'epochs',
    'time',
    ...names,
  ];
  const more = rows.length > shownRows ? `\n\nThe first ${shownRows} of ${countText(rows.length, 'trial')}.` : '';
  return `## Leaderboard\n\n${table(header, shown)}${more}`;
}

/** Half of the confidence interval and the seeds. */
function standingCells({ standing, state }: LeaderboardRow, valueText: (value: number) => string): string[] {
  const [low, high] = standing?.interval ?? [];
  const half = low === undefined || high === undefined ? '' : valueText((high - low) / 2);
  return [half, String(standing?.seeds ?? (state === 'complete' ? 1 : ''))];
}

function bestParametersSection(record: StudyRecord): string {
  const { best } = summarise(record);
  return best ? `## Best parameters\n\n${fenced(parametersYaml(best.params), 'yaml')}` : '';
}

function importanceSection(record: StudyRecord): string {
  const { importance } = summarise(record);
  if (importance.length === 0) return '';
  const rows = importance.map(({ name, share }, index) => [String(index + 1), name, shareText(share)]);
  const ranking = `## Parameter importance\n\n${importanceNote}\n\n${table(['rank', 'parameter', 'share'], rows)}`;
  return [ranking, ...interactions(record)].join('\n\n');
}

function interactions(record: StudyRecord): string[] {
  const found = tellingForest(record)?.interactions;
  if (found === undefined) return [];
  const shares = tellingShares(found);
  const rows = [
    ...shares.alone.map(({ name, share }) => [name, shareText(share)]),
    ...shares.together.map(({ names, share }) => [names.join(' × '), shareText(share)]),
  ];
  return [
    '### Alone and two together',
    interactionsNote(found, shares),
    table(['parameter or pair', 'share'], rows),
    restNote(shares),
  ];
}

function earlyEndingsSection({ spec, trials }: StudyRecord): string {
  const pruned = prunedByStep(trials).map(({ step, trialNumbers, explanation }) => [
    String(step),
    String(trialNumbers.length),
    explanation,
  ]);
  const failed = failuresByReason(trials, spec.space);
  const failures = failed.map(({ reason, trialNumbers, message }) => [reason, String(trialNumbers.length), message]);
  const places = failed.flatMap(({ reason, where }) => (where ? [`${escapeText(reason)}: ${escapeText(whereText(where))}`] : []));
  const audit = auditReport(trials, objectivesOf(spec));
  const stopped = [
    ...(pruned.length > 0 ? [table(['at step', 'trials', 'why, of the last one'], pruned)] : []),
    ...(audit === undefined ? [] : [audit]),
  ];
  return [
    stopped.length > 0 ? `## Stopped early\n\n${stopped.join('\n\n')}` : '',
    failed.length > 0 ? `## Failures\n\n${table(['reason', 'trials', 'message of the first one'], failures)}` : '',
    places.length > 0 ? `### Where in the space they are\n\n${list(places)}` : '',
  ]
    .filter((section) => section !== '')
    .join('\n\n');
}

function reproductionSection(record: StudyRecord): string {
  const command = reproduceCommand(record);
  const { environment } = record;
  return [
    '## How to reproduce',
    ...(command ? [fenced(command, 'sh')] : []),
    list(reproductionNotes(record).map(escapeText)),
    ...(environment
      ? [
          `Hypersweep ${escapeText(environment.hypersweep)}, Node ${escapeText(environment.node)}, ${escapeText(environment.platform)}, ` +
            `${escapeText(environment.cpu)}, ${countText(environment.cores, 'core')}; devices: ${escapeText(deviceText(environment.devices))}.`,
        ]
      : []),
    ...(record.sweepText ? [fenced(record.sweepText.trimEnd(), 'yaml')] : []),
  ].join('\n\n');
}

function metricList(metrics: Readonly<Record<string, number>>): string {
  return Object.entries(metrics)
    .map(([name, value]) => `${escapeText(name)} ${numberText(value)}`)
    .join(', ');
}

/** The course of the objective in eight characters, its own lowest to its own highest. */
function sparkline({ curve }: LeaderboardRow, objective: Objective): string {
  const values = curve.filter(Number.isFinite).map((loss) => fromLoss(objective, loss));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const points = Math.min(values.length, 8);
  return Array.from({ length: points }, (_, index) => {
    const value = values[Math.round((index * (values.length - 1)) / Math.max(1, points - 1))] ?? low;
    return '▁▂▃▄▅▆▇█'[high > low ? Math.round((7 * (value - low)) / (high - low)) : 3];
  }).join('');
}
