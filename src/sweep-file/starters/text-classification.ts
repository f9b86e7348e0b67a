import { howToSearch } from './how-to-search.js';

export const textClassificationStarter = `# A search for the best text classifier on files of your own.
#   hypersweep validate FILE    checks this file
#   hypersweep run FILE         searches; the results go to results/<name>/

name: my-texts

${howToSearch}

# What the best trial is best at, on the validation data: val_accuracy, val_loss, val_macro_f1, val_auroc ...
metric: { name: val_accuracy, goal: maximize }

task:
  type: text-classification
  data:
    # A .csv, .tsv or .jsonl file; the path starts at this file's folder.
    train: data/train.csv
    # The columns, by their names in the header. In a file without one: header: false, text: 0, label: 1
    text: text
    label: label
    # Shares of training, validation and test. Files of your own instead: validation: ..., test: ...
    split: [0.8, 0.1, 0.1]
  # The most passes over the training data that a trial makes; it ends with the best of them (score: last: with the last).
  epochs: 20

parameters:
  # One of several values. Also lstm, gru and transformer, which are slower, with \`units\`, \`layers\`, \`heads\` ...
  encoder:       { values: [bag, cnn] }
  # Values with an order: 32, 64, 128, 256.
  batch_size:    { min: 32, max: 256, log: true, step: 2 }
  # A range, searched on a logarithmic scale; \`prior\` is where good values are expected, and can be left out.
  learning_rate: { min: 1.0e-4, max: 1.0e-1, log: true, prior: 5.0e-3 }
  # A range of fractions; with whole bounds (0 and 1) it would be one of whole numbers.
  dropout:       { min: 0.0, max: 0.6 }
  warmup:        { min: 0.0, max: 0.3 }
  # hinge, mse and mae are there, too; a path such as ./my-loss.js is a loss of your own.
  loss:          { values: [cross-entropy, label-smoothing, focal] }
  # Only part of a trial when the condition holds.
  smoothing:     { min: 0.01, max: 0.3, when: "loss == 'label-smoothing'" }
  focal_gamma:   { min: 0.5, max: 5.0, when: "loss == 'focal'" }
  # Variants of the training texts, other ones in every epoch: of use where a label has few texts. Also random_swap, char_noise ...
  # random_deletion: { min: 0.0, max: 0.2 }
  # Fixed. What is not named here has its default; \`hypersweep tasks text-classification\` lists all that there is.
  optimizer:     { value: adamw }

# The study ends at whichever comes first.
budget: { trials: 60, time: 1h }

# The same seed repeats the search.
seed: 1
`;
