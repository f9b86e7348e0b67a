/** Okabe and Ito's palette (2008), which readers of every kind of colour vision tell apart, on light and on dark. */
const colours = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9'];
const dashes = ['solid', 'dashed', 'dotted'] as const;

export interface LineLook {
  readonly colour: string;
  readonly dash: (typeof dashes)[number];
}

/** Of the line with this index among several: dashes go round where the colours end. */
export function lineLook(index: number): LineLook {
  return {
    colour: colours[index % colours.length] as string,
    dash: dashes[Math.floor(index / colours.length) % dashes.length] as LineLook['dash'],
  };
}
