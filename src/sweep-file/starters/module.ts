import { howToSearch } from './how-to-search.js';

export const moduleStarter = `# A search that calls a function of your own, from a module beside this file:
#
#   // objective.js, or objective.ts
#   export default async function objective(trial) {
#     const { learning_rate, layers } = trial.params;
#     let loss;
#     for (let epoch = 1; epoch <= 10; epoch++) {
#       loss = trainForAnEpoch(learning_rate, layers);
#       if ((await trial.report(epoch, { loss })) === 'stop') break;
#     }
#     return { loss };
#   }
#
#   hypersweep validate FILE    checks this file
#   hypersweep run FILE         searches; the results go to results/<name>/

name: my-search

${howToSearch}

# One of the metrics that the function reports.
metric: { name: loss, goal: minimize }

task:
  type: module
  # The path starts at this file's folder; \`export\` names another export than the default one.
  file: objective.js
  # The most steps that a trial reports: for the progress shown, and to know what early is.
  epochs: 10

parameters:
  # A range, searched on a logarithmic scale.
  learning_rate: { min: 1.0e-5, max: 1.0e-1, log: true }
  # Whole numbers, both bounds included.
  layers:        { min: 1, max: 6 }
  # 16, 32, 64 ... 512.
  units:         { min: 16, max: 512, log: true, step: 2 }
  # A range of fractions; with whole bounds (0 and 1) it would be one of whole numbers.
  dropout:       { min: 0.0, max: 0.5 }
  # One of several values.
  activation:    { values: [relu, tanh, gelu] }
  # Only part of a trial when the condition holds.
  residual:      { values: [true, false], when: "layers >= 3" }

# What every trial fulfils.
constraints:
  - layers * units <= 1024

# The study ends at whichever comes first.
budget: { trials: 100, time: 1h }

# The same seed repeats the search.
seed: 1
`;
