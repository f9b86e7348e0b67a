#!/usr/bin/env node
import { createRequire } from 'node:module';
import { Command, InvalidArgumentError, Option } from 'commander';
import { backendNames } from '../core/backend.js';
import { reportFormats, standardFormats } from '../report/exporters.js';
import { starters } from '../sweep-file/starters/index.js';
import { ended } from './ending.js';
import { addSteeringCommands } from './steering-commands.js';

// Each command's code is loaded when it is called, so that `--help` answers at once.

const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError(`Expected a whole number from 1, got ${text}.`);
  return value;
}

function positiveNumber(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new InvalidArgumentError(`Expected a number above 0, got ${text}.`);
  return value;
}

function anySeed(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new InvalidArgumentError(`Expected a whole number from 0, got ${text}.`);
  return value;
}

const results = new Option('--results <folder>', 'where studies are kept').default('results');
const json = new Option('--json', 'for scripts: JSON on standard output');
const backend = new Option('--backend <name>', 'what computes; auto takes the first that really works')
  .choices(['auto', ...backendNames])
  .default('auto');
const devices = new Option(
  '--devices <list>',
  'what trials compute on, in turn: cuda:0,cuda:1 or webgpu:NVIDIA or wasm',
).argParser((text: string) => text.split(','));
const perDevice = new Option('--per-device <n>', 'trials at a time on each device (default: 1 a GPU)').argParser(wholeNumber);
const workers = new Option('--workers <n>', 'trials at a time (default: one a core, or one a GPU)').argParser(wholeNumber);
const plain = new Option('--plain', 'plain lines instead of the terminal view');
const time = new Option('--time <duration>', 'end after this long, such as 90s, 30m or 1h30m');

const seeMethods = 'What `method` and `early_terminate` of a sweep file can be: hypersweep methods';

const program = new Command('hypersweep')
  .description('Hyperparameter search: one sweep file, one command, a live leaderboard, a report and the best model.')
  .version(version)
  .showSuggestionAfterError()
  .showHelpAfterError('(`hypersweep --help` lists the commands, `hypersweep COMMAND --help` shows an example of each)')
  .exitOverride();

program
  .command('run')
  .summary('search, and write results/<study>/')
  .description(
    'Runs the search that a sweep file describes. Ctrl-C ends it with everything saved; twice: at once. `resume` goes on.',
  )
  .argument('[sweep]', 'the sweep file (default: the built-in language-id sweep)')
  .option('--name <study>', "the study's name (default: the sweep file's)")
  .option('--trials <n>', 'total number of trials (default: run_cap of the sweep file)', wholeNumber)
  .addOption(time)
  .addOption(workers)
  .addOption(devices)
  .addOption(perDevice)
  .option('--seed <n>', 'seed of the search, the splits and the training', anySeed)
  .option('--no-finalize', 'no final retrainings of the best, whatever the sweep file says')
  .option('--warm-start <file>', "learn from another study's trials: a file of Optuna's, our trials.jsonl, or W&B's runs as CSV")
  .addOption(backend)
  .addOption(results)
  .addOption(plain)
  .addOption(new Option('--json', 'one JSON event a line on standard output'))
  .addHelpText('after', `\nExample:\n  hypersweep run my-sweep.yaml --trials 40 --time 30m --workers 2\n\n${seeMethods}`)
  .action(async (sweep, options) => ended((await import('./commands/run.js')).run(sweep, options)));

program
  .command('resume')
  .summary('go on with a study, also after kill -9')
  .description(
    'Goes on where the study stopped: interrupted trials run again with the same parameters and seed. A changed sweep file may ' +
      'change the budget, the workers, the method and the early termination, widen ranges and add values; what would make the ' +
      'trials so far mean something else is refused.',
  )
  .argument('<study>', 'its name, or its folder')
  .argument('[sweep]', "a changed sweep file (default: the study's own, edited or not)")
  .option('--more <n>', 'trials on top of those that the study has', wholeNumber)
  .addOption(new Option('--trials <n>', 'total number of trials').argParser(wholeNumber).conflicts('more'))
  .addOption(time)
  .addOption(workers)
  .addOption(devices)
  .addOption(perDevice)
  .addOption(backend)
  .addOption(results)
  .addOption(plain)
  .addOption(new Option('--json', 'one JSON event a line on standard output'))
  .addHelpText('after', '\nExample:\n  hypersweep resume language-id --more 50')
  .action(async (study, sweep, options) => ended((await import('./commands/resume.js')).resume(study, sweep, options)));

program
  .command('list')
  .summary('all studies')
  .description('Lists the studies in the results folder, the newest first.')
  .addOption(results)
  .addOption(json)
  .addHelpText('after', '\nExample:\n  hypersweep list --json')
  .action(async (options) => ended((await import('./commands/list.js')).list(options)));

