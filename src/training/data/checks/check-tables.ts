import type { TabularClassificationSpec, TabularRegressionSpec } from '../../../core/task-spec.js';
import type { Params } from '../../../core/trial.js';
import type { SharedData } from '../../shared-data.js';
import { columnNotices } from '../tabular/notices.js';
import { type Part, pickPart } from '../tabular/part.js';
import { placeOf } from '../tabular/table.js';
import { labelledTable, type TabularDataset, targetTable } from '../tabular/tabular-dataset.js';
import { chanceRepeats, type TableRows } from './chance-repeats.js';
import type { CheckedPart } from './checked-part.js';
import { classWarnings } from './class-warnings.js';
import { duplicateWarnings, type ExpectedRepeats } from './duplicate-warnings.js';
import { checkWeightedClasses } from './weighted-classes.js';

/** What is doubtful about the tables of a classification. @throws UsageError for tables that cannot be trained on */
export async function checkLabelledTable(
  spec: TabularClassificationSpec,
  studySeed: number,
  _params: Params,
  data: SharedData,
): Promise<string[]> {
  const dataset = await labelledTable(spec, studySeed, data);
  checkWeightedClasses(spec.classWeights, dataset.labels);
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

/** Rows of a few coarse columns repeat by themselves, which tells nothing. */
function rowWarnings(dataset: TabularDataset<string | number>): string[] {
  const { columns, train, test, warnings } = dataset;
  const validation = validationPart(dataset);
  const rows = { training: rowsOf(train), validation: rowsOf(validation), test: rowsOf(test) };
  const chance = chanceRepeats(rows.training);
  const expected: ExpectedRepeats = (part, other) =>
    part === other ? chance.within(rows[part.name]) : chance.between(rows[part.name], rows[other.name]);
  return [...warnings, ...columnNotices(columns, train.rows), ...duplicateWarnings(checkedParts(dataset), 'rows', expected)];
}

function rowsOf({ rows, targets }: Part<string | number>): TableRows {
  return { columns: [...rows.numbers, ...rows.categories, targets], size: targets.length };
}

function checkedParts(dataset: TabularDataset<string | number>) {
  return {
    training: checked('training', dataset.train),
    validation: checked('validation', validationPart(dataset)),
    test: checked('test', dataset.test),
  };
}

/** With folds every training row is for validation, too, and there are no rows for that alone. */
function validationPart({ folds, validation }: TabularDataset<string | number>): Part<string | number> {
  return folds ? pickPart(validation, []) : validation;
}

function checked(name: CheckedPart['name'], { rows, targets, path, lines }: Part<string | number>): CheckedPart {
  const { columns } = rowsOf({ rows, targets, path, lines });
  return {
    name,
    labels: targets.map(String),
    contents: targets.map((_, row) => JSON.stringify(columns.map((column) => column[row] ?? null))),
    place: (index) => placeOf({ path, lines }, index),
  };
}
