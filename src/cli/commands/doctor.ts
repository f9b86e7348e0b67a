import type { BackendReport } from '../../core/backend.js';
import { automaticChoice, probeBackends } from '../../execution/devices.js';
import { columns, printJson } from '../output.js';

export async function doctor(options: { json?: boolean }): Promise<number> {
  const reports = await probeBackends();
  const chosen = automaticChoice(reports);
  if (options.json) printJson({ node: process.version, chosen: chosen?.name ?? null, backends: reports });
  else {
    console.log(`Node ${process.version}, ${process.platform} ${process.arch}\n`);
    const rows = reports.flatMap((report) => {
      const [detail = '', ...remedies] = report.detail.split('\n');
      const row = [report === chosen ? '->' : '  ', report.name, standing(report), speed(report), detail];
      return [row, ...remedies.map((line) => ['', '', '', '', `- ${line}`])];
    });
    for (const line of columns([['', 'backend', 'works', 'samples/s*', 'detail'], ...rows])) console.log(line);
    console.log(
      chosen
        ? `\n* of a small network, by one trial at a time. --backend auto takes ${chosen.name}.`
        : '\nNo backend works: built-in training tasks cannot run here.',
    );
  }
  return chosen ? 0 : 1;
}

function speed({ samplesPerSecond }: BackendReport): string {
  return samplesPerSecond === undefined ? '' : Math.round(samplesPerSecond).toLocaleString('en');
}

function standing(report: BackendReport): string {
  if (!report.works) return 'no';
  return report.emulated ? 'emulated' : 'yes';
}
