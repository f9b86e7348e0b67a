import type { MetricGoals } from './task-description.js';

/** What every task that tells classes apart reports after each epoch; macro: the mean over the classes. */
export const classificationMetricGoals = {
  val_accuracy: 'maximize',
  // Cross-entropy (log loss), whatever training minimises.
  val_loss: 'minimize',
  val_macro_f1: 'maximize',
  // The accuracy, by another name.
  val_micro_f1: 'maximize',
  // Each class by its number of examples.
  val_weighted_f1: 'maximize',
  val_macro_precision: 'maximize',
  // Also called balanced accuracy.
  val_macro_recall: 'maximize',
  // Matthews' correlation coefficient of predicted and true classes.
  val_mcc: 'maximize',
  // Area under the ROC curve: of the second of two classes, or the mean of each class against the rest.
  val_auroc: 'maximize',
  // The mean over all pairs of classes, however rare they are: M of Hand and Till (2001).
  val_pairwise_auroc: 'maximize',
  // Expected calibration error, 15 bins (Guo et al. 2017).
  val_calibration_error: 'minimize',
  // What training minimises, over the epoch.
  train_loss: 'minimize',
} as const satisfies MetricGoals;
