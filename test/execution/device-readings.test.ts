import { expect, it } from 'vitest';
import { deviceReader, parseGpus } from '../../src/execution/device-readings.js';

it('reads what nvidia-smi prints, and leaves out what a card does not know', () => {
  const output = '0, NVIDIA H100 80GB HBM3, 87, 40536, 81559, 61\n1, NVIDIA GeForce MX150, [N/A], 12, 2048, [N/A]\n';
  expect(parseGpus(output)).toEqual([
    {
      name: 'gpu 0',
      detail: 'NVIDIA H100 80GB HBM3',
      load: 0.87,
      memoryUsed: 40536 * 2 ** 20,
      memoryTotal: 81559 * 2 ** 20,
      temperature: 61,
    },
    { name: 'gpu 1', detail: 'NVIDIA GeForce MX150', memoryUsed: 12 * 2 ** 20, memoryTotal: 2048 * 2 ** 20 },
  ]);
  expect(parseGpus('')).toEqual([]);
});

it('reads the processors, with their load from the second reading on, and this process', async () => {
  const read = deviceReader();
  const [first] = await read();
  expect(first).toMatchObject({ name: 'cpu', detail: expect.stringMatching(/^\d+ cores, /) });
  expect(first?.load).toBeUndefined();
  // Until the system's clock of the processors has ticked: it counts in hundredths of a second.
  const until = performance.now() + 60;
  while (performance.now() < until);
  const [cpu, ...others] = await read();
  const process = others.at(-1);
  expect(cpu?.load).toBeGreaterThan(0);
  expect(cpu?.load).toBeLessThanOrEqual(1);
  expect(cpu?.memoryUsed).toBeLessThan(cpu?.memoryTotal ?? 0);
  expect(process).toMatchObject({ name: 'hypersweep', load: expect.any(Number) });
  expect(process?.memoryUsed).toBeGreaterThan(2 ** 20);
});
