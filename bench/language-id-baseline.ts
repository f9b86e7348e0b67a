/**
 * What a character n-gram naive Bayes reaches on the language-id data, beside the winner of a study.
 *
 *     npx tsx bench/language-id-baseline.ts [results/language-id/summary.json]
 *
 * Without a study, one model with the defaults is trained.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TrialJob } from '../src/core/executor.js';
import type { TextClassificationSpec } from '../src/core/task-spec.js';
import type { Summary } from '../src/report/summary.js';
import { startBackend } from '../src/training/backends/index.js';
import type { LabelledTexts } from '../src/training/data/labelled-texts.js';
import { loadTextDataset } from '../src/training/data/text-dataset.js';
import { testModel, trainTrial } from '../src/training/train.js';
import type { TrainerHandle } from '../src/training/trainer.js';

const longest = 3;
const task: TextClassificationSpec = {
  kind: 'text-classification',
  data: { kind: 'intl-languages' },
  split: [0.8, 0.1, 0.1],
  epochs: 20,
};

/** Added to every count. The best of them on the validation data is taken: the baseline, too, deserves tuning. */
const smoothings = [1, 0.3, 0.1, 0.03, 0.01];

/** Multinomial naive Bayes (Manning, Raghavan and Schuetze, "Introduction to Information Retrieval", 2008, section 13.2). */
class NaiveBayes {
  readonly #documents = new Map<string, number>();
  readonly #counts = new Map<string, Map<string, number>>();
  readonly #totals = new Map<string, number>();
  readonly #vocabulary = new Set<string>();

  constructor({ texts, labels }: LabelledTexts) {
    texts.forEach((text, i) => {
      const label = labels[i] as string;
      increase(this.#documents, label);
      const counts = this.#counts.get(label) ?? new Map<string, number>();
      this.#counts.set(label, counts);
      for (const ngram of characterNgrams(text)) {
        this.#vocabulary.add(ngram);
        increase(counts, ngram);
        increase(this.#totals, label);
      }
    });
  }

  accuracy({ texts, labels }: LabelledTexts, smoothing: number): number {
    return texts.filter((text, i) => this.#predict(text, smoothing) === labels[i]).length / texts.length;
  }

  #predict(text: string, smoothing: number): string | undefined {
    const ngrams = characterNgrams(text).filter((ngram) => this.#vocabulary.has(ngram));
    const scores = [...this.#documents].map(([label, documents]) => ({
      label,
      score: Math.log(documents) + this.#logLikelihood(label, ngrams, smoothing),
    }));
    return scores.sort((a, b) => b.score - a.score)[0]?.label;
  }

  #logLikelihood(label: string, ngrams: readonly string[], smoothing: number): number {
    const counts = this.#counts.get(label);
    const denominator = (this.#totals.get(label) ?? 0) + smoothing * this.#vocabulary.size;
    return ngrams.reduce((sum, ngram) => sum + Math.log(((counts?.get(ngram) ?? 0) + smoothing) / denominator), 0);
  }
}

function increase(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** All of them, with a space before and after the text. */
function characterNgrams(text: string): string[] {
  const characters = [...` ${text} `];
  return characters.flatMap((_, start) =>
    Array.from({ length: Math.min(longest, characters.length - start) }, (_, extra) =>
      characters.slice(start, start + extra + 1).join(''),
    ),
  );
}

function naiveBayesAccuracy(studySeed: number): number {
  const { train, validation, test } = loadTextDataset(task, studySeed);
  const model = new NaiveBayes(train);
  const ranked = smoothings.map((smoothing) => ({ smoothing, accuracy: model.accuracy(validation, smoothing) }));
  const [best] = ranked.sort((a, b) => b.accuracy - a.accuracy);
  return model.accuracy(test, best?.smoothing ?? 1);
}

interface Contender {
  readonly name: string;
  readonly testAccuracy: number;
  readonly studySeed: number;
}

function winnerOf(path: string): Contender {
  const summary = JSON.parse(readFileSync(path, 'utf8')) as Summary;
  const testAccuracy = summary.test?.metrics.test_accuracy;
  if (testAccuracy === undefined) throw new Error(`Expected a study with a test accuracy in ${path}`);
  return { name: `${summary.name}, trial ${summary.test?.trial}`, testAccuracy, studySeed: summary.seed };
}

async function trainDefaults(): Promise<Contender> {
  const artifactFolder = mkdtempSync(join(tmpdir(), 'language-id-'));
  const job: TrialJob = {
    ...{ task, artifactFolder, params: {}, trialNumber: 0, attempt: 1, studySeed: 1, seed: 1 },
    objective: { metric: 'val_accuracy', goal: 'maximize' },
  };
  const handle: TrainerHandle = {
    stopRequested: false,
    report: async () => 'continue',
    progress: () => {},
    log: (line) => console.log(line),
  };
  try {
    await trainTrial(job, handle, await startBackend('wasm'));
    const { test_accuracy = Number.NaN } = await testModel(artifactFolder, job);
    return { name: 'defaults, one trial', testAccuracy: test_accuracy, studySeed: job.studySeed };
  } finally {
    rmSync(artifactFolder, { recursive: true });
  }
}

const summaryPath = process.argv[2];
const { name, testAccuracy, studySeed } = summaryPath === undefined ? await trainDefaults() : winnerOf(summaryPath);
console.table([
  { model: `naive Bayes, character 1-${longest}-grams`, 'test accuracy': Number(naiveBayesAccuracy(studySeed).toFixed(4)) },
  { model: name, 'test accuracy': Number(testAccuracy.toFixed(4)) },
]);
