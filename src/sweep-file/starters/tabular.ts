import { howToSearch } from './how-to-search.js';

/** What the sweep files of the tasks on tables differ in. */
interface Differences {
  readonly task: 'tabular-classification' | 'tabular-regression';
  readonly purpose: string;
  readonly name: string;
  /** The lines of `metric`. */
  readonly metric: string;
  /** Of `label`. */
  readonly target: string;
  /** The lines of the loss among the parameters. */
  readonly loss: string;
}

export const tabularClassificationStarter = starter({
  task: 'tabular-classification',
  purpose: 'the best classifier of the rows of a table of your own',
  name: 'my-table',
  metric: `# What the best trial is best at, on the validation data: val_accuracy, val_macro_f1 or val_loss.
metric: { name: val_accuracy, goal: maximize }`,
  target: 'The column to predict',
  loss: `  loss:          { values: [cross-entropy, label-smoothing] }
  # Only part of a trial when the condition holds.
  smoothing:     { min: 0.01, max: 0.3, when: "loss == 'label-smoothing'" }`,
});

export const tabularRegressionStarter = starter({
  task: 'tabular-regression',
  purpose: 'the best model that predicts a number from the rows of a table of your own',
  name: 'my-numbers',
  metric: `# What the best trial is best at, on the validation data: val_rmse, val_mae, val_mse (all in the units of the numbers) or val_r2.
metric: { name: val_rmse, goal: minimize }`,
  target: 'The column of numbers to predict',
  loss: `  loss:          { values: [mse, mae, huber] }
  # Only part of a trial when the condition holds. Errors are in deviations of the numbers to predict.
  huber_delta:   { min: 0.2, max: 2.0, when: "loss == 'huber'" }`,
});

function starter({ task, purpose, name, metric, target, loss }: Differences): string {
  return `# A search for ${purpose}.
#   hypersweep validate FILE    checks this file
#   hypersweep run FILE         searches; the results go to results/<name>/

name: ${name}

${howToSearch}

${metric}

task:
  type: ${task}
  data:
    # A .csv, .tsv or .jsonl file; the path starts at this file's folder.
    train: data/train.csv
    # ${target}, by its name in the header. In a file without one: header: false, label: 0
    label: label
    # Columns of numbers and of categories are told apart by looking at them; say so where that is wrong:
    # categories: [postcode]
    # ignore: [id]
    # Shares of training, validation and test. Files of your own instead: validation: ..., test: ...
    split: [0.7, 0.15, 0.15]
    # For small tables: a model beside each fifth of the training and validation rows, measured there.
    # folds: 5
  # The most passes over the training data that a trial makes.
  epochs: 60

parameters:
  # Whole numbers, both bounds included.
  layers:        { min: 1, max: 3 }
  # 32, 64, 128 ... 512.
  units:         { min: 32, max: 512, log: true, step: 2 }
  # One of several values.
  activation:    { values: [relu, gelu] }
  scaling:       { values: [standard, quantile] }
  # A range of fractions; with whole bounds (0 and 1) it would be one of whole numbers.
  dropout:       { min: 0.0, max: 0.5 }
  # A range, searched on a logarithmic scale; \`prior\` is where good values are expected, and can be left out.
  learning_rate: { min: 5.0e-4, max: 2.0e-2, log: true, prior: 3.0e-3 }
  weight_decay:  { min: 1.0e-4, max: 1.0e-1, log: true }
${loss}
  # Fixed. What is not named here has its default.
  patience:      { value: 10 }

# The study ends at whichever comes first.
budget: { trials: 60, time: 1h }

# The same seed repeats the search.
seed: 1
`;
}
