import type { OptionDescriptions } from '../core/option.js';

/** How training texts are varied, anew in every epoch. All rates are 0, which is off, unless a sweep file says otherwise. */
export const textAugmentationHyperparameters = {
  synonym_replacement: {
    kind: 'number',
    minimum: 0,
    maximum: 1,
    default: 0,
    description: "share of a training text's words that synonyms replace, as in EDA (Wei and Zou 2019); 0: none",
  },
  random_insertion: {
    kind: 'number',
    minimum: 0,
    maximum: 1,
    default: 0,
    description: "synonyms of its words that are put anywhere into a training text, as a share of the text's words, as in EDA",
  },
  random_swap: {
    kind: 'number',
    minimum: 0,
    maximum: 1,
    default: 0,
    description: "pairs of words that change places in a training text, as a share of the text's words, as in EDA",
  },
  random_deletion: {
    kind: 'number',
    minimum: 0,
    maximum: 0.95,
    default: 0,
    description: 'probability of each word of a training text to be left out, as in EDA',
  },
  char_noise: {
    kind: 'number',
    minimum: 0,
    maximum: 1,
    default: 0,
    description: 'probability of each word of four letters or more, in a training text, to get a typing mistake',
  },
  back_translation: {
    kind: 'number',
    minimum: 0,
    maximum: 1,
    default: 0,
    description:
      'share of the training texts that their back-translation replaces; needs `back_translation` in `task.augmentation`',
  },
  augmented_copies: {
    kind: 'integer',
    minimum: 0,
    maximum: 64,
    default: 0,
    description: 'variants of each training text that an epoch has besides the text itself; 0: one, in its place',
  },
} as const satisfies OptionDescriptions;
