import { howToSearch } from './how-to-search.js';

export const sequenceLabellingStarter = `# A search for the best model that finds entities in sentences, by a BIO tag for each token, on files of your own.
#   hypersweep validate FILE    checks this file
#   hypersweep run FILE         searches; the results go to results/<name>/

name: my-entities

${howToSearch}

# What the best trial is best at, on the validation data: val_f1, val_precision or val_recall of whole entities, val_accuracy
# of tags, or val_loss.
metric: { name: val_f1, goal: maximize }

task:
  type: sequence-labelling
  data:
    # A file in columns: a token and its tag in each line, an empty line after each sentence; the path starts at this file's
    # folder. Two files, with a sentence in each line, instead: train: { tokens: data/seq.in, tags: data/seq.out }
    train: data/train.conll
    # The columns' numbers: 0 is the first, -1 the last.
    token: 0
    tag: -1
    # Shares of training, validation and test. Files of your own instead: validation: ..., test: ...
    split: [0.8, 0.1, 0.1]
  # The most passes over the training data that a trial makes.
  epochs: 20

parameters:
  # One of several values; a conditional random field knows which tags follow each other.
  output:            { values: [crf, softmax] }
  # Recurrent layers, or convolutions; also transformer, with \`heads\`.
  encoder:           { values: [lstm, gru, cnn] }
  # Only part of a trial when the condition holds.
  units:             { values: [50, 100, 150], when: "encoder in ['lstm', 'gru']" }
  filters:           { values: [64, 128, 256], when: "encoder == 'cnn'" }
  layers:            { min: 1, max: 3 }
  # Values with an order: 16, 32, 64.
  batch_size:        { min: 16, max: 64, log: true, step: 2 }
  # A range, searched on a logarithmic scale; \`prior\` is where good values are expected, and can be left out.
  learning_rate:     { min: 5.0e-4, max: 2.0e-2, log: true, prior: 3.0e-3 }
  # Ranges of fractions; with whole bounds (0 and 1) they would be of whole numbers.
  dropout:           { min: 0.0, max: 0.5 }
  embedding_dropout: { min: 0.0, max: 0.5 }
  word_dropout:      { min: 0.0, max: 0.2 }
  # What the words look like, which tells of those that training did not see.
  characters:        { values: [affixes, none] }
  character_size:    { values: [25, 50, 100], when: "characters == 'affixes'" }
  # Fixed. What is not named here has its default; \`hypersweep tasks sequence-labelling\` lists all that there is.
  optimizer:         { value: adamw }

# The study ends at whichever comes first.
budget: { trials: 60, time: 1h }

# The same seed repeats the search.
seed: 1
`;
