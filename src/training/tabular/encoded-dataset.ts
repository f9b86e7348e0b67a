import {
  type EncodedRows,
  type EncodingSettings,
  encodeRows,
  learnTableEncoding,
  type TableEncoding,
} from '../data/tabular/table-encoder.js';
import type { TabularDataset } from '../data/tabular/tabular-dataset.js';
import type { SharedData } from '../shared-data.js';

/** A data set as the models of some trials see it. */
interface EncodedDataset {
  readonly encoding: TableEncoding;
  readonly train: EncodedRows;
  readonly validation: EncodedRows;
}

/** Learned from the training part, once for all trials of the same settings. `key` tells data sets apart. */
export function encodedDataset(
  { columns, train, validation, folds }: TabularDataset<unknown>,
  key: string,
  settings: EncodingSettings,
  data: SharedData,
): Promise<EncodedDataset> {
  return data.getOrMake(key + JSON.stringify(settings), () => {
    const encoding = learnTableEncoding(columns, train.rows, settings);
    const encoded = encodeRows(encoding, columns, train.rows);
    return { encoding, train: encoded, validation: folds ? encoded : encodeRows(encoding, columns, validation.rows) };
  });
}
