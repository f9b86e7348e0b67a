import { type Exporter, oneFile } from './exporter.js';

/** The formats by name. What a format needs is loaded when it is asked for, so that others start at once. */
export const exporters = {
  html: async () => oneFile('report.html', (await import('./html/render-html.js')).renderHtml),
  md: async () => (await import('./export-markdown.js')).exportMarkdown,
  csv: async () => oneFile('leaderboard.csv', (await import('./csv.js')).renderCsv),
  json: async () => (await import('./json.js')).exportJson,
  jsonl: async () => oneFile('trials.jsonl', (await import('./trials-jsonl.js')).renderTrialsJsonl),
  parquet: async () => (await import('./parquet/export-parquet.js')).exportParquet,
  optuna: async () => (await import('./optuna/export-optuna.js')).exportOptuna,
  tensorboard: async () => (await import('./tensorboard/export-tensorboard.js')).exportTensorboard,
  mlflow: async () => (await import('./mlflow/export-mlflow.js')).exportMlflow,
} satisfies Record<string, () => Promise<Exporter>>;

export type ReportFormat = keyof typeof exporters;
export const reportFormats = Object.keys(exporters) as readonly ReportFormat[];

/** What every run writes; the rest are written when asked for. */
export const standardFormats = ['html', 'md', 'csv', 'json'] as const satisfies readonly ReportFormat[];
