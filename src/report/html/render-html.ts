import type { StudyRecord } from '../../core/study-record.js';
import { summarise } from '../summary.js';
import { timeline } from '../timeline.js';
import { costSection, courseSection, parallelSection, parametersSection, paretoSection } from './chart-sections.js';
import { confusionSection } from './confusion-section.js';
import { contourSection } from './contour-section.js';
import { endingsSection } from './endings-section.js';
import { importanceSection } from './importance-section.js';
import { leaderboardSection } from './leaderboard-section.js';
import { luckSection } from './luck-section.js';
import { html } from './markup.js';
import { overviewSection } from './overview-section.js';
import { renderPage } from './page.js';
import { reportData } from './report-data.js';
import { reportScript } from './report-script.js';
import { reproductionSection } from './reproduction-section.js';
import { timelineSection } from './timeline-section.js';

/** The report on a study as one page. */
export function renderHtml(record: StudyRecord): string {
  const summary = summarise(record);
  const data = reportData(record);
  const body = html`${overviewSection(record, summary)}
${courseSection(record, summary, data)}
${paretoSection(data)}
${importanceSection(data)}
${parallelSection(data)}
${leaderboardSection(record)}
${luckSection(record)}
${parametersSection(data)}
${contourSection(data)}
${confusionSection(record)}
${costSection(data)}
${timelineSection(timeline(record))}
${endingsSection(record, summary)}
${reproductionSection(record, summary)}`;
  return renderPage({ title: summary.name, body, data, script: reportScript() });
}