program
  .command('watch')
  .summary('the live view of studies that run elsewhere')
  .description(
    'Shows studies that other processes run, or that have ended: in a terminal the live view, where they can be steered, too ' +
      '([ and ] go from one to another, q leaves); elsewhere lines, until all have ended. It slows no study.',
  )
  .argument('[studies...]', 'their names, or their folders (default: all that run now)')
  .addOption(results)
  .addOption(plain)
  .addOption(new Option('--json', 'one JSON event a line on standard output'))
  .addHelpText('after', '\nExample:\n  hypersweep watch language-id intents')
  .action(async (studies, options) => ended((await import('./commands/watch.js')).watch(studies, options)));

program
  .command('show')
  .summary('a study, or one of its trials')
  .description("Shows a study's state and best trial, or everything about one trial: parameters, curve, why it ended.")
  .argument('<study>', 'its name, or its folder')
  .argument('[trial]', "the trial's number")
  .option(
    '--like-optuna',
    "parameter importance to the letter of Optuna's PED-ANOVA, of complete trials and the first metric only",
  )
  .addOption(results)
  .addOption(json)
  .addHelpText('after', '\nExample:\n  hypersweep show language-id 17')
  .action(async (study, trial, options) => ended((await import('./commands/show.js')).show(study, trial, options)));

program
  .command('leaderboard')
  .summary('the trials of a study, ranked')
  .description('Prints the ranked trials, also while the study runs.')
  .argument('<study>', 'its name, or its folder')
  .option('--top <n>', 'so many rows', wholeNumber)
  .addOption(results)
  .addOption(json)
  .addHelpText('after', '\nExample:\n  hypersweep leaderboard language-id --top 10 --json')
  .action(async (study, options) => ended((await import('./commands/leaderboard.js')).showLeaderboard(study, options)));

program
  .command('report')
  .summary('write the reports anew, or put studies side by side')
  .description("Writes a study's reports into its folder, or into another one; or puts several studies side by side.")
  .argument('[study]', 'its name, or its folder')
  .option('--compare <studies...>', 'put these studies side by side, on one page and in Markdown')
  .option('--format <list>', `any of ${reportFormats.join(', ')}, with commas (default: ${standardFormats.join(',')})`)
  .option('--out <folder>', "where to (default: the study's folder; of several studies comparison/ in the results folder)")
  .addOption(results)
  .addOption(json)
  .addHelpText(
    'after',
    '\nExample:\n  hypersweep report language-id --format html,csv --out ~/reports\n  hypersweep report --compare language-id language-id-2',
  )
  .action(async (study, options) => ended((await import('./commands/report.js')).report(study, options)));

program
  .command('predict')
  .summary('the best model at work')
  .description(
    "What the study's best model says: of a text with --text, of each line of a file (- for standard input), of each text in the " +
      'column of a CSV, TSV or JSONL file like those that it was trained on, or, where that were images or tables, of each image or ' +
      'each row of the files. A study that tags tokens tags those of a CoNLL file, whose own tags it does not look at, and writes ' +
      'each with its tag.',
  )
  .argument('<study>', 'its name, or its folder')
  .argument('[files...]', 'one with a text on each line, or in its column, - reads standard input; or images, or tables')
  .option('--text <text>', 'one text')
  .option('--tokens', 'the file is in columns, a token a line, as CoNLL has them and as .conll, .iob and .bio files always are')
  .option('--top <n>', 'the n most probable labels', wholeNumber, 3)
  .addOption(backend)
  .addOption(results)
  .addOption(json)
  .addHelpText(
    'after',
    '\nExample:\n  hypersweep predict language-id --text "Königreich"\n  hypersweep predict language-id names.txt --top 1 --json\n' +
      '  hypersweep predict image-classification photos/*.jpg\n  hypersweep predict date-tagging letters.conll > tagged.conll',
  )
  .action(async (study, files, options) => ended((await import('./commands/predict.js')).predict(study, files, options)));

program
  .command('simulate')
  .summary('compare methods on recorded runs')
  .description(
    "Replays recorded runs, a sweep file's `task: { type: table }` or an old study's trials, in virtual time: every method with " +
      'every early termination over many seeds, and how far each is from the best for what its trials cost. Ctrl-C compares ' +
      'what is done so far.',
  )
  .argument('[sweep]', 'a sweep file with a table task')
  .option('--from-study <study>', 'the trials of this study instead; a pruned one ends where it was pruned')
  .option('--methods <list>', 'with commas, options in brackets: "tpe,tpe(multivariate=false),random"')
  .option('--early-terminate <list>', 'likewise: "none,median,asha(eta=4)"')
  .option('--seeds <n>', 'simulations of each pair (default: 50)', wholeNumber)
  .addOption(new Option('--workers <n>', 'trials at a time, in virtual time (default: 1)').argParser(wholeNumber))
  .option('--budget <cost>', 'what the trials of a simulation may cost (default: as many full runs as run_cap)', positiveNumber)
  .option(
    '--out <path>',
    'a folder for the page, the plot and the figures, or a page.html (default: <results>/<name>-simulation)',
  )
  .addOption(results)
  .addOption(json)
  .addHelpText(
    'after',
    '\nExample:\n  hypersweep simulate recorded.yaml --methods tpe,random --early-terminate none,asha --seeds 20 --out regret.html' +
      '\n  hypersweep simulate --from-study language-id --early-terminate "none,median,asha(eta=4)"' +
      '\n\nA table task:\n  task: { type: table, configs: configs.csv, curves: curves.csv.gz, id: run, step: epoch, value: loss }' +
      '\n  task: { type: table, configs: configs.csv, curves: curves.csv, id: run, columns: "epoch_*" }' +
      '\n  task: { type: table, configs: results.csv, value: "seed*" }',
  )
  .action(async (sweep, options) => ended((await import('./commands/simulate.js')).simulate(sweep, options)));

