/**
 * CLINC150 (150 intents) with the ready sweep, with its early termination and without: what accuracy, for how many epochs.
 *
 *     npm run build && npx tsx bench/clinc150.ts [trials, 24 when left out] [minutes each, 20] [asha | none | both]
 *
 * Published in-scope test accuracy (Larson et al., "An Evaluation Dataset for Intent Classification and Out-of-Scope
 * Prediction", EMNLP 2019, table 2): fastText 0.890, SVM 0.910, CNN 0.912.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = new URL('../../shared/data/text-clinc150/data_full.json', import.meta.url);
const [trials = '24', minutes = '20', which = 'both'] = process.argv.slice(2);

/** In-scope only, as tab-separated files beside the sweep file, where it looks for them. */
function writeData(folder: string): void {
  const splits = JSON.parse(readFileSync(source, 'utf8')) as Record<string, [text: string, intent: string][]>;
  mkdirSync(join(folder, 'data'));
  for (const [file, split] of [
    ['train', 'train'],
    ['validation', 'val'],
    ['test', 'test'],
  ] as const) {
    const rows = (splits[split] ?? []).map(([text, intent]) => `${text}\t${intent}`);
    writeFileSync(join(folder, `data/${file}.tsv`), `${['text\tintent', ...rows].join('\n')}\n`);
  }
}

interface Row {
  readonly pruner: string;
  readonly trials: number;
  readonly epochs: number;
  readonly validation: number;
  readonly test: number;
  readonly minutes: number;
}

function search(pruner: string): Row {
  const folder = mkdtempSync(join(tmpdir(), 'clinc150-'));
  try {
    writeData(folder);
    const sweep = readFileSync(join(root, 'search-spaces/intent-classification.yaml'), 'utf8');
    const text = pruner === 'asha' ? sweep : sweep.replace(/^early_terminate:.*$/m, `early_terminate: { type: ${pruner} }`);
    writeFileSync(join(folder, 'sweep.yaml'), text);
    const flags = ['--trials', trials, '--time', `${minutes}m`, '--name', pruner, '--plain'];
    const run = spawnSync(process.execPath, [join(root, 'dist/cli/main.js'), 'run', 'sweep.yaml', ...flags], {
      cwd: folder,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    if (run.status !== 0) throw new Error(`The search ended with ${run.status}`);
    const summary = JSON.parse(readFileSync(join(folder, 'results', pruner, 'summary.json'), 'utf8'));
    return {
      pruner,
      trials: summary.trials.complete + summary.trials.pruned + summary.trials.failed,
      epochs: summary.epochs.spent,
      validation: summary.best.metrics.val_accuracy,
      test: summary.test.metrics.test_accuracy,
      minutes: summary.elapsedMs / 60_000,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const rows = (which === 'both' ? ['asha', 'none'] : [which]).map(search);
console.log('\n| early termination | trials | epochs | share of epochs | validation accuracy | test accuracy | minutes |');
console.log('|---|---|---|---|---|---|---|');
const most = Math.max(...rows.map(({ epochs }) => epochs));
for (const row of rows) {
  const cells = [
    row.pruner,
    row.trials,
    row.epochs,
    (row.epochs / most).toFixed(2),
    row.validation.toFixed(4),
    row.test.toFixed(4),
  ];
  console.log(`| ${[...cells, row.minutes.toFixed(1)].join(' | ')} |`);
}
