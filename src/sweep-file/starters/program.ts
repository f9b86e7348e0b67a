import { howToSearch } from './how-to-search.js';

export const programStarter = `# A search that runs a program, in Python or in any language, once a trial: train.py, which is called as
#
#   python train.py --learning_rate=0.001 --layers=3 --optimizer=adam
#
# and prints a line of JSON after each epoch:
#
#   print(json.dumps({"epoch": epoch, "val_loss": val_loss}), flush=True)
#
# examples/hypersweep.py, copied beside it, also asks whether to go on: a trial that is stopped early then ends by itself.
#
#   hypersweep validate FILE    checks this file
#   hypersweep run FILE         searches; the results go to results/<name>/

name: my-program

${howToSearch}

# One of the metrics that the program prints.
metric: { name: val_loss, goal: minimize }

task:
  type: program
  # The path starts at this file's folder.
  program: train.py
  # What is run; left out, it is this. Also \${args_no_boolean_flags}, \${args_json} ... as W&B has them.
  command: ["\${env}", "\${interpreter}", "\${program}", "\${args}"]
  # The most steps that a trial reports: for the progress shown, and to know what early is.
  epochs: 20
  # For a program that cannot print JSON; also \`csv\`, \`tensorboard\` and \`result\`, files that it writes.
  # metrics: { pattern: 'epoch (?<epoch>\\d+): val_loss (?<val_loss>\\S+)' }

parameters:
  # A range, searched on a logarithmic scale.
  learning_rate: { min: 1.0e-5, max: 1.0e-1, log: true }
  # Whole numbers, both bounds included.
  layers:        { min: 1, max: 6 }
  # One of several values.
  optimizer:     { values: [sgd, adam] }
  # Only part of a trial when the condition holds.
  momentum:      { min: 0.0, max: 0.99, when: "optimizer == 'sgd'" }

# Trials at a time; left out, one, or one a GPU.
# workers: 2

# The study ends at whichever comes first.
budget: { trials: 60, time: 8h }

# The same seed repeats the search.
seed: 1
`;
