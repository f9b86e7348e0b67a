/**
 * Fashion-MNIST, the first 6,000 training and 1,000 test images, with the ready sweep: what accuracy, in how many minutes.
 *
 *     npm run build && npx tsx bench/fashion-mnist.ts [trials, 40 when left out] [minutes, 15]
 *
 * On the same images multinomial logistic regression tells 0.834 of the test images right (scikit-learn). Zalando's own table of
 * methods on all 60,000: https://github.com/zalandoresearch/fashion-mnist#benchmark.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = fileURLToPath(new URL('../../shared/data/fashion-mnist-small', import.meta.url));
const [trials = '40', minutes = '15'] = process.argv.slice(2);

const folder = mkdtempSync(join(tmpdir(), 'fashion-mnist-'));
try {
  cpSync(source, join(folder, 'data'), { recursive: true });
  cpSync(join(root, 'search-spaces/image-classification.yaml'), join(folder, 'sweep.yaml'));
  const flags = ['--trials', trials, '--time', `${minutes}m`, '--name', 'fashion', '--plain'];
  const run = spawnSync(process.execPath, [join(root, 'dist/cli/main.js'), 'run', 'sweep.yaml', ...flags], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (run.status !== 0) throw new Error(`The search ended with ${run.status}`);
  const summary = JSON.parse(readFileSync(join(folder, 'results/fashion/summary.json'), 'utf8'));
  const cells = [
    summary.trials.complete + summary.trials.pruned + summary.trials.failed,
    summary.epochs.spent,
    summary.best.metrics.val_accuracy.toFixed(4),
    summary.test.metrics.test_accuracy.toFixed(4),
    (summary.elapsedMs / 60_000).toFixed(1),
  ];
  console.log('\n| trials | epochs | validation accuracy | test accuracy | minutes |');
  console.log('|---|---|---|---|---|');
  console.log(`| ${cells.join(' | ')} |`);
  console.log(`\nThe best: ${JSON.stringify(summary.best.params)}`);
} finally {
  rmSync(folder, { recursive: true });
}
