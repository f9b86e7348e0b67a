import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SortedList } from '../../src/tui/sorted-list.js';

interface Item {
  readonly key: number;
}

const byKey = (a: Item, b: Item) => a.key - b.key;
const items = (keys: readonly number[]) => keys.map((key): Item => ({ key }));

it('is what sorting anew gives after any changes, and leaves the list before as it was', () => {
  const changes = fc.array(fc.tuple(fc.boolean(), fc.nat({ max: 3000 })), { maxLength: 60 });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2000 }), changes, (count, steps) => {
      const model = new Map(items(Array.from({ length: count }, (_, i) => i)).map((item) => [item.key, item]));
      const first = SortedList.of(model.values(), byKey);
      const before = [...first];
      let list = first;
      for (const [isAdded, key] of steps) {
        const known = model.get(key);
        const item = { key };
        if (isAdded) model.set(key, item);
        else model.delete(key);
        list = isAdded ? list.with(item) : list.without(known ?? item);
      }
      const sorted = [...model.values()].sort(byKey);
      expect([...list]).toEqual(sorted);
      expect(list.length).toBe(sorted.length);
      expect(list.slice(3, 700)).toEqual(sorted.slice(3, 700));
      expect(list.at(600)).toBe(sorted[600]);
      for (const item of sorted.slice(-5)) expect(list.placeOf(item)).toBe(sorted.indexOf(item));
      expect(list.placeOf({ key: 5 })).toBe(-1);
      expect(list.countBefore({ key: 1500 })).toBe(sorted.filter(({ key }) => key < 1500).length);
      expect([...first]).toEqual(before);
      const { gone, come } = list.changeSince(first);
      const [left, now] = [new Set(before), new Set(sorted)];
      expect(new Set(gone)).toEqual(new Set(before.filter((item) => !now.has(item))));
      expect(new Set(come)).toEqual(new Set(sorted.filter((item) => !left.has(item))));
      expect([...first.changed({ gone, come })]).toEqual(sorted);
    }),
    { numRuns: 60 },
  );
});

it('merges many changes at once', () => {
  const list = SortedList.of(items(Array.from({ length: 1000 }, (_, i) => 2 * i)), byKey);
  const gone = list.slice(100, 400);
  const come = items(Array.from({ length: 700 }, (_, i) => 3001 - 2 * i));
  const expected = [...[...list].filter((item) => !gone.includes(item)), ...come].sort(byKey);
  expect([...list.changed({ gone, come })]).toEqual(expected);
});

it('takes many that come behind all, and looks at no others', () => {
  const first = SortedList.of<Item>([], byKey).changed({ gone: [], come: items(Array.from({ length: 900 }, (_, i) => i)) });
  const come = items(Array.from({ length: 700 }, (_, i) => 1599 - i));
  const list = first.changed({ gone: [], come });
  expect([...list].map(({ key }) => key)).toEqual(Array.from({ length: 1600 }, (_, i) => i));
  expect(list.length).toBe(1600);
  expect(new Set(list.changeSince(first).come)).toEqual(new Set(come));
  expect(list.with({ key: 1600 }).placeOf(come[0] as Item)).toBe(1599);
});

it('shares what a change does not touch', () => {
  const keys = Array.from({ length: 100_000 }, (_, i) => i);
  const list = SortedList.of(items(keys), byKey);
  const item = { key: 50_000 };
  const next = list.with(item);
  // Only one block is looked at, of some hundred items.
  expect(next.changeSince(list).come).toEqual([item]);
  expect(next.placeOf(item)).toBe(50_000);
});
