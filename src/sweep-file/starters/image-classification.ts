import { howToSearch } from './how-to-search.js';

export const imageClassificationStarter = `# A search for the best image classifier on images of your own.
#   hypersweep validate FILE    checks this file
#   hypersweep run FILE         searches; the results go to results/<name>/

name: my-images

${howToSearch}

# What the best trial is best at, on the validation data: val_accuracy, val_macro_f1 or val_loss.
metric: { name: val_accuracy, goal: maximize }

task:
  type: image-classification
  data:
    # A folder with a folder of PNG or JPEG files for each class: data/photos/cat/17.jpg. The path starts at this file's folder.
    # Files of MNIST's format instead: train: { images: data/train-images.gz, labels: data/train-labels.gz }
    train: data/photos
    # All images are stretched or shrunk to so many pixels a side; large ones take longer.
    image_size: 32
    # Shares of training, validation and test. Images of your own instead: validation: ..., test: ...
    split: [0.8, 0.1, 0.1]
  # The most passes over the training data that a trial makes.
  epochs: 20

parameters:
  # One of several values.
  model:         { value: cnn }
  blocks:        { min: 2, max: 3 }
  # Values with an order: 16, 32.
  filters:       { min: 16, max: 32, log: true, step: 2 }
  units:         { min: 64, max: 256, log: true, step: 2 }
  batch_norm:    { values: [true, false] }
  # A range of fractions; with whole bounds (0 and 1) it would be one of whole numbers.
  dropout:       { min: 0.0, max: 0.6 }
  batch_size:    { min: 32, max: 128, log: true, step: 2 }
  # A range, searched on a logarithmic scale; \`prior\` is where good values are expected, and can be left out.
  learning_rate: { min: 3.0e-4, max: 3.0e-2, log: true, prior: 3.0e-3 }
  # Training images are moved, mirrored (leave it out where left and right differ) and covered in part; 0: not at all.
  shift:         { min: 0.0, max: 0.15 }
  flip:          { values: [0, 0.5] }
  cutout:        { min: 0.0, max: 0.4 }
  loss:          { values: [cross-entropy, label-smoothing] }
  # Only part of a trial when the condition holds.
  smoothing:     { min: 0.01, max: 0.2, when: "loss == 'label-smoothing'" }

# The study ends at whichever comes first.
budget: { trials: 60, time: 1h }

# The same seed repeats the search.
seed: 1
`;
