/**
 * SNIPS' slots (39 types) with the ready sweep, and then its best parameters once with each output: what entity F1, and how much of
 * it is the conditional random field's.
 *
 *     npm run build && npx tsx bench/slots.ts [trials, 40 when left out] [minutes, 30]
 *
 * Published slot F1 on the test part, without pretrained vectors or language models: 88.8 (Goo et al., "Slot-Gated Modeling for
 * Joint Slot Filling and Intent Prediction", NAACL 2018, table 2), 91.8 (Zhang et al., "Joint Slot Filling and Intent Detection via
 * Capsule Neural Networks", ACL 2019, table 2), 94.2 (Qin et al., "A Stack-Propagation Framework with Token-Level Intent Detection
 * for Spoken Language Understanding", EMNLP 2019, table 2).
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, stringify } from 'yaml';

const root = fileURLToPath(new URL('..', import.meta.url));
const data = fileURLToPath(new URL('../../shared/data/slots-snips', import.meta.url));
const [trials = '40', minutes = '30'] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'slots-'));

interface Result {
  readonly what: string;
  readonly trials: number;
  readonly params: Readonly<Record<string, unknown>>;
  readonly validation: Readonly<Record<string, number>>;
  readonly test: Readonly<Record<string, number>>;
  readonly minutes: number;
}

function run(what: string, sweep: object, flags: readonly string[]): Result {
  const name = what.replaceAll(/[^a-z]+/g, '-');
  writeFileSync(join(folder, `${name}.yaml`), stringify({ ...sweep, name }));
  const run = spawnSync(process.execPath, [join(root, 'dist/cli/main.js'), 'run', `${name}.yaml`, '--plain', ...flags], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (run.status !== 0) throw new Error(`The search ended with ${run.status}`);
  const summary = JSON.parse(readFileSync(join(folder, 'results', name, 'summary.json'), 'utf8'));
  return {
    what,
    trials: summary.trials.complete + summary.trials.pruned + summary.trials.failed,
    params: summary.best.params,
    validation: summary.best.metrics,
    test: summary.test.metrics,
    minutes: summary.elapsedMs / 60_000,
  };
}

function row({ what, trials, validation, test, minutes }: Result): string {
  const shares = [validation.val_f1, test.test_f1, test.test_precision, test.test_recall].map((share = 0) => share.toFixed(4));
  return `| ${[what, trials, ...shares, minutes.toFixed(1)].join(' | ')} |`;
}

try {
  symlinkSync(data, join(folder, 'data'));
  const sweep = parse(readFileSync(join(root, 'search-spaces/slot-filling.yaml'), 'utf8'));
  const search = run('the search', sweep, ['--trials', trials, '--time', `${minutes}m`]);
  const fixed = Object.fromEntries(Object.entries(search.params).map(([name, value]) => [name, { value }]));
  const alone = ['crf', 'softmax'].map((output) => {
    const { early_terminate, ...rest } = sweep;
    return run(`its best, ${output}`, { ...rest, parameters: { ...fixed, output: { value: output } } }, ['--trials', '1']);
  });
  console.log(`\nBest: ${JSON.stringify(search.params)}\n`);
  console.log('| SNIPS slots | trials | validation F1 | test F1 | precision | recall | minutes |');
  console.log('|---|---|---|---|---|---|---|');
  for (const result of [search, ...alone]) console.log(row(result));
} finally {
  rmSync(folder, { recursive: true });
}
