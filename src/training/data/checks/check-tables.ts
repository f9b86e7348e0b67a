import type { TabularClassificationSpec, TabularRegressionSpec } from '../../../core/task-spec.js';
import type { Params } from '../../../core/trial.js';
import type { SharedData } from '../../shared-data.js';
import { columnNotices } from '../tabular/notices.js';
import { placeOf } from '../tabular/table.js';
import { labelledTable, type Part, type TabularDataset, targetTable } from '../tabular/tabular-dataset.js';
import type { CheckedPart } from './checked-part.js';
import { classWarnings } from './class-warnings.js';
import { duplicateWarnings } from './duplicate-warnings.js';

/** What is doubtful about the tables of a classification. @throws UsageError for tables that cannot be trained on */
export async function checkLabelledTable(
  spec: TabularClassificationSpec,
  studySeed: number,
  _params: Params,
  data: SharedData,
): Promise<string[]> {
  const dataset = await labelledTable(spec, studySeed, data);
  return [...classWarnings(checkedParts(dataset)), ...rowWarnings(dataset)];
}

/** What is doubtful about the tables of a regression. @throws UsageError for tables that cannot be trained on */
export async function checkTargetTable(
  spec: TabularRegressionSpec,
  studySeed: number,
  _params: Params,
  data: SharedData,
): Promise<string[]> {
  return rowWarnings(await targetTable(spec, studySeed, data));
}

/** Rows that hold nothing but a few categories repeat by themselves. */
function rowWarnings(dataset: TabularDataset<string | number>): string[] {
  const { columns, train } = dataset;
  const duplicates = columns.numbers.length > 0 ? duplicateWarnings(checkedParts(dataset), 'rows') : [];
  return [...columnNotices(columns, train.rows), ...duplicates];
}

function checkedParts({ train, validation, test }: TabularDataset<string | number>) {
  return {
    training: checked('training', train),
    validation: checked('validation', validation),
    test: checked('test', test),
  };
}

function checked(name: CheckedPart['name'], { rows, targets, path, lines }: Part<string | number>): CheckedPart {
  const columns = [...rows.numbers, ...rows.categories, targets];
  return {
    name,
    labels: targets.map(String),
    contents: targets.map((_, row) => JSON.stringify(columns.map((column) => column[row] ?? null))),
    place: (index) => placeOf({ path, lines }, index),
  };
}
