import { expect, it } from 'vitest';
import { parseSweep, specFromObject } from '../../src/sweep-file/index.js';
import { filesFolder } from './sweep.js';

const parameters = `
parameters:
  seed: { values: [1, 2] }
  optimizer:
    parameters:
      lr: { min: 0.1, max: 1.0, log: true, prior: 0.2 }
      schedule:
        parameters:
          warm.up: { values: [0, 10], when: seed == 1 }
`;

function read(task: string) {
  return parseSweep(`metric: { name: loss, goal: minimize }\n${task}\n${parameters}`, {
    fileName: 'sweep.yaml',
    baseFolder: filesFolder,
  }).spec;
}

it('are known by all of their names, and a program is told where they stand', () => {
  const { space, task } = read('command: [run]');
  expect(space.parameters.map(({ name, when }) => [name, when?.source])).toEqual([
    ['seed', undefined],
    ['optimizer.lr', undefined],
    ['optimizer.schedule.warm.up', 'seed == 1'],
  ]);
  expect(space.parameters[1]).toMatchObject({ distribution: { low: 0.1, high: 1, log: true }, prior: { centre: 0.2 } });
  expect(task).toMatchObject({
    kind: 'program',
    nesting: {
      'optimizer.lr': ['optimizer', 'lr'],
      'optimizer.schedule.warm.up': ['optimizer', 'schedule', 'warm.up'],
    },
  });
});

it('are nothing to tell a module, and may come from code', () => {
  expect(read('module: objective.mjs').task).not.toHaveProperty('nesting');
  const { spec } = specFromObject(
    { metric: { name: 'loss' }, parameters: { model: { parameters: { width: { values: [1, 2] } } } } },
    'optimize()',
  );
  expect(spec.space.parameters.map(({ name }) => name)).toEqual(['model.width']);
});
