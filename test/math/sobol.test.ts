import { describe, expect, it } from 'vitest';
import { scrambledSobol, sobol, sobolDimensions } from '../../src/math/sobol.js';

describe('sobol', () => {
  it('has the points of the published example', () => {
    // Joe & Kuo's own output for 10 dimensions, the first 8 of them (the same as scipy 1.17's qmc.Sobol(8, scramble=False)).
    const points = [
      [0, 0, 0, 0, 0, 0, 0, 0],
      [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5],
      [0.75, 0.25, 0.25, 0.25, 0.75, 0.75, 0.25, 0.75],
      [0.25, 0.75, 0.75, 0.75, 0.25, 0.25, 0.75, 0.25],
      [0.375, 0.375, 0.625, 0.875, 0.375, 0.125, 0.375, 0.875],
      [0.875, 0.875, 0.125, 0.375, 0.875, 0.625, 0.875, 0.375],
      [0.625, 0.125, 0.875, 0.625, 0.625, 0.875, 0.125, 0.125],
      [0.125, 0.625, 0.375, 0.125, 0.125, 0.375, 0.625, 0.625],
      [0.1875, 0.3125, 0.9375, 0.4375, 0.5625, 0.3125, 0.4375, 0.9375],
    ];
    expect(points.map((point, i) => point.map((_, dimension) => sobol(i, dimension)))).toEqual(points);
  });

  it.each([
    // From scipy 1.17's qmc.Sobol(128, scramble=False).
    [1000, 127, 0.5439453125],
    [4095, 100, 0.344970703125],
    [77, 64, 0.3671875],
    [1234, 30, 0.27197265625],
  ])('point %d has coordinate %d as scipy has it', (index, dimension, value) => {
    expect(sobol(index, dimension)).toBe(value);
  });

  it('says how many dimensions there are', () => {
    expect(sobolDimensions).toBe(128);
    expect(() => sobol(1, 128)).toThrow('Expected a dimension from 0 to 127, got 128');
  });
});

describe('scrambledSobol', () => {
  const indices = Array.from({ length: 256 }, (_, i) => i);

  it.each([0, 1, 2, 20, 127])('puts one of 2^k points into each of 2^k parts of axis %d', (dimension) => {
    for (const seed of [0, 1, 2 ** 31]) {
      for (const begin of [0, 256, 1024]) {
        const cells = indices.map((i) => Math.floor(scrambledSobol(begin + i, dimension, seed) * 256));
        expect(cells.sort((a, b) => a - b)).toEqual(indices);
      }
    }
  });

  it('keeps the evenness of two axes together', () => {
    // Dimensions 0 and 1 are a (0, m, 2)-net: one point in each of 16 x 16 cells, and in each of 4 x 64.
    for (const [columns, rows] of [
      [16, 16],
      [4, 64],
    ] as const) {
      const cells = indices.map(
        (i) => Math.floor(scrambledSobol(i, 0, 7) * columns) * rows + Math.floor(scrambledSobol(i, 1, 7) * rows),
      );
      expect(new Set(cells).size).toBe(256);
    }
  });

  it('is uniform over seeds for each point', () => {
    const firsts = Array.from({ length: 4000 }, (_, seed) => scrambledSobol(0, 3, seed));
    const tenths = Array.from({ length: 10 }, (_, part) => firsts.filter((u) => Math.floor(u * 10) === part).length);
    // 400 each, with a standard deviation of 19.
    for (const count of tenths) expect(Math.abs(count - 400)).toBeLessThan(80);
  });
});
