import { UsageError } from '../../core/errors.js';
import { derivedOf } from '../../core/search-space.js';
import type { RecordedRequest } from '../../core/steering.js';
import type { StudyRecord } from '../../core/study-record.js';
import { objectivesOf, type StudySpec } from '../../core/study-spec.js';
import { isFinished, type Metrics, type Params, type Report, type Trial, workedMs } from '../../core/trial.js';
import { certaintyOf } from '../../report/certainty.js';
import { expectedOfWinner, optimismText, plusMinus, untoldText } from '../../report/certainty-text.js';
import { countText, shareText } from '../../report/wording.js';
import { studyFolder } from '../../storage/study-folder.js';
import { auditFindings, auditText } from '../../study/audit-findings.js';
import { type Importance, importance, importanceNote } from '../../study/importance.js';
import { incumbent } from '../../study/leaderboard.js';
import { optunaImportance } from '../../study/optuna-importance.js';
import { standingsOf } from '../../study/standings.js';
import { marksOf, stateText } from '../../study/state-text.js';
import { type Tally, tallyOf, tallyText } from '../../study/tally.js';
import {
  bar,
  decisionTable,
  describeAims,
  formatChoice,
  formatDuration,
  formatMetric,
  seedTable,
  sparkline,
  standingText,
  suggestionText,
} from '../../tui/format.js';
import { logTail } from '../log-tail.js';
import { columns, printJson } from '../output.js';
import { type StoredStudy, storedStudy } from '../stored-study.js';

/** Of a trial's reports, and of its pruner's decisions; --json has all. */
const mostRows = 60;

/** Of the most important parameter, in characters. */
const barWidth = 24;

interface ShowOptions {
  readonly results: string;
  readonly json?: boolean;
  /** Importance to the letter of Optuna's. */
  readonly likeOptuna?: boolean;
}

export async function show(study: string, trialNumber: string | undefined, options: ShowOptions): Promise<number> {
  const stored = storedStudy(study, options.results);
  if (trialNumber === undefined) showStudy(stored, options);
  else showTrial(stored, findTrial(stored, trialNumber), options.json);
  return 0;
}

function showStudy({ root, record, overview }: StoredStudy, { json, likeOptuna }: ShowOptions): void {
  const best = incumbent(record.trials, objectivesOf(record.spec));
  const tally = tallyOf(record.trials);
  const { space } = record.spec;
  const ranking = likeOptuna
    ? optunaImportance(space, record.trials)
    : importance(space, record.trials, { objectives: objectivesOf(record.spec) });
  if (json) {
    printJson({
      study: overview,
      status: record.status,
      folder: root,
      counts: tally,
      choices: record.choices ?? [],
      requests: record.requests ?? [],
      audit: auditFindings(record.trials, objectivesOf(record.spec)) ?? null,
      importance: ranking,
      elapsedMs: record.elapsedMs,
      best: best ?? null,
      certainty: certaintyOf(record) ?? null,
      test: record.test ?? null,
    });
    return;
  }
  const { sampler, pruner } = record.spec;
  console.log(`${record.spec.name}: ${describeAims(record.spec)}, ${record.status}`);
  console.log(
    `  sampler ${sampler.type}, pruner ${pruner.type}, seed ${record.spec.seed}, ${formatDuration(record.elapsedMs)} in all`,
  );
  console.log(`  trials: ${tallyText(record.status === 'interrupted' ? cutOff(tally) : tally) || 'none'}`);
  for (const choice of record.choices ?? []) console.log(`  ${choice}`);
  const audit = auditText(record.trials, objectivesOf(record.spec));
  if (audit !== undefined) console.log(`  ${audit}`);
  console.log(`  folder: ${root}`);
  printRequests(record.requests ?? []);
  if (best === undefined) return;
  const sure = certaintySentences(record);
  const which = objectivesOf(record.spec).length > 1 ? 'First of the Pareto front' : 'Best';
  console.log(`\n${which}: trial ${best.number}, ${sure[0] ?? objectivesLine(record.spec, best.metrics)}`);
  for (const sentence of sure.slice(1)) console.log(sentence);
  if (record.test) console.log(`On the test split: ${metricsLine(record.test.metrics)}`);
  printParams(record.spec, best.params);
  printImportance(ranking);
}

/** Of a study whose process was killed nothing runs: what did will run again. */
function cutOff({ running, waiting, ...ended }: Tally): Tally {
  return { ...ended, running: 0, waiting: waiting + running };
}

/** What fresh seeds say of the best: its value first, as it is to be expected, then sentences. */
function certaintySentences(record: StudyRecord): string[] {
  const certainty = certaintyOf(record);
  const [winner] = certainty?.configurations ?? [];
  const expected = certainty && expectedOfWinner(certainty);
  if (certainty === undefined || winner === undefined || expected === undefined) return [];
  const tested = winner.test ? `, on the test split ${plusMinus(winner.test)}` : '';
  return [
    `${certainty.metric} ${plusMinus(expected)} over ${countText(winner.seeds, 'fresh seed')}${tested}`,
    untoldText(certainty),
    optimismText(certainty),
  ];
}

/** What people asked of it, in order. */
function printRequests(requests: readonly RecordedRequest[]): void {
  if (requests.length === 0) return;
  console.log('\nSteered by hand:');
  const rows = requests.map(({ request, askedAt, answer }) => [
    new Date(askedAt).toLocaleString('sv-SE', { dateStyle: 'short', timeStyle: 'short' }),
    request.kind,
    answer ? `${answer.outcome === 'refused' ? 'refused: ' : ''}${answer.message.split('\n')[0]}` : 'waits for the next resume',
  ]);
  for (const line of columns(rows)) console.log(`  ${line}`);
}

