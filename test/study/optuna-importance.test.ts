import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { StudyRecord } from '../../src/core/study-record.js';
import type { Trial } from '../../src/core/trial.js';
import { createRng } from '../../src/math/rng.js';
import { writeReports } from '../../src/report/write-reports.js';
import { randomPoint } from '../../src/samplers/random.js';
import { makeDatabase } from '../../src/storage/make-database.js';
import { optunaImportance } from '../../src/study/optuna-importance.js';
import { askPython, pythonWith } from '../fixtures/python.js';
import { completeTrial } from '../fixtures/trials.js';
import { everyDistributionRecord } from '../report/every-distribution-record.js';
import { sampleRecord } from '../report/sample-record.js';

const regions = { whole: { best: 0.1 }, near: { best: 0.1, among: 0.5 }, best: { best: 0.25, among: 0.4 } };

/** 150 random points in a space with a distribution of each kind; some losses are equal. */
function everyKind(): StudyRecord {
  const { space } = everyDistributionRecord.spec;
  // Optuna's logarithmic ranges cannot hold the 0 of this one.
  const parameters = space.parameters.filter(({ name }) => name !== 'fromZero');
  const rng = createRng(11);
  const trials = Array.from({ length: 150 }, (_, number): Trial => {
    const params = randomPoint({ parameters }, rng);
    const { plain, log, whole, listed, stepped } = params as Record<string, number>;
    const exact =
      Math.abs(Number(plain) - 0.4) +
      Math.abs(Math.log10(Number(log)) + 3) +
      Number(whole) / 20 +
      Number(stepped) / 3 +
      (listed === null ? 0 : 0.5);
    const loss = Math.round(exact * 20) / 20;
    return { ...completeTrial(number, [loss], params), metrics: { val_loss: loss } };
  });
  return { ...everyDistributionRecord, spec: { ...everyDistributionRecord.spec, space: { parameters } }, trials };
}

const records = { sample: sampleRecord(300), every: everyKind() };

function sharesOf({ spec, trials }: StudyRecord, region: keyof typeof regions): Record<string, number> {
  return Object.fromEntries(optunaImportance(spec.space, trials, regions[region]).map(({ name, share }) => [name, share]));
}

/** What Optuna 5.0.0 said of the same trials. */
const golden: Record<keyof typeof records, Partial<Record<keyof typeof regions, Record<string, number>>>> = {
  sample: {
    whole: {
      filters: 0.288205617,
      smoothing: 0.1891468964,
      learning_rate: 0.1846661215,
      dropout: 0.1559706371,
      batch_size: 0.0696582142,
      clip_norm: 0.0561230343,
      encoder: 0.035397019,
      lowercase: 0.0129887719,
      loss: 0.0078436886,
      decay: 0,
    },
    near: {
      filters: 0.2439553934,
      smoothing: 0.2174435482,
      dropout: 0.1778353353,
      learning_rate: 0.1748674815,
      clip_norm: 0.0982414674,
      batch_size: 0.0508536484,
      loss: 0.0350015439,
      lowercase: 0.0017905678,
      encoder: 1.10142e-5,
      decay: 0,
    },
  },
  every: {
    whole: {
      log: 0.3393445518,
      normal: 0.2995156721,
      plain: 0.2265138835,
      stepped: 0.0437324631,
      listed: 0.0306165457,
      wholeLog: 0.0244194245,
      whole: 0.0240622969,
      steppedLog: 0.0109587076,
      ordered: 0.0008364547,
      fixed: 0,
    },
    best: {
      log: 0.5964978778,
      whole: 0.1284761651,
      normal: 0.1078352753,
      plain: 0.068946754,
      steppedLog: 0.0676870758,
      listed: 0.019469368,
      wholeLog: 0.0069461472,
      stepped: 0.0040729245,
      ordered: 6.84123e-5,
      fixed: 0,
    },
  },
};

function expectAgreement(record: StudyRecord, region: keyof typeof regions, theirs: Readonly<Record<string, number>>): void {
  const shares = sharesOf(record, region);
  expect(Object.keys(shares).sort()).toEqual(Object.keys(theirs).sort());
  for (const [name, share] of Object.entries(theirs))
    expect(Math.abs((shares[name] as number) - share), `${region} ${name}`).toBeLessThan(1e-6);
}

describe("importance to the letter of Optuna's", () => {
  it.each(Object.keys(golden) as (keyof typeof records)[])('is what Optuna 5.0.0 said of the trials of %s', (key) => {
    for (const [region, theirs] of Object.entries(golden[key]))
      expectAgreement(records[key], region as keyof typeof regions, theirs);
  });

  it('is the same for all where too few trials are complete', () => {
    const trials = [completeTrial(0, [1], { plain: 0.5, whole: 5 })];
    expect(optunaImportance(records.every.spec.space, trials)).toEqual([
      { name: 'plain', share: 0.5 },
      { name: 'whole', share: 0.5 },
    ]);
  });
});

const python = pythonWith('optuna.importance');

const program = `
import optuna
optuna.logging.set_verbosity(optuna.logging.ERROR)
warnings.simplefilter('ignore')
study = optuna.load_study(study_name=sys.argv[2], storage='sqlite:///' + sys.argv[1])
answer({
  name: optuna.importance.get_param_importances(study, evaluator=optuna.importance.PedAnovaImportanceEvaluator(
    target_quantile=region['best'], region_quantile=region.get('among', 1.0)))
  for name, region in json.loads(sys.argv[3]).items()
})
`;

describe.skipIf(python === undefined)('agrees with Optuna itself (skipped without a Python that has it)', () => {
  it.each(Object.keys(records) as (keyof typeof records)[])('to 1e-6, on the trials of %s', async (key) => {
    const record = records[key];
    const folder = mkdtempSync(join(tmpdir(), 'hypersweep-importance-'));
    try {
      const [path] = await writeReports(record, folder, { formats: ['optuna'], makeDatabase });
      const args = [path as string, record.spec.name, JSON.stringify(regions)];
      const answer = askPython(python as string, program, args) as Record<string, Record<string, number>>;
      for (const [region, theirs] of Object.entries(answer)) expectAgreement(record, region as keyof typeof regions, theirs);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