program
  .command('validate')
  .summary('check a sweep file without running it')
  .description('Checks a sweep file: every mistake with its line, or what the search would be.')
  .argument('<sweep>', 'the sweep file')
  .addOption(json)
  .addHelpText('after', `\nExample:\n  hypersweep validate my-sweep.yaml\n\n${seeMethods}`)
  .action(async (sweep, options) => ended((await import('./commands/validate.js')).validate(sweep, options)));

program
  .command('tasks')
  .summary('what built-in tasks train, and what can be varied')
  .description("Lists the built-in tasks, or one's hyperparameters with their defaults, and its metrics.")
  .argument('[name]', 'of a task, for its hyperparameters')
  .addOption(json)
  .addHelpText('after', '\nExamples:\n  hypersweep tasks\n  hypersweep tasks text-classification')
  .action(async (name, options) => ended((await import('./commands/tasks.js')).listTasks(name, options)));

program
  .command('methods')
  .summary('what `method` and `early_terminate` can be')
  .description('Lists how parameters can be chosen and trials ended early, or the options of one of them.')
  .argument('[name]', 'of a method or an early termination, for its options')
  .addOption(json)
  .addHelpText('after', '\nExamples:\n  hypersweep methods\n  hypersweep methods asha')
  .action(async (name, options) => ended((await import('./commands/methods.js')).listMethods(name, options)));

program
  .command('backup')
  .summary('copy a study, also while it runs')
  .description(
    "Copies a study's database, all that is known of its trials, as it is at this moment. As `study.db` in a folder of its own " +
      'it is a study again.',
  )
  .argument('<study>', 'its name, or its folder')
  .argument('[file]', "where to (default: backups/ in the study's folder, with the time in its name)")
  .addOption(results)
  .addHelpText('after', '\nExample:\n  hypersweep backup language-id /mnt/safe/language-id.db')
  .action(async (study, file, options) => ended((await import('./commands/backup.js')).backup(study, file, options)));

program
  .command('replay')
  .summary('check that a study repeats itself')
  .description(
    'Derives every suggestion and every pruning decision of a study anew, from what happened in the recorded order, and reports ' +
      'the first difference: also of a study that ran in parallel, was interrupted and was steered.',
  )
  .argument('<study>', 'its name, or its folder')
  .addOption(results)
  .addOption(json)
  .addHelpText('after', '\nExample:\n  hypersweep replay language-id')
  .action(async (study, options) => ended((await import('./commands/replay.js')).replay(study, options)));

program
  .command('init')
  .summary('write a commented sweep file to start from')
  .description('Writes a sweep file that explains itself. An existing file is left alone.')
  .argument('[file]', 'where to', 'sweep.yaml')
  .addOption(new Option('--task <kind>', 'what a trial is').choices(Object.keys(starters)).default('text-classification'))
  .addHelpText('after', '\nExample:\n  hypersweep init my-sweep.yaml')
  .action(async (file, options) => ended((await import('./commands/init.js')).init(file, options)));

program
  .command('convert')
  .summary("another tool's search space as a sweep file")
  .description(
    'Makes a sweep file of a sweep of W&B, a search space or an experiment of NNI, an experiment of Katib, or an Optuna ' +
      'study (its SQLite file, or distributions as JSON), and says what it could not carry over.',
  )
  .argument('<file>', "in YAML or JSON, or an SQLite file of Optuna's")
  .argument('[out]', 'where to; an existing file is left alone (default: standard output)')
  .option('--study <name>', "which study, of several in a file of Optuna's")
  .addHelpText('after', '\nExample:\n  hypersweep convert search_space.json my-sweep.yaml')
  .action(async (file, out, options) => ended((await import('./commands/convert.js')).convert(file, out, options)));

program
  .command('doctor')
  .summary('what this machine can compute on')
  .description('Tries every backend for real and says which one `--backend auto` takes, and why not the others.')
  .addOption(json)
  .addHelpText('after', '\nExample:\n  hypersweep doctor')
  .action(async (options) => ended((await import('./commands/doctor.js')).doctor(options)));

addSteeringCommands(program, {
  results,
  json,
  workers: new Option('--workers <n>', 'trials at a time').argParser(wholeNumber),
  time: new Option('--time <duration>', 'total running time of the study, such as 90m or 2h'),
  wholeNumber,
});

await ended(program.parseAsync().then(() => undefined));