function showTrial({ root, record }: StoredStudy, trial: Trial, json: boolean | undefined): void {
  if (json) {
    printJson({ ...trial, derived: derivedOf(record.spec.space, trial.params) });
    return;
  }
  console.log(
    `Trial ${trial.number} of ${record.spec.name}: ${stateText({ state: trial.state, ...marksOf(trial) })}${trial.attempt > 1 ? `, attempt ${trial.attempt}` : ''}`,
  );
  if (isFinished(trial)) console.log(`  took ${formatDuration(workedMs(trial))}`);
  if (trial.state === 'complete') console.log(`  ${metricsLine(trial.metrics)}`);
  if (trial.state === 'pruned') console.log(`  because ${trial.explanation}`);
  if (trial.state === 'failed') console.log(`  ${trial.reason}: ${trial.message}`);
  printSeeds(record, trial);
  printParams(record.spec, trial.params);
  if (trial.suggestion) console.log(`\n  proposed by ${suggestionText(trial.suggestion)}`);
  if (trial.reports.length > 0) printCurve(trial.reports);
  printDecisions(trial.reports);
  printLog(studyFolder(root).logFile(trial.number));
}

/** Of a study with repeats: what the seeds of the trial's configuration say, and which there are. */
function printSeeds({ spec, trials }: StudyRecord, trial: Trial): void {
  if (trial.repeatOf !== undefined) console.log(`  the parameters of trial ${trial.repeatOf} under another seed`);
  const standing = objectivesOf(spec).length > 1 ? undefined : standingsOf(trials).get(trial.number);
  if (standing === undefined || trial.state !== 'complete') return;
  const isBest = incumbent(trials)?.number === trial.number;
  console.log('');
  for (const sentence of standingText(trial, standing, { objective: spec.objective, isBest })) console.log(`  ${sentence}`);
  for (const line of columns(seedTable(trial, trials, spec.objective))) console.log(`  ${line}`);
}

function printParams({ space }: StudySpec, params: Params): void {
  const pairs = (values: Params, mark = '') => Object.entries(values).map(([name, value]) => [name, formatChoice(value) + mark]);
  console.log('');
  for (const line of columns([...pairs(params), ...pairs(derivedOf(space, params), '  (derived)')])) console.log(`  ${line}`);
}

function printImportance(ranking: readonly Importance[]): void {
  if (ranking.length === 0) return;
  const longest = ranking[0]?.share ?? 1;
  const rows = ranking.map(({ name, share }) => [name, shareText(share).padStart(5), bar(share / longest, barWidth)]);
  console.log(`\nParameter importance. ${importanceNote}\n`);
  for (const line of columns(rows)) console.log(`  ${line}`);
}

function printDecisions(reports: readonly Report[]): void {
  const [titles, ...rows] = decisionTable(reports);
  if (titles === undefined) return;
  console.log(`\n  what the pruner decided, and from which numbers${shareShown(rows.length)}:`);
  for (const line of columns([titles, ...thinned(rows)])) console.log(`  ${line}`);
}

function printCurve(reports: readonly Report[]): void {
  const names = Object.keys(reports[0]?.metrics ?? {});
  const rows = thinned(reports).map(({ step, metrics }) => [
    String(step),
    ...names.map((name) => formatMetric(metrics[name] ?? Number.NaN)),
  ]);
  console.log(
    `\n  ${sparkline(
      reports.map(({ loss }) => loss),
      40,
    )}`,
  );
  for (const line of columns([['epoch', ...names], ...rows])) console.log(`  ${line}`);
  if (rows.length < reports.length) console.log(`  (${rows.length} of ${reports.length} reports; --json has all)`);
}

/** At most `mostRows`, the first and the last among them. */
function thinned<Row>(rows: readonly Row[]): readonly Row[] {
  if (rows.length <= mostRows) return rows;
  return Array.from({ length: mostRows }, (_, i) => rows[Math.round((i * (rows.length - 1)) / (mostRows - 1))] as Row);
}

function shareShown(count: number): string {
  return count > mostRows ? ` (${mostRows} of ${count})` : '';
}

function printLog(path: string): void {
  const lines = logTail(path).slice(-10);
  if (lines.length === 0) return;
  console.log(`\n  log (${path}):`);
  for (const line of lines) console.log(`  | ${line}`);
}

function objectivesLine(spec: StudySpec, metrics: Metrics): string {
  return metricsLine(Object.fromEntries(objectivesOf(spec).map(({ metric }) => [metric, metrics[metric] ?? Number.NaN])));
}

function metricsLine(metrics: Readonly<Record<string, number>>): string {
  return Object.entries(metrics)
    .map(([name, value]) => `${name} ${formatMetric(value)}`)
    .join(', ');
}

function findTrial({ record }: StoredStudy, text: string): Trial {
  const trial = record.trials.find(({ number }) => String(number) === text);
  if (trial !== undefined) return trial;
  const last = record.trials.at(-1)?.number;
  throw new UsageError(
    `Expected the number of a trial of ${record.spec.name} (${last === undefined ? 'it has none yet' : `0 to ${last}`}), got "${text}"`,
  );
}
