/// <reference lib="dom" />

/**
 * Puts the chart library and the figures in their places, and then brings the page to life. The library runs as an element of its
 * own: the page's policy names it by its hash, as every script.
 */
export async function unpackPage(unpack: (id: string) => Promise<string>, start: () => void | Promise<void>): Promise<void> {
  try {
    const [library, data] = await Promise.all([unpack('chart-library'), unpack('report-data')]);
    document.head.append(Object.assign(document.createElement('script'), { textContent: library }));
    const place = document.getElementById('report-data');
    if (place) place.textContent = data;
  } catch (error) {
    const note = 'This browser cannot unpack the charts: it takes one of 2023 or later. The tables are all there.';
    document
      .querySelector('header')
      ?.append(Object.assign(document.createElement('p'), { className: 'note', textContent: note }));
    throw error;
  }
  await start();
  // For whoever drives the page by a program.
  document.documentElement.dataset.ready = '';
}
