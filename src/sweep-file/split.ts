import * as z from 'zod';
import type { SplitShares } from '../core/task-spec.js';

export const defaultSplit: SplitShares = [0.8, 0.1, 0.1];

const shares = 'three shares (train, validation, test) such as [0.8, 0.1, 0.1] that sum to 1, the first two above 0';
const share = z.number(shares);

/** Of the parts of a data set that have no files of their own. */
export const splitSchema = z
  .tuple([share.gt(0, shares), share.gt(0, shares), share.min(0, shares)], shares)
  .refine((split) => Math.abs(split[0] + split[1] + split[2] - 1) < 1e-6, shares);
