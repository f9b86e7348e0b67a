import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entitiesOf, mayFollow, tagsOfTypes, wellFormed } from '../../../../src/training/data/tagging/bio.js';

const tags = tagsOfTypes(['x', 'y']);
const sentences = fc.array(fc.constantFrom(...tags), { maxLength: 12 });

/**
 * The rules of conlleval's subroutines startOfChunk and endOfChunk for the tags B, I and O, one by one: whether a chunk ends
 * between a tag and the next, and whether one starts there. A sentence has an O before it and after it.
 */
function chunksByConlleval(sentence: readonly string[]): string[] {
  const chunks: string[] = [];
  let begin = -1;
  const padded = ['O', ...sentence, 'O'].map((tag) => ({ tag: tag.slice(0, 1), type: tag.slice(2) }));
  for (let i = 1; i < padded.length; i++) {
    const [previous, current] = [padded[i - 1], padded[i]] as [(typeof padded)[0], (typeof padded)[0]];
    let ends = false;
    if (previous.tag === 'B' && current.tag === 'B') ends = true;
    if (previous.tag === 'B' && current.tag === 'O') ends = true;
    if (previous.tag === 'I' && current.tag === 'B') ends = true;
    if (previous.tag === 'I' && current.tag === 'O') ends = true;
    if (previous.tag !== 'O' && previous.type !== current.type) ends = true;
    let starts = false;
    if (current.tag === 'B') starts = true;
    if (previous.tag === 'O' && current.tag === 'I') starts = true;
    if (current.tag !== 'O' && previous.type !== current.type) starts = true;
    if (ends) chunks.push(`${previous.type} ${begin} ${i - 1}`);
    if (starts) begin = i - 1;
  }
  return chunks;
}

describe('entities', () => {
  it('begin with B and go on with I of the same type', () => {
    expect(entitiesOf(['O', 'B-x', 'I-x', 'O', 'B-y', 'B-y', 'I-y'])).toEqual([
      { type: 'x', start: 1, end: 3 },
      { type: 'y', start: 4, end: 5 },
      { type: 'y', start: 5, end: 7 },
    ]);
  });

  it('begin with an I that has none of its type before it', () => {
    expect(entitiesOf(['I-x', 'I-x', 'I-y', 'O', 'I-y'])).toEqual([
      { type: 'x', start: 0, end: 2 },
      { type: 'y', start: 2, end: 3 },
      { type: 'y', start: 4, end: 5 },
    ]);
  });

  it('may have a hyphen in their type', () => {
    expect(entitiesOf(['B-creative-work'])).toEqual([{ type: 'creative-work', start: 0, end: 1 }]);
  });

  it('are those that conlleval sees, whatever the tags', () => {
    fc.assert(
      fc.property(sentences, (sentence) => {
        const ours = entitiesOf(sentence).map(({ type, start, end }) => `${type} ${start} ${end}`);
        expect(ours).toEqual(chunksByConlleval(sentence));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('well-formed tags', () => {
  it('have a B where an entity began with an I', () => {
    expect(wellFormed(['I-x', 'I-x', 'I-y', 'O', 'I-y'])).toEqual(['B-x', 'I-x', 'B-y', 'O', 'B-y']);
  });

  it('mean the same entities, each tag may follow the one before it, and good ones are left alone', () => {
    fc.assert(
      fc.property(sentences, (sentence) => {
        const repaired = wellFormed(sentence);
        expect(entitiesOf(repaired)).toEqual(entitiesOf(sentence));
        expect(repaired.every((tag, i) => mayFollow(repaired[i - 1], tag))).toBe(true);
        const isGood = sentence.every((tag, i) => mayFollow(sentence[i - 1], tag));
        if (isGood) expect(repaired).toEqual(sentence);
      }),
    );
  });
});

it('an inside may follow the begin and the inside of its type alone', () => {
  const allowed = [undefined, ...tags].map((previous) => tags.filter((tag) => mayFollow(previous, tag)));
  const anywhere = ['O', 'B-x', 'B-y'];
  expect(allowed).toEqual([
    anywhere,
    anywhere,
    ['O', 'B-x', 'I-x', 'B-y'],
    ['O', 'B-x', 'I-x', 'B-y'],
    ['O', 'B-x', 'B-y', 'I-y'],
    ['O', 'B-x', 'B-y', 'I-y'],
  ]);
});

it('every type has both its tags, whatever their order and number', () => {
  expect(tagsOfTypes(['b', 'a', 'b'])).toEqual(['O', 'B-a', 'I-a', 'B-b', 'I-b']);
});
