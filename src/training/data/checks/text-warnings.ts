import type { LabelledTexts } from '../labelled-texts.js';
import { splitWords } from '../normalise.js';
import type { TextDataset } from '../text-dataset.js';
import type { CheckedPart } from './checked-part.js';
import { shareOf } from './checked-part.js';
import { classWarnings } from './class-warnings.js';
import { duplicateWarnings } from './duplicate-warnings.js';

/** What is kept of a text by those trials of a study that keep the most. */
export interface TextReach {
  readonly maxLength: number;
  readonly tokens: 'words' | 'characters';
}

/** A share of the texts that is cut off without much harm. */
const tolerableCut = 0.01;

/** What is doubtful about texts that can be trained on, a sentence or two each. */
export function textWarnings({ train, validation, test }: TextDataset, reach: TextReach): string[] {
  const parts = {
    training: checked('training', train),
    validation: checked('validation', validation),
    test: checked('test', test),
  };
  return [...classWarnings(parts), ...duplicateWarnings(parts, 'texts'), ...cutTexts(train, reach)];
}

function checked(name: CheckedPart['name'], { texts, labels, lines, path }: LabelledTexts): CheckedPart {
  return {
    name,
    labels,
    contents: texts,
    place: (index) => (path === undefined ? undefined : `${path}:${lines?.[index]}`),
  };
}

function cutTexts({ texts }: LabelledTexts, { maxLength, tokens }: TextReach): string[] {
  const length = (text: string) => (tokens === 'words' ? splitWords(text) : [...text]).length;
  const longer = texts.filter((text) => length(text) > maxLength).length;
  if (longer <= tolerableCut * texts.length) return [];
  return [
    `${shareOf(longer, texts.length, 'training texts')} have more than ${maxLength} ${tokens}, which is all that max_length keeps.`,
  ];
}
