/**
 * The page's style sheet. Colours are from Okabe and Ito's palette (2008), which readers of every kind of colour vision tell
 * apart, darkened or lightened until text in them has a contrast of at least 4.5 to 1; shapes say the same as colours do.
 */
export const styleSheet = `
:root {
  color-scheme: light dark;
  --page: #f6f7f8; --surface: #ffffff; --ink: #1b2128; --muted: #5b6671; --line: #e1e5e9; --hover: #f1f4f7; --picked: #e6f0f8; --shade: #1b212826;
  --complete: #0072b2; --pruned: #7d8790; --failed: #9b3f79; --best: #b84600;
  --scale-worst: #c9d4dd; --scale-best: #00568a;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif;
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root:not([data-scheme="light"]) {
    --page: #111417; --surface: #191d22; --ink: #e7eaed; --muted: #9aa5b0; --line: #2c333a; --hover: #20262c; --picked: #1d3040; --shade: #00000080;
    --complete: #56b4e9; --pruned: #87919b; --failed: #d98abb; --best: #ff9d4d;
    --scale-worst: #3c4751; --scale-best: #6cc3f5;
  }
}
:root[data-scheme="light"] { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.55 var(--sans); }
main { max-width: 1240px; margin: 0 auto; padding: 40px 32px 64px; }
h1, h2, h3, p, figure, dl, dd { margin: 0; }
h1 { font-size: 30px; line-height: 1.2; font-weight: 680; letter-spacing: -0.015em; overflow-wrap: anywhere; }
h2 { font-size: 17px; line-height: 1.3; font-weight: 640; letter-spacing: -0.005em; }
h3 { font-size: 14px; line-height: 1.3; font-weight: 600; overflow-wrap: anywhere; }
code, pre { font: 13px/1.6 var(--mono); }
.overline { color: var(--muted); font-size: 13px; margin-bottom: 6px; }
.description { color: var(--muted); margin-top: 4px; }
.verdict { font-size: 19px; line-height: 1.5; margin-top: 18px; max-width: 62em; overflow-wrap: anywhere; text-wrap: pretty; }
.note { color: var(--muted); font-size: 13px; margin-top: 4px; max-width: 76em; overflow-wrap: anywhere; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(200px, 1fr)); gap: 16px; margin: 28px 0 16px; }
.tile, .card { background: var(--surface); border: 1px solid var(--line); border-radius: 10px; }
.tile { padding: 16px 20px; min-width: 0; }
.tile dt { color: var(--muted); font-size: 13px; overflow-wrap: anywhere; }
.tile dd { font-size: 28px; line-height: 1.25; font-weight: 640; letter-spacing: -0.015em; margin-top: 2px; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.tile dd.sub { font-size: 13px; line-height: 1.45; font-weight: 400; letter-spacing: 0; color: var(--muted); }
.tile.first dd:not(.sub) { color: var(--best); }
.card { padding: 20px 22px; margin-top: 16px; min-width: 0; }
.pair { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 16px; }
.chart { height: 300px; margin-top: 10px; }
/* Shadows at the ends say that there is more to scroll to: covers of the card's colour move with the content, shadows do not. */
.scroll {
  overflow-x: auto;
  background: linear-gradient(to right, var(--surface) 30%, transparent), linear-gradient(to left, var(--surface) 30%, transparent) 100% 0,
    linear-gradient(to right, var(--shade), transparent), linear-gradient(to left, var(--shade), transparent) 100% 0;
  background-repeat: no-repeat; background-size: 36px 100%, 36px 100%, 12px 100%, 12px 100%; background-attachment: local, local, scroll, scroll;
}
.bars { margin-top: 10px; max-width: 760px; }
.parallel { height: 380px; }
.small-charts { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 24px 28px; margin-top: 18px; }
.small-charts .chart { height: 190px; margin-top: 6px; }
.small-charts .kind { color: var(--muted); font-weight: 400; }
.legend { display: flex; flex-wrap: wrap; gap: 2px 16px; color: var(--muted); font-size: 13px; margin-top: 4px; padding: 0; list-style: none; }
.legend li { display: flex; align-items: center; gap: 6px; }
.legend svg { flex: none; }
.swatch { width: 14px; height: 8px; border-radius: 2px; } .swatch.all { background: var(--complete); } .swatch.near { background: var(--best); }
.meters { margin-top: 10px; width: 100%; } .meters th[scope="row"] { color: var(--ink); font-size: 13px; font-weight: 400; max-width: 22em; overflow: hidden; text-overflow: ellipsis; }
.meters th, .meters td { border: 0; padding: 3px 8px 3px 0; } .meters .meter { width: 45%; }
.meter span { display: block; height: 9px; border-radius: 2px; background: var(--complete); min-width: 1px; } .meter .pair-share { background: var(--failed); }
select { font: inherit; color: var(--ink); background: var(--surface); border: 1px solid var(--line); border-radius: 6px; padding: 2px 6px; max-width: 14em; }
.ramp { display: flex; align-items: center; gap: 8px; color: var(--muted); font-size: 13px; margin-top: 6px; }
.ramp i { flex: 0 1 220px; height: 10px; border-radius: 3px; background: linear-gradient(to right, var(--scale-worst), var(--scale-best)); }
.contour { height: 420px; } .chart.fill { height: 100%; }
.complete { color: var(--complete); } .pruned, .paused { color: var(--pruned); } .paused { opacity: 0.5; } .failed { color: var(--failed); } .best { color: var(--best); }
.bar { display: flex; gap: 2px; height: 6px; margin-top: 10px; border-radius: 3px; overflow: hidden; }
.bar span { background: currentColor; }
.head { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 4px 16px; }
.tools { display: flex; align-items: baseline; gap: 12px; color: var(--muted); font-size: 13px; font-variant-numeric: tabular-nums; min-height: 28px; }
button { font: inherit; color: inherit; background: none; border: 0; padding: 0; cursor: pointer; border-radius: 4px; }
button:focus-visible, .scroll:focus-visible, summary:focus-visible, select:focus-visible, input:focus-visible { outline: 2px solid var(--complete); outline-offset: 2px; }
.tools button, .more { border: 1px solid var(--line); padding: 2px 10px; color: var(--ink); background: var(--surface); border-radius: 6px; }
.tools button:hover, .more:hover { background: var(--hover); }
.more { margin-top: 12px; font-size: 13px; padding: 6px 14px; }
[hidden] { display: none !important; }
table { border-collapse: collapse; font-size: 13px; font-variant-numeric: tabular-nums; }
.scroll > table { min-width: 100%; }
th, td { text-align: left; padding: 7px 10px; border-bottom: 1px solid var(--line); white-space: nowrap; vertical-align: middle; }
th { color: var(--muted); font-weight: 500; font-size: 12px; }
th:first-child, td:first-child { padding-left: 6px; }
tbody tr:last-child td { border-bottom: 0; }
td.number, th.number { text-align: right; }
td.text { max-width: 16em; overflow: hidden; text-overflow: ellipsis; }
td.why { white-space: normal; min-width: 16em; overflow-wrap: anywhere; }
td.absent { color: var(--muted); }
/* A count on a shade of at most half the colour keeps its contrast. */
.confusion th, .confusion td { padding: 3px 6px; border: 0; }
.confusion thead th { vertical-align: bottom; } .confusion thead span { writing-mode: vertical-rl; transform: rotate(180deg); max-height: 10em; overflow: hidden; text-overflow: ellipsis; }
.confusion tbody th { max-width: 12em; overflow: hidden; text-overflow: ellipsis; }
.confusion tbody td { text-align: center; }
.confusion .right { background: color-mix(in srgb, var(--complete) calc(50% * var(--shade)), transparent); }
.confusion .wrong { background: color-mix(in srgb, var(--failed) calc(50% * var(--shade)), transparent); }
.class { display: inline-block; max-width: 16em; overflow: hidden; text-overflow: ellipsis; vertical-align: bottom; }
.blocks .scroll + .scroll { margin-top: 14px; }
.confusion tbody td.found { text-align: right; color: var(--muted); }
#leaderboard thead th { position: sticky; top: 0; background: var(--surface); box-shadow: inset 0 -1px var(--line); z-index: 1; }
.scroll:has(> #leaderboard) { max-height: 600px; overflow: auto; margin-top: 10px; }
.table-tools { margin-top: 10px; font-size: 13px; } .table-tools summary { width: fit-content; margin: 0; font-size: 13px; }
div.table-tools { display: flex; flex-wrap: wrap; align-items: baseline; gap: 4px 10px; } .table-tools .note { margin: 0; }
input[type="search"] { font: inherit; color: var(--ink); background: var(--surface); border: 1px solid var(--line); border-radius: 6px; padding: 4px 8px; flex: 0 1 340px; min-width: 0; }
fieldset { border: 0; margin: 6px 0 0; padding: 0; display: flex; flex-wrap: wrap; gap: 4px 18px; min-width: 0; }
fieldset label { overflow-wrap: anywhere; min-width: 0; }
#trial-panel { margin-top: 16px; padding-top: 14px; border-top: 1px solid var(--line); } #trial-curve { height: 220px; }
#trial-facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 260px), 1fr)); gap: 18px 36px; margin-top: 14px; align-items: start; }
#trial-facts .tip { font-size: 13px; max-width: none; } #trial-facts .tip dl { grid-template-columns: auto 1fr; } #trial-facts .tip dd { overflow-wrap: anywhere; }
#trial-facts .scroll { grid-column: 1 / -1; min-width: 0; } caption { text-align: left; font-weight: 600; padding-bottom: 4px; }
#leaderboard tbody tr { cursor: pointer; }
#leaderboard tbody tr:hover td { background: var(--hover); }
#leaderboard tbody tr.picked td { background: var(--picked); }
#leaderboard tr.winner .value { color: var(--best); font-weight: 640; }
th { position: relative; }
th button::after { content: "↕"; opacity: 0; position: absolute; padding-left: 2px; }
th button:hover::after, th button:focus-visible::after { opacity: 0.6; }
th[aria-sort="ascending"] button::after { content: "↑"; opacity: 1; }
th[aria-sort="descending"] button::after { content: "↓"; opacity: 1; }
.chip { display: inline-flex; align-items: center; gap: 6px; }
.spark { display: block; }
.finalists { margin-top: 12px; } .finalists .winner .value { color: var(--best); font-weight: 640; }
.apart { margin-top: 20px; } .prose { margin-top: 6px; max-width: 62em; overflow-wrap: anywhere; text-wrap: pretty; }
.settings { display: grid; grid-template-columns: repeat(auto-fill, minmax(190px, 1fr)); gap: 14px 28px; margin-top: 14px; }
.settings dt { color: var(--muted); font-size: 13px; overflow-wrap: anywhere; }
.settings dd { font-weight: 600; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
pre { background: var(--page); border: 1px solid var(--line); border-radius: 8px; padding: 12px 16px; margin: 12px 0 0; overflow-x: auto; } pre.prose { white-space: pre-wrap; } pre.prose code { font: 14px/1.55 var(--sans); }
.notes { margin: 12px 0 0; padding-left: 20px; } .notes li { margin: 4px 0; max-width: 76em; }
summary { cursor: pointer; margin-top: 16px; color: var(--muted); font-size: 14px; }
.blocks { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr)); gap: 8px 40px; margin-top: 12px; }
footer { color: var(--muted); font-size: 13px; margin-top: 28px; }
.tip { font: 12px/1.5 var(--sans); max-width: 300px; }
.tip dl { display: grid; grid-template-columns: auto auto; gap: 0 14px; margin-top: 4px; }
.tip dt { color: var(--muted); overflow: hidden; text-overflow: ellipsis; } .tip dd { text-align: right; font-variant-numeric: tabular-nums; overflow: hidden; text-overflow: ellipsis; }
@media (max-width: 900px) { .pair { grid-template-columns: minmax(0, 1fr); gap: 0; } .small-charts { grid-template-columns: repeat(2, minmax(0, 1fr)); } }
@media (max-width: 600px) {
  main { padding: 24px 14px 40px; }
  h1 { font-size: 25px; } .verdict { font-size: 17px; }
  .tiles { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 10px; margin: 20px 0 10px; }
  .tile { padding: 12px 14px; } .tile:last-child:nth-child(odd) { grid-column: span 2; } .tile dd { font-size: 22px; }
  .card { padding: 16px 14px; margin-top: 10px; }
  .chart { height: 250px; } .parallel { height: 340px; } .contour { height: 360px; } .chart.fill { height: 100%; }
  .small-charts { grid-template-columns: minmax(0, 1fr); }
  .settings { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 10px 16px; }
}
@media print {
  body { background: none; font-size: 12px; } main { padding: 0; max-width: none; }
  .card, .tile, figure { break-inside: avoid; } .card.long { break-inside: auto; }
  .scroll { overflow: visible; background: none; } .scroll > div { min-width: 0 !important; }
  .scroll > table { font-size: 10px; } th, td { padding: 3px 4px; }
  .tools button, .more, .table-tools { display: none !important; } .scroll:has(> #leaderboard) { max-height: none; overflow: visible; } pre { white-space: pre-wrap; } th button::after { content: none; }
}
`;
